// The one refusal of this package. A message reads `where: what was given; what is needed. [likely cause.]`
import { GlissadeError } from '@glissade/autograd'

/** Samples, labels, options or files that cannot be used as data. */
export class DataError extends GlissadeError {
  override readonly name = 'DataError'
}

/** Refuses options that are slips of the pen. */
export function checkKnown(where: string, options: object, known: readonly string[]): void {
  const unknown = Object.keys(options).find((key) => !known.includes(key))
  if (unknown !== undefined)
    throw new DataError(`${where}: ${unknown} is no option; it has ${known.join(', ')}.`)
}
