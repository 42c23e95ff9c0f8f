// Schedules made of schedules: one after another, or multiplied.

import { OptimError } from '../error.ts'
import { show } from '../hyperparameter.ts'
import type { HyperValue, Schedule } from '../hyperparameter.ts'
import { checked, rate } from '../settings.ts'
import { asSchedule } from './constant.ts'

/** One schedule after another; each starts from its own t = 0 at its boundary. */
export function sequence(schedules: readonly HyperValue[], boundaries: readonly number[]): Schedule {
  return joined('sequence', 'schedules', schedules, boundaries)
}

/**
 * A staircase: `values[k]` from boundary k − 1 on.
 *
 *     h(t) = values[number of boundaries ≤ t]
 *
 * Keras's PiecewiseConstantDecay changes one step later: it takes boundaries < t.
 */
export function piecewiseConstant(values: readonly number[], boundaries: readonly number[]): Schedule {
  return joined('piecewiseConstant', 'values', values, boundaries)
}

/** The product of schedules: `product(lr, factor)` is PyTorch's ChainedScheduler. */
export function product(...factors: readonly HyperValue[]): Schedule {
  const schedules = factors.map((factor) => asSchedule('schedules.product', factor))
  return (t) => schedules.reduce((result, schedule) => result * schedule(t), 1)
}

/**
 * The running product of factors: PyTorch's MultiplicativeLR.
 *
 *     lr(t) = lr · ∏ factor(k),   k = 1 … t
 */
export function multiplicative(lr: number, factor: HyperValue): Schedule {
  checked('schedules.multiplicative', { lr }, { lr: rate })
  const by = asSchedule('schedules.multiplicative', factor)
  let known = { t: 0, value: lr }
  return (t) => {
    let { t: k, value } = known.t <= t ? known : { t: 0, value: lr }
    while (k < t) value *= by(++k)
    known = { t: k, value }
    return value
  }
}

function joined(
  name: string,
  what: string,
  parts: readonly HyperValue[],
  boundaries: readonly number[],
): Schedule {
  for (const [each, list] of Object.entries({ [what]: parts, boundaries }))
    if (!Array.isArray(list))
      throw new OptimError(`schedules.${name}: ${each} is ${show(list)}; it must be a list.`)
  if (parts.length !== boundaries.length + 1) {
    throw new OptimError(
      `schedules.${name}: there are ${parts.length} ${what} and ${boundaries.length} boundaries; it needs one boundary between each two.`,
    )
  }
  if (!boundaries.every((boundary, k) => Number.isFinite(boundary) && !(boundary <= boundaries[k - 1]))) {
    throw new OptimError(
      `schedules.${name}: the boundaries are ${boundaries.join(', ')}; they must be numbers that rise.`,
    )
  }
  const schedules = parts.map((part) => asSchedule(`schedules.${name}`, part))
  return (t) => {
    const k = boundaries.filter((boundary) => boundary <= t).length
    return schedules[k](t - (boundaries[k - 1] ?? 0))
  }
}
