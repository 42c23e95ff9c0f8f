// Schedules made for momentum: little at first, while gradients still disagree, much at the end.

import { pow } from '@glissade/math'
import type { Schedule } from '../hyperparameter.ts'
import { checked, positive, share } from '../settings.ts'

/**
 * Rises by halving the distance to 1 with every doubling of ⌊t/every⌋ + 1, up to `max`.
 *
 *     μ(t) = min(1 − 2^(−1 − log₂(⌊t/every⌋ + 1)), max) = min(1 − ½ / (⌊t/every⌋ + 1), max)
 *
 * @see Sutskever, Martens, Dahl & Hinton 2013, "On the importance of initialization and momentum in deep learning",
 *   equation 5
 */
export function sutskeverMomentum(options: { max?: number; every?: number } = {}): Schedule {
  const { max, every } = checked(
    'schedules.sutskeverMomentum',
    { max: 0.99, every: 250, ...options },
    { max: { atLeast: 0, below: 1 }, every: positive },
    options,
  )
  return (t) => Math.min(1 - 0.5 / (Math.floor(t / every) + 1), max)
}

/**
 * Rises smoothly from about half of `momentum` to all of it. The paper counts steps from 1, hence t + 1.
 *
 *     μ(t) = momentum · (1 − ½ · decay^((t + 1) / every))
 *
 * @see Dozat 2016, "Incorporating Nesterov Momentum into Adam"
 */
export function dozatMomentum(options: { momentum?: number; decay?: number; every?: number } = {}): Schedule {
  const { momentum, decay, every } = checked(
    'schedules.dozatMomentum',
    { momentum: 0.99, decay: 0.96, every: 250, ...options },
    { momentum: { atLeast: 0, below: 1 }, decay: share, every: positive },
    options,
  )
  return (t) => momentum * (1 - 0.5 * pow(decay, (t + 1) / every))
}
