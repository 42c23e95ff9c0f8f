// What the simulated workers learn, in plain numbers: a line through noisy samples, and yes-or-no by a few of many features.
import { exp, log1p } from '../../packages/math/src/index.ts'
import type { Simulation } from '../../packages/parallel/src/index.ts'
import { generator } from '../../packages/random/src/index.ts'

/** A problem of d weights. */
export interface Problem {
  readonly size: number
  readonly gradient: Simulation['gradient']
  /** Over all samples. */
  loss(w: ArrayLike<number>): number
}

/** A sample with few features: which, their values, and what is to be said of it. */
export interface Sample {
  readonly features: readonly number[]
  readonly values: readonly number[]
  readonly y: number
}

const score = (w: ArrayLike<number>, { features, values }: Sample): number =>
  features.reduce((sum, feature, k) => sum + w[feature] * values[k], 0)

/** log(1 + e⁻ᵐ), also where m is large. */
const softplus = (m: number): number => (m > 0 ? log1p(exp(-m)) : log1p(exp(m)) - m)

/** The loss of one sample, y = ±1, and its gradient, added to g. */
export function logisticLoss(w: ArrayLike<number>, sample: Sample, g?: { [i: number]: number }): number {
  const margin = sample.y * score(w, sample)
  const slope = -sample.y / (1 + exp(margin))
  if (g) for (const [k, feature] of sample.features.entries()) g[feature] += slope * sample.values[k]
  return softplus(margin)
}

/** Logistic regression, one sample a batch: of `size` features each sample has `active`. */
export function logistic(size: number, active: number, count: number, seed = 1): Problem {
  const draw = generator(seed).stream('samples')
  const truth = Float64Array.from({ length: size }, () => draw.normal() * 2)
  const samples = Array.from({ length: count }, (): Sample => {
    const features = Array.from({ length: active }, (_, k) => (active === size ? k : draw.integer(size)))
    const values = features.map(() => draw.normal() / Math.sqrt(active / 5))
    const y = draw.uniform() < 1 / (1 + exp(-score(truth, { features, values, y: 1 }))) ? 1 : -1
    return { features, values, y }
  })
  return {
    size,
    gradient(w, g, { batch }) {
      g.fill(0)
      logisticLoss(w, samples[batch % count], g)
    },
    loss: (w) => samples.reduce((sum, sample) => sum + logisticLoss(w, sample), 0) / count,
  }
}

/** Least squares with noise, eight samples a batch. */
export function line(size: number, count = 400, seed = 1): Problem {
  const draw = generator(seed).stream('samples')
  const truth = Float64Array.from({ length: size }, () => draw.normal())
  const samples = Array.from({ length: count }, () => {
    const x = Float64Array.from({ length: size }, () => draw.normal())
    return { x, y: x.reduce((sum, each, i) => sum + each * truth[i], 0) + 0.5 * draw.normal() }
  })
  const residual = (w: ArrayLike<number>, { x, y }: (typeof samples)[number]): number =>
    x.reduce((sum, each, i) => sum + each * w[i], -y)
  return {
    size,
    gradient(w, g, { batch }) {
      g.fill(0)
      for (let k = 0; k < 8; k++) {
        const sample = samples[(batch * 8 + k) % count]
        const r = residual(w, sample) / 8
        for (let i = 0; i < size; i++) g[i] += r * sample.x[i]
      }
    },
    loss: (w) => samples.reduce((sum, sample) => sum + 0.5 * residual(w, sample) ** 2, 0) / count,
  }
}
