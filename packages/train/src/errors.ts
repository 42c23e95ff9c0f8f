// The refusals that only training knows.
import { GlissadeError } from '@glissade/autograd'

/** The loss became NaN or infinite. The weights are those of the last good step. */
export class NonFiniteLossError extends GlissadeError {
  override readonly name = 'NonFiniteLossError'
  readonly loss: number
  readonly epoch: number
  readonly batch: number

  constructor(message: string, detail: { loss: number; epoch: number; batch: number }) {
    super(message)
    this.loss = detail.loss
    this.epoch = detail.epoch
    this.batch = detail.batch
  }
}

/** The gradient of a step is NaN or infinite though its loss is not. The weights are those of the last good step. */
export class NonFiniteGradientError extends GlissadeError {
  override readonly name = 'NonFiniteGradientError'
  /** The first parameter that it was found in. */
  readonly parameter: string
  readonly epoch: number
  readonly batch: number

  constructor(message: string, detail: { parameter: string; epoch: number; batch: number }) {
    super(message)
    this.parameter = detail.parameter
    this.epoch = detail.epoch
    this.batch = detail.batch
  }
}

/** A checkpoint that cannot be written, read, or gone on from. */
export class CheckpointError extends GlissadeError {
  override readonly name = 'CheckpointError'
}
