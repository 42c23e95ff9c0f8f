// Schedules are asked at every step; this one moves at the end of epochs only.

import type { Schedule } from '../hyperparameter.ts'
import { checked, count } from '../settings.ts'

/**
 * The same schedule with t counted in epochs.
 *
 *     h(t) = schedule(⌊t / stepsPerEpoch⌋)
 */
export function perEpoch(schedule: Schedule, stepsPerEpoch: number): Schedule {
  checked('schedules.perEpoch', { stepsPerEpoch }, { stepsPerEpoch: count })
  return (t) => schedule(Math.floor(t / stepsPerEpoch))
}
