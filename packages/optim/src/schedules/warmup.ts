// A gentle start in front of another schedule.

import type { HyperValue, Schedule } from '../hyperparameter.ts'
import { checked, index, rate } from '../settings.ts'
import { asSchedule } from './constant.ts'

/**
 * Rises in a straight line for so many steps, then follows another schedule from its beginning.
 *
 *     lr(t) = after(0) · (from + (1 − from) · t / steps)          t < steps
 *     lr(t) = after(t − steps)                                    t ≥ steps
 *
 * @see Goyal et al. 2017, "Accurate, Large Minibatch SGD: Training ImageNet in 1 Hour", section 2.2,
 *   https://arxiv.org/abs/1706.02677
 */
export function warmup(steps: number, after: HyperValue, options: { from?: number } = {}): Schedule {
  const { from } = checked(
    'schedules.warmup',
    { steps, from: 0, ...options },
    { steps: index, from: rate },
    options,
  )
  const next = asSchedule('schedules.warmup', after)
  return (t) => (t < steps ? next(0) * (from + ((1 - from) * t) / steps) : next(t - steps))
}
