// Schedules that only fall: by steps, by a constant factor, by the inverse of time. t = 0 is the first step.

import { power } from '@glissade/math'
import { checkHyper } from '../hyperparameter.ts'
import type { Schedule } from '../hyperparameter.ts'

const positive = { above: 0 }
const count = { atLeast: 1, whole: true }
const checkRate = (where: string, lr: number) => checkHyper(`schedules.${where}`, 'lr', lr, { atLeast: 0 })

/** The same rate for ever. */
export function constant(lr: number): Schedule {
  checkRate('constant', lr)
  return () => lr
}

/**
 * Falls by a factor every so many steps.
 *
 *     lr(t) = lr · factor^⌊t / every⌋
 */
export function step(lr: number, { every, factor = 0.1 }: { every: number; factor?: number }): Schedule {
  checkRate('step', lr)
  checkHyper('schedules.step', 'every', every, count)
  checkHyper('schedules.step', 'factor', factor, positive)
  return (t) => lr * power(factor, Math.floor(t / every))
}

/**
 * Falls by a factor at each of the given steps.
 *
 *     lr(t) = lr · factor^(number of milestones ≤ t)
 */
export function multiStep(
  lr: number,
  { at, factor = 0.1 }: { at: readonly number[]; factor?: number },
): Schedule {
  checkRate('multiStep', lr)
  for (const milestone of at) checkHyper('schedules.multiStep', 'at', milestone, { atLeast: 0, whole: true })
  checkHyper('schedules.multiStep', 'factor', factor, positive)
  return (t) => lr * power(factor, at.filter((milestone) => milestone <= t).length)
}

/**
 * Falls by the same factor at every step.
 *
 *     lr(t) = lr · factorᵗ
 */
export function exponential(lr: number, { factor }: { factor: number }): Schedule {
  checkRate('exponential', lr)
  checkHyper('schedules.exponential', 'factor', factor, positive)
  return (t) => lr * power(factor, t)
}

/**
 * Falls as the inverse of time: Σ lr = ∞ and Σ lr² < ∞, the condition for stochastic descent to settle.
 *
 *     lr(t) = lr / (1 + rate · t)
 *
 * @see Robbins & Monro 1951, "A Stochastic Approximation Method"
 */
export function inverseTime(lr: number, { rate }: { rate: number }): Schedule {
  checkRate('inverseTime', lr)
  checkRate('inverseTime', lr)
  checkRate('exponential', lr)
  checkRate('multiStep', lr)
  checkRate('step', lr)
  checkHyper('schedules.inverseTime', 'rate', rate, { atLeast: 0 })
  return (t) => lr / (1 + rate * t)
}
