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
