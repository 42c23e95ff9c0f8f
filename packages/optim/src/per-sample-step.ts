// One step in which no example pulls harder than any other may: each gradient is clipped before the mean is taken. Noise makes it private.
// Read transforms/per-sample.ts first.

import { OptimError } from './error.ts'
import { show } from './hyperparameter.ts'
import { refuseOwnGradient } from './accumulator.ts'
import type { Optimizer } from './optimizer.ts'
import { checked, positive, rate } from './settings.ts'
import { normOf } from './transforms/clip.ts'

export interface PerSampleOptions {
  /** C: no example's gradient is longer. */
  readonly max: number
  /** σ: how much noise, as a multiple of C; 0 unless said. */
  readonly noise?: number
  /** Where the noise comes from: `generator(1).stream('privacy')`. */
  readonly rng?: { normal(): number }
}

/** What came of a step. */
export interface PerSampleStep {
  /** The mean loss. */
  readonly loss: number
  /** The lengths of the examples' gradients before clipping. */
  readonly norms: readonly number[]
}

/**
 * One step of an optimizer on the mean of the examples' gradients, each clipped, and noise added: DP-SGD with any rule.
 *
 *     g = 1/n (Σ gᵢ · min(1, C / ‖gᵢ‖) + N(0, σ² C²))
 *
 *     const { loss, norms } = stepPerSample(
 *       optimizer,
 *       rows.map(([x, y]) => () => crossEntropy(model.forward(x), y)),
 *       { max: 1, noise: 1.1, rng: generator(1).stream('privacy') },
 *     )
 *
 * Each loss is evaluated by itself, with a batch of one. What mixes examples (BatchNorm) has no place in such a model. The noise
 * alone is added here; what it buys is counted by a privacy accountant, which this is not.
 *
 * @throws OptimError for no examples, for noise without a generator, for a rule that chooses where it takes its gradient.
 * @see Abadi et al. 2016, "Deep Learning with Differential Privacy", Algorithm 1, https://arxiv.org/abs/1607.00133
 */
export function stepPerSample<L>(
  optimizer: Optimizer<L>,
  losses: Iterable<() => L>,
  options: PerSampleOptions,
): PerSampleStep {
  const { max, noise, rng } = settings(options)
  refuseOwnGradient('stepPerSample', optimizer)
  if (typeof (losses as Partial<typeof losses> | null | undefined)?.[Symbol.iterator] !== 'function')
    throw new OptimError(
      `stepPerSample: the losses are ${show(losses)}; it needs a list of functions, one for each example.`,
    )
  const { target } = optimizer
  const sum = new Float64Array(target.gradient.length)
  const norms: number[] = []
  let total = 0
  for (const loss of losses) {
    total += target.evaluate(loss)
    const norm = normOf(target.gradient, [{ lo: 0, hi: sum.length }])
    const factor = norm > max ? max / norm : 1
    for (let i = 0; i < sum.length; i++) sum[i] += factor * target.gradient[i]
    norms.push(norm)
  }
  const n = norms.length
  if (n === 0) throw new OptimError('stepPerSample: there are no losses; it needs one for each example.')
  for (let i = 0; i < sum.length; i++)
    target.gradient[i] = (sum[i] + (rng ? noise * max * rng.normal() : 0)) / n
  optimizer.step()
  return { loss: total / n, norms }
}

function settings(options: PerSampleOptions) {
  const { rng, ...numbers } = options ?? {}
  const given = { noise: 0, ...numbers }
  const { max, noise } = checked('stepPerSample', given, { max: positive, noise: rate })
  if (noise > 0 && typeof rng?.normal !== 'function')
    throw new OptimError(
      'stepPerSample: noise without a generator; it needs { rng } with normal(), such as generator(1), so that runs can be repeated.',
    )
  return { max, noise, rng: noise > 0 ? rng : undefined }
}
