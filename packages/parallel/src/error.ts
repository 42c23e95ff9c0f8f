// The typed refusals of this package. Each message reads `where: what was given; what is needed.`
import type { Floats } from '@glissade/optim'

/** Why, beside the words. */
interface Cause extends ErrorOptions {
  readonly nonFinite?: boolean
}

/** Anything this package refuses. */
export class ParallelError extends Error {
  override readonly name: string = 'ParallelError'
  /** Whether it came to this since numbers were NaN or infinite. */
  readonly nonFinite: boolean

  constructor(message: string, { nonFinite = false, ...options }: Cause = {}) {
    super(message, options)
    this.nonFinite = nonFinite
  }
}

/** A setting that a strategy or a transport cannot work with. */
export class SettingError extends ParallelError {
  override readonly name = 'SettingError'
  readonly setting: string
  readonly value: unknown

  constructor(message: string, detail: { setting: string; value: unknown }) {
    super(message)
    this.setting = detail.setting
    this.value = detail.value
  }
}

/** A message that does not fit the server's vectors. */
export class MessageError extends ParallelError {
  override readonly name = 'MessageError'
}

/** Nobody is left to train. The model as it stood is in `centre`. */
export class WorkersGoneError extends ParallelError {
  override readonly name = 'WorkersGoneError'
  declare readonly centre: Floats

  constructor(message: string, centre: Floats, cause?: Cause) {
    super(message, cause)
    Object.defineProperty(this, 'centre', { value: centre }) // which is not listed, or an uncaught error would print it all
  }
}
