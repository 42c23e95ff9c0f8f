// Folding axes away: sums, products, extremes, and the statistics made of them. Sums run in float64.
// Every function takes { axis, keepDims }: one axis, several, or (unsaid) all.
import { ValueError } from '../errors.ts'
import { constant } from '../allocate.ts'
import { apply, type ComposedOp, type Pullback } from '../op.ts'
import { show } from '../shape.ts'
import type { Tensor } from '../tensor.ts'
import { abs, add, div, equal, exp, log, mul, pow, sign, square, sub, where } from './arithmetic.ts'
import { cumprod } from './scan.ts'
import { concat } from './join.ts'
import { broadcastTo, folded, foldOp, left, sum, unfold, type Folded, type ReduceOptions } from './sum.ts'
import { flip, permute, reshape, slice } from './view.ts'

const count = (x: Tensor, { axes }: Folded): number => axes.reduce((n, a) => n * x.shape[a], 1)

/** y = Σ x / n; NaN for no elements. */
export function mean(x: Tensor, options: ReduceOptions = {}): Tensor {
  const n = count(x, folded('mean', x, options))
  return div(sum(x, options), n)
}

/** Elements that tie for the extreme share its gradient equally. */
const shared: Pullback<Folded> = (dy, [x], y, attrs) => {
  const winners = equal(x, unfold(y, x, attrs))
  return mul(unfold(dy, x, attrs), div(winners, sum(winners, { axis: attrs.axes, keepDims: true })))
}
const extremes = { max: foldOp('max', shared, [0, 'y']), min: foldOp('min', shared, [0, 'y']) }

function extreme(kind: 'max' | 'min', x: Tensor, options: ReduceOptions): Tensor {
  const attrs = folded(kind, x, options)
  if (count(x, attrs) === 0)
    throw new ValueError(
      `${kind}: no elements along axes (${attrs.axes.join(', ')}) of ${show(x.shape)}; it needs at least one.`,
    )
  return apply(extremes[kind], [x], attrs)
}
/** The largest element; NaN if there is one. */
export const max = (x: Tensor, options: ReduceOptions = {}): Tensor => extreme('max', x, options)
/** The smallest element; NaN if there is one. */
export const min = (x: Tensor, options: ReduceOptions = {}): Tensor => extreme('min', x, options)

/** For each element the product of all others along the last axis, right also where some are 0. */
function productOfOthers(x: Tensor): Tensor {
  const before = (t: Tensor) =>
    concat(
      [
        constant(1, [...t.shape.slice(0, -1), 1], t.dtype),
        slice(cumprod(t, -1), [...t.shape.slice(1).map(() => null), [0, -1]]),
      ],
      -1,
    )
  return mul(before(x), flip(before(flip(x, -1)), -1))
}

const prodOp = foldOp(
  'prod',
  (dy, [x], _y, attrs) => {
    if (x.size === 0) return broadcastTo(unfold(dy, x, attrs), x.shape)
    const order = [...x.shape.map((_, i) => i).filter((i) => !attrs.axes.includes(i)), ...attrs.axes]
    const rows = permute(x, order)
    const others = reshape(
      productOfOthers(reshape(rows, [...left(x.shape, { ...attrs, keepDims: false }), count(x, attrs)])),
      rows.shape,
    )
    return mul(
      unfold(dy, x, attrs),
      permute(
        others,
        order.map((_, axis) => order.indexOf(axis)),
      ),
    )
  },
  [0],
)
/** y = Π x */
export const prod = (x: Tensor, options: ReduceOptions = {}): Tensor =>
  apply(prodOp, [x], folded('prod', x, options))

export interface VarianceOptions extends ReduceOptions {
  /** Divide by n − 1 (PyTorch's default, and ours) instead of n. */
  readonly unbiased?: boolean
}

/** y = Σ (x − mean)² / (n − 1) */
export function variance(x: Tensor, { unbiased = true, ...options }: VarianceOptions = {}): Tensor {
  const n = count(x, folded('variance', x, options))
  return div(
    sum(square(sub(x, mean(x, { ...options, keepDims: true }))), options),
    Math.max(0, unbiased ? n - 1 : n),
  )
}

/** y = √variance; its gradient is 0 where all elements are equal. */
export function std(x: Tensor, { unbiased = true, ...options }: VarianceOptions = {}): Tensor {
  const n = count(x, folded('std', x, options))
  return div(
    norm(sub(x, mean(x, { ...options, keepDims: true })), options),
    Math.sqrt(Math.max(0, unbiased ? n - 1 : n)),
  )
}

const normOp: ComposedOp<Folded & { readonly p: number }> = {
  name: 'norm',
  compose: ([x], { axes, keepDims, p }) => {
    const options = { axis: axes, keepDims }
    if (p === 2) return pow(sum(square(x), options), 0.5)
    return pow(sum(pow(abs(x), p), options), 1 / p)
  },
  pullbacks: [
    (dy, [x], y, attrs) => {
      const size = unfold(y, x, attrs)
      const safe = where(equal(size, 0), 1, size)
      const direction = attrs.p === 2 ? div(x, safe) : mul(sign(x), pow(div(abs(x), safe), attrs.p - 1))
      return mul(unfold(dy, x, attrs), direction)
    },
  ],
  reads: [[0, 'y']],
}
/** y = (Σ |x|ᵖ)^(1/p), p = 2 unless said, Infinity allowed. At 0 its gradient is 0. */
export function norm(x: Tensor, { p = 2, ...options }: ReduceOptions & { readonly p?: number } = {}): Tensor {
  if (!(p > 0)) throw new ValueError(`norm: p is ${p}; it must be above 0.`)
  if (p === Infinity) return max(abs(x), options)
  return apply(normOp, [x], { ...folded('norm', x, options), p })
}

/** The largest element as a constant, with its axes kept: what to subtract before exp, so that no digit is lost; 0 for an infinite one. */
export function peak(x: Tensor, axis: number | readonly number[]): Tensor {
  const top = max(x.detach(), { axis, keepDims: true })
  return where(equal(abs(top), Infinity), 0, top)
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
      return mul(unfold(dy, x, attrs), div(e, where(equal(total, 0), 1, total)))
    },
  ],
  reads: [[0]],
}
/** y = log Σ eˣ, without overflow. */
export const logSumExp = (x: Tensor, options: ReduceOptions = {}): Tensor =>
  apply(logSumExpOp, [x], folded('logSumExp', x, options))
