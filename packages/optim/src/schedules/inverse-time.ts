// Rates that fall as a power of time: slow enough to get anywhere, fast enough to settle.

import { pow } from '@glissade/math'
import type { Schedule } from '../hyperparameter.ts'
import { checked, positive, rate as atLeast0 } from '../settings.ts'

/**
 * Falls as the inverse of time.
 *
 *     lr(t) = lr / (1 + rate · t)
 */
export function inverseTime(lr: number, options: { rate: number }): Schedule {
  const { rate } = checked(
    'schedules.inverseTime',
    { lr, ...options },
    { lr: atLeast0, rate: atLeast0 },
    options,
  )
  return (t) => lr / (1 + rate * t)
}

/**
 * Falls so that stochastic descent settles: Σ lr(t) = ∞, so every point can be reached, and Σ lr(t)² < ∞, so the
 * noise dies out. Both hold for ½ < power ≤ 1 alone.
 *
 *     lr(t) = lr / (1 + t / tau)^power
 *
 * @see Robbins & Monro 1951, "A Stochastic Approximation Method"
 */
export function robbinsMonro(lr: number, options: { tau?: number; power?: number } = {}): Schedule {
  const { tau, power } = checked(
    'schedules.robbinsMonro',
    { lr, tau: 1, power: 1, ...options },
    { lr: atLeast0, tau: positive, power: { above: 0.5, atMost: 1 } },
    options,
  )
  return (t) => lr / pow(1 + t / tau, power)
}
