// The one refusal of this package. A message reads `where: what was given; what is needed. [likely cause.]`
import { checkOptions, GlissadeError } from '@glissade/autograd'

/** Samples, labels, options or files that cannot be used as data. */
export class DataError extends GlissadeError {
  override readonly name = 'DataError'
}

/** Refuses options that are slips of the pen. */
export const checkKnown = (where: string, options: object, known: readonly string[]): void =>
  checkOptions(where, options, known, DataError)
