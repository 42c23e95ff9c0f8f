// Clipping before the mean is taken, so that no single example can pull too hard. Read clip.ts first.

import { OptimError } from '../error.ts'
import { show } from '../hyperparameter.ts'
import { checked, positive } from '../settings.ts'
import type { Floats } from '../target.ts'
import { normOf } from './clip.ts'

/**
 * The mean of the examples' gradients, each shortened to a length of `max` where it is longer.
 *
 *     g = 1/n Σ gᵢ · min(1, max / ‖gᵢ‖)
 *
 *     const each = examples.map((example) => (target.evaluate(() => loss(example)), target.gradient.slice()))
 *     target.gradient.set(clipPerSample(each, 1).gradient)
 *     optimizer.step()
 *
 * `norms` are the lengths before clipping. A gradient that is not finite makes the mean NaN: it is not hidden.
 *
 * @see Abadi et al. 2016, "Deep Learning with Differential Privacy", Algorithm 1 without its noise,
 *   https://arxiv.org/abs/1607.00133
 */
export function clipPerSample(
  gradients: readonly Floats[],
  max: number,
): { gradient: Floats; norms: readonly number[] } {
  checked('clipPerSample', { max }, { max: positive })
  if (!Array.isArray(gradients) || gradients.some((g) => !ArrayBuffer.isView(g)))
    throw new OptimError(
      `clipPerSample: the gradients are ${show(gradients)}; it needs a list of flat vectors.`,
    )
  const sizes = new Set((gradients as readonly Floats[]).map((g) => g.length))
  if (sizes.size !== 1) {
    const given =
      sizes.size === 0 ? 'there are no gradients' : `the gradients have ${[...sizes].join(', ')} elements`
    throw new OptimError(`clipPerSample: ${given}; it needs at least one, all of the same size.`)
  }
  const norms = gradients.map((g) => normOf(g, [{ lo: 0, hi: g.length }]))
  const gradient = gradients[0].slice().fill(0)
  for (const [k, g] of gradients.entries()) {
    const factor = (norms[k] > max ? max / norms[k] : 1) / gradients.length
    for (let i = 0; i < g.length; i++) gradient[i] += factor * g[i]
  }
  return { gradient, norms }
}
