// The same factor at every step: a straight line on a logarithmic axis.

import { pow } from '@glissade/math'
import type { Schedule } from '../hyperparameter.ts'
import { checked, positive, rate } from '../settings.ts'

/**
 * Falls by a factor in the course of `every` steps, smoothly.
 *
 *     lr(t) = lr · factor^(t / every)
 *
 * `step` is the same rate read at the end of each stretch only (Keras's `staircase`).
 */
export function exponential(lr: number, options: { factor: number; every?: number }): Schedule {
  const { factor, every } = checked(
    'schedules.exponential',
    { lr, every: 1, ...options },
    { lr: rate, factor: positive, every: positive },
    options,
  )
  return (t) => lr * pow(factor, t / every)
}
