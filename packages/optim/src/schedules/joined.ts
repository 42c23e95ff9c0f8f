// Schedules made of schedules.

import { OptimError } from '../error.ts'
import { checkHyper } from '../hyperparameter.ts'
import type { HyperValue, Schedule } from '../hyperparameter.ts'

const asSchedule = (value: HyperValue): Schedule => (typeof value === 'function' ? value : () => value)

/**
 * Rises in a straight line for so many steps, then follows another schedule from its beginning.
 *
 *     lr(t) = after(0) · (from + (1 − from) · t / steps)          t < steps
 *     lr(t) = after(t − steps)                                    t ≥ steps
 *
 * @see Goyal et al. 2017, "Accurate, Large Minibatch SGD: Training ImageNet in 1 Hour", section 2.2,
 *   https://arxiv.org/abs/1706.02677
 */
export function warmup(steps: number, after: HyperValue, { from = 0 }: { from?: number } = {}): Schedule {
  checkHyper('schedules.warmup', 'steps', steps, { atLeast: 0, whole: true })
  checkHyper('schedules.warmup', 'from', from, { atLeast: 0 })
  const next = asSchedule(after)
  return (t) => (t < steps ? next(0) * (from + ((1 - from) * t) / steps) : next(t - steps))
}

/** One schedule after another; each starts from its own t = 0 at its boundary. */
export function sequence(schedules: readonly HyperValue[], boundaries: readonly number[]): Schedule {
  if (schedules.length !== boundaries.length + 1) {
    throw new OptimError(
      `schedules.sequence: there are ${schedules.length} schedules and ${boundaries.length} boundaries; it needs one boundary between each two.`,
    )
  }
  if (boundaries.some((boundary, k) => k > 0 && boundary <= boundaries[k - 1])) {
    throw new OptimError(`schedules.sequence: the boundaries are ${boundaries.join(', ')}; they must rise.`)
  }
  return (t) => {
    const k = boundaries.filter((boundary) => boundary <= t).length
    return asSchedule(schedules[k])(t - (boundaries[k - 1] ?? 0))
  }
}
