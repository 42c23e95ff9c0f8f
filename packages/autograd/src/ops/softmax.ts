// Softmax, its logarithm, and log Σ eˣ in their stable forms, with the short derivative that each has.
import { apply, checkTensor, type ComposedOp } from '../op.ts'
import { resolveAxis } from '../shape.ts'
import type { Tensor } from '../tensor.ts'
import { abs, add, div, equal, exp, log, mul, sub, where } from './arithmetic.ts'
import { max } from './extreme.ts'
import { folded, left, sum, withAxes, type Folded, type ReduceOptions } from './sum.ts'
import { reshape } from './view.ts'

/** The largest element as a constant, with its axes kept: what to subtract before exp, so that no digit is lost; 0 for an infinite one, and for none. */
function peak(x: Tensor, axis: number | readonly number[]): Tensor | number {
  if (x.size === 0) return 0
  const top = max(x.detach(), { axis, keepDims: true })
  return where(equal(abs(top), Infinity), 0, top)
}

const softmaxOp: ComposedOp<number> = {
  name: 'softmax',
  compose: ([x], axis) => {
    const e = exp(x.size === 0 ? x : sub(x, max(x, { axis, keepDims: true })))
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
export function softmax(x: Tensor, axis = -1): Tensor {
  checkTensor('softmax', x)
  return apply(softmaxOp, [x], resolveAxis('softmax', axis, x.rank))
}

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
export function logSoftmax(x: Tensor, axis = -1): Tensor {
  checkTensor('logSoftmax', x)
  return apply(logSoftmaxOp, [x], resolveAxis('logSoftmax', axis, x.rank))
}

const logSumExpOp: ComposedOp<Folded> = {
  name: 'logSumExp',
  compose: ([x], attrs) => {
    const top = peak(x, attrs.axes)
    const total = sum(exp(sub(x, top)), { axis: attrs.axes, keepDims: true })
    return reshape(add(log(total), top), left(x.shape, attrs))
  },
  pullbacks: [
    (dy, [x], _y, attrs) => {
      const e = exp(sub(x, peak(x, attrs.axes)))
      const total = sum(e, { axis: attrs.axes, keepDims: true })
      return mul(withAxes(dy, x, attrs), div(e, where(equal(total, 0), 1, total)))
    },
  ],
  reads: [[0]],
}
/** y = log Σ eˣ, without overflow. */
export const logSumExp = (x: Tensor, options: ReduceOptions = {}): Tensor =>
  apply(logSumExpOp, [x], folded('logSumExp', x, options))
