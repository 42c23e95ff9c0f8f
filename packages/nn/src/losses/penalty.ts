// Penalties on the size of weights, as terms of the loss. The optimizer's own (transforms, weight decay) act on gradients instead.
import { abs, add, mul, square, sum, type Tensor } from '@glissade/autograd'

/** λ Σ|w|: pulls every weight towards 0 with the same force. */
export const l1Penalty = (w: Tensor, lambda: number): Tensor => mul(lambda, sum(abs(w)))

/** ½ λ Σw², whose gradient is λ w: pulls large weights harder. Keras's l2 leaves the ½ out. */
export const l2Penalty = (w: Tensor, lambda: number): Tensor => mul(lambda / 2, sum(square(w)))

/** The sum of both, of those that are not 0. */
export function weightPenalty(w: Tensor, l1: number, l2: number): Tensor | undefined {
  const first = l1 > 0 ? l1Penalty(w, l1) : undefined
  const second = l2 > 0 ? l2Penalty(w, l2) : undefined
  return first && second ? add(first, second) : (first ?? second)
}
