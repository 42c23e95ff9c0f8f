// First search at a nearly constant rate, then converge as fast as 1/t allows. Read inverse-time.ts first.

import type { Schedule } from '../hyperparameter.ts'
import { checked, optional, positive } from '../settings.ts'

/**
 * Stays near `lr` for about `tau` steps, then falls as 1/t.
 *
 *     lr(t) = lr · 1 / (1 + t/tau)                                            without c
 *     lr(t) = lr · (1 + x) / (1 + x + tau · (t/tau)²),   x = (c/lr) · t/tau    with c
 *
 * The first form ends as lr · tau / t. The second ends as c / t whatever lr and tau are; its noise dies out at the
 * best rate, 1/t, where c is above half the inverse of the smallest curvature.
 *
 * @see Darken & Moody 1990, "Note on Learning Rate Schedules for Stochastic Optimization"
 * @see Darken, Chang & Moody 1992, "Learning Rate Schedules for Faster Stochastic Gradient Search"
 */
export function searchThenConverge(lr: number, options: { tau: number; c?: number }): Schedule {
  const { tau, c } = checked(
    'schedules.searchThenConverge',
    { lr, ...options },
    { lr: positive, tau: positive, c: optional(positive) },
    options,
  )
  if (c === undefined) return (t) => lr / (1 + t / tau)
  return (t) => {
    const x = (c / lr) * (t / tau)
    return (lr * (1 + x)) / (1 + x + tau * (t / tau) ** 2)
  }
}
