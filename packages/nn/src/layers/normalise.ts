// What the normalising layers share: mean 0 and variance 1 over some axes, with the short derivative; scale and shift.
import { add, defineOp, mean, mul, reshape, rsqrt, square, sub, type Tensor } from '@glissade/autograd'
import type { Parameter } from '../parameter.ts'

export interface NormaliseAttrs {
  readonly axes: readonly number[]
  readonly eps: number
  /** Without a centre μ is 0: only the size is normalised. */
  readonly centre?: boolean
  /** Told the mean and the biased variance, axes kept at size 1, for running statistics. */
  readonly seen?: (mean: Tensor, variance: Tensor) => void
}

const op = defineOp<NormaliseAttrs>({
  name: 'normalise',
  compose: ([x], { axes, eps, centre = true, seen }) => {
    const options = { axis: axes, keepDims: true }
    const mu = centre ? mean(x, options) : undefined
    const centred = mu ? sub(x, mu) : x
    const v = mean(square(centred), options)
    if (mu) seen?.(mu, v)
    return mul(centred, rsqrt(add(v, eps)))
  },
  pullbacks: [
    (dy, [x], y, { axes, eps, centre = true }) => {
      const options = { axis: axes, keepDims: true }
      const centred = centre ? sub(x, mean(x, options)) : x
      const r = rsqrt(add(mean(square(centred), options), eps))
      const steered = sub(dy, mul(y, mean(mul(dy, y), options)))
      return mul(r, centre ? sub(steered, mean(dy, options)) : steered)
    },
  ],
})

/**
 * x with mean 0 and variance 1 over the given axes.
 *
 *     y = (x − μ) / √(σ² + ε)          x̄ = (ȳ − mean(ȳ) − y mean(ȳ y)) / √(σ² + ε)
 *
 * Without a centre:
 *
 *     y = x / √(mean(x²) + ε)          x̄ = (ȳ − y mean(ȳ y)) / √(mean(x²) + ε)
 */
export const normalise = (x: Tensor, attrs: NormaliseAttrs): Tensor => op([x], attrs)

/** One number for each feature, to be multiplied with x, whose features lie on one axis. */
export const perFeature = (t: Tensor, x: Tensor, axis: number): Tensor =>
  reshape(
    t,
    x.shape.map((_, i) => (i === axis ? t.size : 1)),
  )

/** y = γ x + β, each where there is one; they are for the last axes of x, or for the features on an axis. */
export function scaleAndShift(
  x: Tensor,
  { gamma, beta }: { readonly gamma?: Parameter | undefined; readonly beta?: Parameter | undefined },
  axis?: number,
): Tensor {
  const placed = (t: Tensor): Tensor => (axis === undefined ? t : perFeature(t, x, axis))
  const scaled = gamma ? mul(x, placed(gamma)) : x
  return beta ? add(scaled, placed(beta)) : scaled
}
