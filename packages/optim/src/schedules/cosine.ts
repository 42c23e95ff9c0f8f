// Cosine annealing: slow at both ends. t = 0 is the first step.

import { cos } from '@glissade/math'
import { checkHyper } from '../hyperparameter.ts'
import type { Schedule } from '../hyperparameter.ts'

const pi = 3.141592653589793

/**
 * Falls from lr to `final` along half a cosine and stays there.
 *
 *     lr(t) = final + ½ (lr − final) (1 + cos(π t / steps))          t < steps
 *     lr(t) = final                                                  t ≥ steps
 *
 * @see Loshchilov & Hutter 2017, "SGDR: Stochastic Gradient Descent with Warm Restarts", equation 5,
 *   https://arxiv.org/abs/1608.03983
 */
export function cosine(lr: number, steps: number, { final = 0 }: { final?: number } = {}): Schedule {
  const wave = cosineWave(lr, steps, { final })
  return (t) => (t < steps ? wave(t) : final)
}

/** The same equation without an end: after `steps` the rate climbs again, as PyTorch's CosineAnnealingLR does. */
export function cosineWave(lr: number, steps: number, { final = 0 }: { final?: number } = {}): Schedule {
  checkHyper('schedules.cosine', 'lr', lr, { atLeast: 0 })
  checkHyper('schedules.cosine', 'steps', steps, { atLeast: 1, whole: true })
  checkHyper('schedules.cosine', 'final', final, { atLeast: 0 })
  return (t) => final + 0.5 * (lr - final) * (1 + cos((pi * t) / steps))
}
