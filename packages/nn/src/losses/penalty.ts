// Penalties on the size of weights, as terms of the loss. The optimizer's own (transforms, weight decay) act on gradients instead.
import { abs, add, mul, square, sum, type Tensor } from '@glissade/autograd'
import { checkNumber } from '../options.ts'

/** λ Σ|w|: pulls every weight towards 0 with the same force. */
export function l1Penalty(w: Tensor, lambda: number): Tensor {
  checkNumber('l1Penalty', 'lambda', lambda, { from: 0 })
  return mul(lambda, sum(abs(w)))
}

/** ½ λ Σw², whose gradient is λ w: pulls large weights harder. Keras's l2 leaves the ½ out. */
export function l2Penalty(w: Tensor, lambda: number): Tensor {
  checkNumber('l2Penalty', 'lambda', lambda, { from: 0 })
  return mul(lambda / 2, sum(square(w)))
}

/** The sum of both, of those that are not 0. */
export function weightPenalty(w: Tensor, l1: number, l2: number): Tensor | undefined {
  const first = l1 > 0 ? l1Penalty(w, l1) : undefined
  const second = l2 > 0 ? l2Penalty(w, l2) : undefined
  return first && second ? add(first, second) : (first ?? second)
}
