// What batch and layer normalisation share: mean 0 and variance 1 over some axes, with the short derivative.
import { add, defineOp, mean, mul, rsqrt, square, sub, variance, type Tensor } from '@glissade/autograd'

export interface NormaliseAttrs {
  readonly axes: readonly number[]
  readonly eps: number
  /** Told the mean and the biased variance, axes kept at size 1, for running statistics. */
  readonly seen?: (mean: Tensor, variance: Tensor) => void
}

const op = defineOp<NormaliseAttrs>({
  name: 'normalise',
  compose: ([x], { axes, eps, seen }) => {
    const options = { axis: axes, keepDims: true }
    const mu = mean(x, options)
    const centred = sub(x, mu)
    const v = mean(square(centred), options)
    seen?.(mu, v)
    return mul(centred, rsqrt(add(v, eps)))
  },
  pullbacks: [
    (dy, [x], y, { axes, eps }) => {
      const options = { axis: axes, keepDims: true }
      const r = rsqrt(add(variance(x, { ...options, unbiased: false }), eps))
      return mul(r, sub(sub(dy, mean(dy, options)), mul(y, mean(mul(dy, y), options))))
    },
  ],
})

/**
 * x with mean 0 and variance 1 over the given axes.
 *
 *     y = (x − μ) / √(σ² + ε)          x̄ = (ȳ − mean(ȳ) − y mean(ȳ y)) / √(σ² + ε)
 */
export const normalise = (x: Tensor, attrs: NormaliseAttrs): Tensor => op([x], attrs)
