// From images to rows.
import { reshape, ShapeError, type Tensor } from '@glissade/autograd'
import { Module } from '../module.ts'

/**
 * All axes but the first become one.
 *
 *     (batch, …) → (batch, product of …)
 *
 * @throws ShapeError for a scalar, which has no batch axis.
 */
export class Flatten extends Module {
  forward(x: Tensor): Tensor {
    if (x.rank === 0)
      throw new ShapeError(`${this.where}: input is (); it needs a batch axis, as in (batch, …).`)
    return reshape(x, [x.shape[0], x.shape.slice(1).reduce((n, d) => n * d, 1)])
  }

  override toString(): string {
    return 'Flatten'
  }
}
