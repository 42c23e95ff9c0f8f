// Softmax and its logarithm in their stable forms, with the short derivative that each has.
import { apply, type ComposedOp } from '../op.ts'
import { resolveAxis } from '../shape.ts'
import type { Tensor } from '../tensor.ts'
import { div, exp, log, mul, sub } from './arithmetic.ts'
import { max, peak } from './reduce.ts'
import { sum } from './sum.ts'

const softmaxOp: ComposedOp<number> = {
  name: 'softmax',
  compose: ([x], axis) => {
    const e = exp(sub(x, max(x, { axis, keepDims: true })))
    return div(e, sum(e, { axis, keepDims: true }))
  },
  pullbacks: [
    (dy, _x, y, axis) => {
      const weighted = mul(dy, y)
      return sub(weighted, mul(y, sum(weighted, { axis, keepDims: true })))
    },
  ],
  reads: [['y']],
}

/**
 * Positive numbers that sum to 1 along an axis, the last unless said.
 *
 *     yᵢ = eˣⁱ / Σ eˣʲ            x̄ = y (ȳ − Σ ȳ y)
 */
export const softmax = (x: Tensor, axis = -1): Tensor =>
  apply(softmaxOp, [x], resolveAxis('softmax', axis, x.rank))

const logSoftmaxOp: ComposedOp<number> = {
  name: 'logSoftmax',
  compose: ([x], axis) => {
    const z = sub(x, peak(x, axis))
    return sub(z, log(sum(exp(z), { axis, keepDims: true })))
  },
  pullbacks: [(dy, _x, y, axis) => sub(dy, mul(exp(y), sum(dy, { axis, keepDims: true })))],
  reads: [['y']],
}

/**
 * log softmax(x) without overflow.
 *
 *     yᵢ = xᵢ − log Σ eˣʲ         x̄ = ȳ − eʸ Σ ȳ
 */
export const logSoftmax = (x: Tensor, axis = -1): Tensor =>
  apply(logSoftmaxOp, [x], resolveAxis('logSoftmax', axis, x.rank))
