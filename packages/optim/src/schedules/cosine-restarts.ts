// Cosine annealing that starts over, each time for longer. Read cosine.ts first.

import { power } from '@glissade/math'
import type { Schedule } from '../hyperparameter.ts'
import { checked, count, rate, share } from '../settings.ts'
import { halfWave } from './cosine.ts'

/**
 * Falls along half a cosine, jumps back up, and takes `growth` times as long for the next fall.
 *
 *     lr(t) = final + ½ decayᵏ (lr − final) (1 + cos(π tₖ / Tₖ)),   Tₖ = steps · growthᵏ
 *
 * tₖ counts the steps since restart k; `decay` lowers each new start (Keras's m_mul).
 *
 * @see Loshchilov & Hutter 2017, "SGDR: Stochastic Gradient Descent with Warm Restarts", section 3,
 *   https://arxiv.org/abs/1608.03983
 */
export function cosineRestarts(
  lr: number,
  steps: number,
  options: { growth?: number; decay?: number; final?: number } = {},
): Schedule {
  const { growth, decay, final } = checked(
    'schedules.cosineRestarts',
    { lr, steps, growth: 1, decay: 1, final: 0, ...options },
    { lr: rate, steps: count, growth: { atLeast: 1 }, decay: share, final: rate },
    options,
  )
  return (t) => {
    let k = growth === 1 ? Math.floor(t / steps) : 0
    let length = steps
    let since = t - k * steps
    for (; since >= length; k++) {
      since -= length
      length *= growth
    }
    return final + power(decay, k) * (lr - final) * halfWave(since / length)
  }
}
