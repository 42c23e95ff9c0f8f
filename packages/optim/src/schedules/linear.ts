// Straight from one value to another, or along a power of what is left of the way.

import { pow } from '@glissade/math'
import type { Schedule } from '../hyperparameter.ts'
import { any, checked, count, positive } from '../settings.ts'

/**
 * A straight line, then level.
 *
 *     h(t) = from + (to − from) · min(t, steps) / steps
 */
export function linear(from: number, to: number, steps: number): Schedule {
  checked('schedules.linear', { from, to, steps }, { from: any, to: any, steps: count })
  return (t) => from + ((to - from) * Math.min(t, steps)) / steps
}

/**
 * Falls to `final` along a power of the time that is left, then stays.
 *
 *     lr(t) = final + (lr − final) · (1 − min(t, steps) / steps)^power
 */
export function polynomial(
  lr: number,
  steps: number,
  options: { power?: number; final?: number } = {},
): Schedule {
  const { power, final } = checked(
    'schedules.polynomial',
    { lr, steps, power: 1, final: 0, ...options },
    { lr: any, steps: count, power: positive, final: any },
    options,
  )
  return (t) => final + (lr - final) * pow(1 - Math.min(t, steps) / steps, power)
}
