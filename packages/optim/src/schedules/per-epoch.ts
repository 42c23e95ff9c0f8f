// Schedules are asked at every step; this one moves at the end of epochs only.

import type { HyperValue, Schedule } from '../hyperparameter.ts'
import { checked, count } from '../settings.ts'
import { asSchedule } from './constant.ts'

/**
 * The same schedule with t counted in epochs.
 *
 *     h(t) = schedule(⌊t / stepsPerEpoch⌋)
 */
export function perEpoch(schedule: HyperValue, stepsPerEpoch: number): Schedule {
  checked('schedules.perEpoch', { stepsPerEpoch }, { stepsPerEpoch: count })
  const ofEpoch = asSchedule('schedules.perEpoch', schedule)
  return (t) => ofEpoch(Math.floor(t / stepsPerEpoch))
}
