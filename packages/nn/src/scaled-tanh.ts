// LeCun's tanh: inputs of variance 1 come out with about that (0.75 if they are normal), and targets of ±1 lie where the
// curve bends most.
import { mul, tanh, type Tensor } from '@glissade/autograd'

/**
 * A tanh stretched so that f(1) = 1 and f(−1) = −1.
 *
 *     y = 1.7159 · tanh(⅔ x)
 *
 * @see LeCun, Bottou, Orr, Müller 1998, Efficient BackProp, section 4.4.
 */
export const scaledTanh = (x: Tensor): Tensor => mul(1.7159, tanh(mul(2 / 3, x)))
