// Schedules that fall by steps and stay level in between. t = 0 is the first step.

import { power } from '@glissade/math'
import { checkKeys } from '../hyperparameter.ts'
import type { Schedule } from '../hyperparameter.ts'
import { checked, count, index, positive, rate } from '../settings.ts'

/**
 * Falls by a factor every so many steps.
 *
 *     lr(t) = lr · factor^⌊t / every⌋
 */
export function step(lr: number, options: { every: number; factor?: number }): Schedule {
  const settings = { lr, factor: 0.1, ...options }
  const { every, factor } = checked(
    'schedules.step',
    settings,
    { lr: rate, every: count, factor: positive },
    options,
  )
  return (t) => lr * power(factor, Math.floor(t / every))
}

/**
 * Falls by a factor at each of the given steps.
 *
 *     lr(t) = lr · factor^(number of milestones ≤ t)
 */
export function multiStep(
  lr: number,
  options: { at: number | readonly number[]; factor?: number },
): Schedule {
  checkKeys('schedules.multiStep', options, ['at', 'factor'])
  const { at: given, ...others } = options
  const at = [given].flat()
  const { factor } = checked(
    'schedules.multiStep',
    { lr, factor: 0.1, ...others },
    { lr: rate, factor: positive },
  )
  for (const milestone of at) checked('schedules.multiStep', { at: milestone }, { at: index })
  return (t) => lr * power(factor, at.filter((milestone) => milestone <= t).length)
}
