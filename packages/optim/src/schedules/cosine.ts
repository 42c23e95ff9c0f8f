// Cosine annealing: slow at both ends. t = 0 is the first step.

import { cos } from '@glissade/math'
import type { Schedule } from '../hyperparameter.ts'
import { checked, count, rate } from '../settings.ts'

const pi = 3.141592653589793

/** Half a wave of the cosine, from 1 at 0 to 0 at 1. */
export const halfWave = (x: number): number => 0.5 * (1 + cos(pi * x))

/**
 * Falls from lr to `final` along half a cosine and stays there.
 *
 *     lr(t) = final + ½ (lr − final) (1 + cos(π t / steps))          t < steps
 *     lr(t) = final                                                  t ≥ steps
 *
 * @see Loshchilov & Hutter 2017, "SGDR: Stochastic Gradient Descent with Warm Restarts", equation 5,
 *   https://arxiv.org/abs/1608.03983
 */
export function cosine(lr: number, steps: number, options: { final?: number } = {}): Schedule {
  const wave = cosineWave(lr, steps, options)
  return (t) => wave(Math.min(t, steps))
}

/** The same equation without an end: after `steps` the rate climbs again, as PyTorch's CosineAnnealingLR does. */
export function cosineWave(lr: number, steps: number, options: { final?: number } = {}): Schedule {
  const { final } = checked(
    'schedules.cosine',
    { lr, steps, final: 0, ...options },
    { lr: rate, steps: count, final: rate },
    options,
  )
  return (t) => final + (lr - final) * halfWave(t / steps)
}
