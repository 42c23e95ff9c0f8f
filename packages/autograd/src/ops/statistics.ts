// What describes many numbers by one: mean, variance, norms. All are made of sums, which run in float64.
import { ValueError } from '../errors.ts'
import { apply, type ComposedOp } from '../op.ts'
import type { Tensor } from '../tensor.ts'
import { abs, div, equal, mul, pow, sign, sqrt, square, sub, where } from './arithmetic.ts'
import { max } from './extreme.ts'
import { count, folded, sum, withAxes, type Folded, type ReduceOptions } from './sum.ts'

/** y = Σ x / n; NaN for no elements. */
export function mean(x: Tensor, options: ReduceOptions = {}): Tensor {
  const { axes: axis, ...folds } = folded('mean', x, options)
  return div(sum(x, { axis, ...folds }), count(x, { axes: axis, ...folds }))
}

export interface VarianceOptions extends ReduceOptions {
  /** Divide by n − 1 (PyTorch's default, and ours) instead of n. */
  readonly unbiased?: boolean
}

/** y = Σ (x − mean)² / (n − 1) */
export function variance(x: Tensor, options: VarianceOptions = {}): Tensor {
  const { deviations, axis, keepDims, divisor } = spread('variance', x, options)
  return div(sum(square(deviations), { axis, keepDims }), divisor)
}

/** x − mean along the axes, and what their squares are divided by. */
function spread(where: string, x: Tensor, options: VarianceOptions) {
  const { axes: axis, keepDims } = folded(where, x, options, ['unbiased'])
  const n = count(x, { axes: axis, keepDims })
  const deviations = sub(x, mean(x, { axis, keepDims: true }))
  return { deviations, axis, keepDims, divisor: Math.max(0, (options.unbiased ?? true) ? n - 1 : n) }
}

/** y = √variance; its gradient is 0 where all elements are equal. */
export function std(x: Tensor, options: VarianceOptions = {}): Tensor {
  const { deviations, axis, keepDims, divisor } = spread('std', x, options)
  return div(norm(deviations, { axis, keepDims }), Math.sqrt(divisor))
}

export interface NormOptions extends ReduceOptions {
  /** 2 unless said, Infinity for the largest |x|. */
  readonly p?: number
}

const normOp: ComposedOp<Folded & { readonly p: number }> = {
  name: 'norm',
  compose: ([x], { axes, keepDims, p }) => {
    const options = { axis: axes, keepDims }
    if (p === 2) return sqrt(sum(square(x), options))
    return pow(sum(pow(abs(x), p), options), 1 / p)
  },
  pullbacks: [
    (dy, [x], y, attrs) => {
      const size = withAxes(y, x, attrs)
      const safe = where(equal(size, 0), 1, size)
      const direction = attrs.p === 2 ? div(x, safe) : mul(sign(x), pow(div(abs(x), safe), attrs.p - 1))
      return mul(withAxes(dy, x, attrs), direction)
    },
  ],
  reads: [[0, 'y']],
}
/** y = (Σ |x|ᵖ)^(1/p), p = 2 unless said, Infinity allowed. At 0 its gradient is 0. */
export function norm(x: Tensor, options: NormOptions = {}): Tensor {
  const { axes, keepDims } = folded('norm', x, options, ['p'])
  const { p = 2 } = options
  if (!(p > 0)) throw new ValueError(`norm: p is ${p}; it must be above 0.`)
  if (p === Infinity) return max(abs(x), { axis: axes, keepDims })
  return apply(normOp, [x], { axes, keepDims, p })
}
