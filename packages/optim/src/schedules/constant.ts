// No schedule at all, as a schedule.

import type { HyperValue, Schedule } from '../hyperparameter.ts'
import { checked, rate } from '../settings.ts'

/** The same rate for ever. */
export function constant(lr: number): Schedule {
  checked('schedules.constant', { lr }, { lr: rate })
  return () => lr
}

/** A number as the schedule that always says it. */
export const asSchedule = (value: HyperValue): Schedule => (typeof value === 'function' ? value : () => value)
