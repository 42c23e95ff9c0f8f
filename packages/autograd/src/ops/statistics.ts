// What describes many numbers by one: mean, variance, norms. All are made of sums, which run in float64.
import { ValueError } from '../errors.ts'
import { apply, floats, type ComposedOp } from '../op.ts'
import type { Tensor } from '../tensor.ts'
import { abs, div, equal, less, mul, pow, sign, sqrt, square, sub, where } from './arithmetic.ts'
import { max } from './extreme.ts'
import { count, folded, FOLDS, left, total, withAxes, type Folded, type ReduceOptions } from './sum.ts'
import { reshape } from './view.ts'

/** y = Σ x / n; NaN for no elements. */
export const mean = (x: Tensor, options: ReduceOptions = {}): Tensor =>
  average(x, floating('mean', x, options))

/** What to fold of floats. */
function floating(where: string, x: Tensor, options: ReduceOptions, known?: string[]): Folded {
  const attrs = folded(where, x, options, known)
  floats(where, [x])
  return attrs
}

const average = (x: Tensor, attrs: Folded): Tensor => div(total(x, attrs), count(x, attrs))

export interface VarianceOptions extends ReduceOptions {
  /** Divide by n − 1 (PyTorch's default, and ours) instead of n. */
  readonly unbiased?: boolean
}

const SPREADS = [...FOLDS, 'unbiased']
/** x − mean over the axes, and what the sum of their squares is divided by. */
function spread(where: string, x: Tensor, options: VarianceOptions) {
  const attrs = floating(where, x, options, SPREADS)
  const n = count(x, attrs)
  const deviations = sub(x, average(x, { ...attrs, keepDims: true }))
  return { attrs, deviations, divisor: Math.max(0, (options.unbiased ?? true) ? n - 1 : n) }
}

/** y = Σ (x − mean)² / (n − 1) */
export function variance(x: Tensor, options: VarianceOptions = {}): Tensor {
  const { attrs, deviations, divisor } = spread('variance', x, options)
  return div(total(square(deviations), attrs), divisor)
}

/** y = √variance; its gradient is 0 where all elements are equal. */
export function std(x: Tensor, options: VarianceOptions = {}): Tensor {
  const { attrs, deviations, divisor } = spread('std', x, options)
  return div(apply(normOp, [deviations], { ...attrs, p: 2 }), Math.sqrt(divisor))
}

export interface NormOptions extends ReduceOptions {
  /** 2 unless said, Infinity for the largest |x|. */
  readonly p?: number
}

/** The largest |x|, by which x is divided before it is squared, so that no square leaves the range of its type; 1 where that is 0 or infinite. */
function unitOf(x: Tensor, { axes }: Folded): Tensor {
  const largest = max(abs(x), { axis: axes, keepDims: true })
  return where(mul(less(0, largest), less(largest, Infinity)), largest, 1)
}

const NORMS = [...FOLDS, 'p']
const normOp: ComposedOp<Folded & { readonly p: number }> = {
  name: 'norm',
  compose: ([x], { p, ...attrs }) => {
    if (count(x, attrs) === 0) return total(x, attrs)
    const [unit, inside] = [unitOf(x, attrs), { ...attrs, keepDims: true }]
    const scaled = div(abs(x), unit)
    const length = p === 2 ? sqrt(total(square(scaled), inside)) : pow(total(pow(scaled, p), inside), 1 / p)
    return reshape(mul(unit, length), left(x.shape, attrs))
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
/** y = m (Σ |x/m|ᵖ)^(1/p), m = max |x|, p = 2 unless said, Infinity allowed. At 0 its gradient is 0. */
export function norm(x: Tensor, options: NormOptions = {}): Tensor {
  const { axes, keepDims } = floating('norm', x, options, NORMS)
  const { p = 2 } = options
  if (!(p > 0)) throw new ValueError(`norm: p is ${p}; it must be above 0.`)
  if (p === Infinity) return max(abs(x), { axis: axes, keepDims })
  return apply(normOp, [x], { axes, keepDims, p })
}
