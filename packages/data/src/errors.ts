// The one refusal of this package. A message reads `where: what was given; what is needed. [likely cause.]`
import { checkOptions, GlissadeError, shown } from '@glissade/autograd'

/** Samples, labels, options or files that cannot be used as data. */
export class DataError extends GlissadeError {
  override readonly name = 'DataError'
}

/** Refuses what is no data set of this package. */
export function checkDataset(where: string, data: unknown): void {
  const { samples, batches } = (data ?? {}) as { readonly samples?: unknown; readonly batches?: unknown }
  if (samples !== undefined && typeof batches === 'function') return
  throw new DataError(
    `${where}: the data is ${shown(data)}; it needs a data set, such as arrayDataset([[0, 0], [0, 1]], [0, 1]).`,
  )
}

/** Refuses what is no list; `of` says of what. */
export function checkListed(where: string, name: string, list: unknown, of: string): void {
  if (Array.isArray(list) || ArrayBuffer.isView(list)) return
  throw new DataError(`${where}: ${name} is ${shown(list)}; it needs a list of ${of}.`)
}

/** Refuses what cannot be called. */
export function checkCalled(where: string, name: string, f: unknown): void {
  if (typeof f !== 'function') throw new DataError(`${where}: ${name} is ${shown(f)}; it needs a function.`)
}

/** Refuses options that are slips of the pen. */
export const checkKnown = (where: string, options: object, known: readonly string[]): void =>
  checkOptions(where, options, known, DataError)
