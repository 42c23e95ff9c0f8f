// Up and down between two values, again and again.

import { power } from '@glissade/math'
import { checkKeys } from '../hyperparameter.ts'
import type { Schedule } from '../hyperparameter.ts'
import { any, checked, positive } from '../settings.ts'

/** How much of the way a cycle goes, where cycles count from 0. */
const heights = {
  triangular: () => 1,
  triangular2: (cycle: number) => 1 / power(2, cycle),
  exponential: (_: number, t: number, factor: number) => power(factor, t),
}

/** `up` and `down` in steps; `factor` is for the exponential shape: its height is factorᵗ. */
export interface CyclicOptions {
  readonly up: number
  readonly down?: number
  readonly shape?: keyof typeof heights
  readonly factor?: number
}

/**
 * Climbs in a straight line for `up` steps and falls for `down`.
 *
 *     h(t) = low + (high − low) · height · x
 *
 * x goes 0 → 1 → 0 in each cycle. The height of cycle c is 1 (triangular), ½ᶜ (triangular2) or factorᵗ (exponential,
 * PyTorch's exp_range). With low and high exchanged it drives momentum against the rate: `cyclic(0.9, 0.8, …)`.
 *
 * @see Smith 2017, "Cyclical Learning Rates for Training Neural Networks", section 3, https://arxiv.org/abs/1506.01186
 */
export function cyclic(low: number, high: number, options: CyclicOptions): Schedule {
  checkKeys('schedules.cyclic', options, ['up', 'down', 'shape', 'factor'])
  const { up, down, shape, factor } = checked(
    'schedules.cyclic',
    { low, high, down: options.up, shape: 'triangular' as const, factor: 1, ...options },
    { low: any, high: any, up: positive, down: positive, shape: Object.keys(heights), factor: positive },
    options,
  )
  const length = up + down
  return (t) => {
    const cycle = Math.floor(t / length)
    const since = t - cycle * length
    const x = since <= up ? since / up : (length - since) / down
    return low + (high - low) * heights[shape](cycle, t, factor) * x
  }
}
