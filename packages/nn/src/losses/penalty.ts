// Penalties on the size of weights, as terms of the loss. The optimizer's own (transforms, weight decay) act on gradients instead.
import { abs, mul, square, sum, type Tensor } from '@glissade/autograd'

/** λ Σ|w|: pulls every weight towards 0 with the same force. */
export const l1Penalty = (w: Tensor, lambda: number): Tensor => mul(lambda, sum(abs(w)))

/** ½ λ Σw², whose gradient is λ w: pulls large weights harder. Keras's l2 leaves the ½ out. */
export const l2Penalty = (w: Tensor, lambda: number): Tensor => mul(lambda / 2, sum(square(w)))
