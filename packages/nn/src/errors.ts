// The refusals that only models know. A message reads `where: what was given; what is needed. [likely cause]`.
import { GlissadeError } from '@glissade/autograd'

/** A saved state that does not fit the model. Nothing of it was loaded. */
export class StateDictError extends GlissadeError {
  override readonly name = 'StateDictError'
  readonly missing: readonly string[]
  readonly unexpected: readonly string[]
  /** Entries of another shape or element type. */
  readonly mismatched: readonly string[]

  constructor(
    message: string,
    detail: { missing: readonly string[]; unexpected: readonly string[]; mismatched: readonly string[] },
  ) {
    super(message)
    this.missing = detail.missing
    this.unexpected = detail.unexpected
    this.mismatched = detail.mismatched
  }
}

/** A gradient that is NaN or infinite, met before anything was changed by it. */
export class GradientError extends GlissadeError {
  override readonly name = 'GradientError'
  /** The path of the first parameter whose gradient is not finite. */
  readonly parameter: string

  constructor(message: string, parameter: string) {
    super(message)
    this.parameter = parameter
  }
}

/** A parameter now belongs to another model than the optimizer thinks. */
export class MovedError extends GlissadeError {
  override readonly name = 'MovedError'
}
