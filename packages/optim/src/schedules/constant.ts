// No schedule at all, as a schedule.

import { OptimError } from '../error.ts'
import { show } from '../hyperparameter.ts'
import type { HyperValue, Schedule } from '../hyperparameter.ts'
import { checked, rate } from '../settings.ts'

/** The same rate for ever. */
export function constant(lr: number): Schedule {
  checked('schedules.constant', { lr }, { lr: rate })
  return () => lr
}

/** A number as the schedule that always says it; refuses what is neither. */
export function asSchedule(where: string, value: HyperValue): Schedule {
  if (typeof value === 'function') return value
  if (Number.isFinite(value)) return () => value
  throw new OptimError(
    `${where}: ${show(value)} is no schedule; it needs a number, or a function of the steps taken.`,
  )
}
