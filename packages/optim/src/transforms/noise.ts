// Noise on the gradient that dies out: shakes a badly started network loose, then lets it settle.

import { pow } from '@glissade/math'
import { OptimError } from '../error.ts'
import { checkHyper } from '../hyperparameter.ts'
import { checked, rate } from '../settings.ts'
import type { Transform } from './transform.ts'

export interface NoiseOptions {
  readonly eta?: number
  readonly gamma?: number
}

/**
 * The variance of the noise in step t, counted from 0.
 *
 *     σ²(t) = eta / (1 + t)^gamma
 */
export function noiseVariance(t: number, options: NoiseOptions = {}): number {
  const { eta, gamma } = settings(options)
  checkHyper('noiseVariance', 't', t, { atLeast: 0 })
  return eta / pow(1 + t, gamma)
}

/**
 * Adds normal noise to every element.
 *
 *     g ← g + N(0, σ²(t)),   σ²(t) = eta / (1 + t)^gamma          a variance, not a standard deviation
 *
 *     new Optimizer(model, sgd(), { transforms: [gradientNoise(generator(1).stream('noise'), { eta: 0.3 })] })
 *
 * The paper tries eta 0.01, 0.3 and 1, and clips before it adds noise. What is drawn depends on the generator alone:
 * save its state to go on exactly.
 *
 * @see Neelakantan et al. 2015, "Adding Gradient Noise Improves Learning for Very Deep Networks", section 3,
 *   https://arxiv.org/abs/1511.06807
 */
export function gradientNoise(rng: { normal(): number }, options: NoiseOptions = {}): Transform {
  if (typeof rng?.normal !== 'function') {
    throw new OptimError(
      'gradientNoise: no generator was given; it needs one with normal(), such as generator(1), so that runs can be repeated.',
    )
  }
  const chosen = settings(options)
  return {
    name: 'gradientNoise',
    apply({ g, stretches, t }) {
      const sigma = Math.sqrt(noiseVariance(t - 1, chosen))
      for (const { lo, hi } of stretches) for (let i = lo; i < hi; i++) g[i] += sigma * rng.normal()
    },
  }
}

const settings = (options: NoiseOptions) =>
  checked('gradientNoise', { eta: 0.01, gamma: 0.55, ...options }, { eta: rate, gamma: rate }, options)
