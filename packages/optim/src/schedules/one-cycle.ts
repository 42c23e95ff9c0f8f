// One climb to a rate that would be too high for long, one long fall; momentum goes the other way.

import type { Schedule } from '../hyperparameter.ts'
import { checked, count, positive, share } from '../settings.ts'
import { halfWave } from './cosine.ts'

/** PyTorch's names for the same: pct_start, div_factor, final_div_factor, anneal_strategy, three_phase. */
export interface OneCycleOptions {
  /** The part of all steps that climbs. */
  readonly rise?: number
  /** The start is max / divideBy. */
  readonly divideBy?: number
  /** The end is the start / finalDivideBy. */
  readonly finalDivideBy?: number
  readonly anneal?: 'cosine' | 'linear'
  /** Fall back to the start as fast as it climbed, and only then on to the end. */
  readonly threePhase?: boolean
  readonly lowMomentum?: number
  readonly highMomentum?: number
}

interface Phase {
  readonly end: number
  readonly lr: number
  readonly momentum: number
}

const momentum = { atLeast: 0, below: 1 }

/**
 * A pair of schedules: the rate goes start → max → end while momentum goes high → low → high.
 *
 *     new Optimizer(model, momentum(oneCycle(0.5, 1000)))
 *     const { lr, momentum: beta1 } = oneCycle(0.01, 1000)          for Adam
 *
 * After `steps` both stay at their ends.
 *
 * @see Smith & Topin 2018, "Super-Convergence: Very Fast Training of Neural Networks Using Large Learning Rates",
 *   https://arxiv.org/abs/1708.07120; the numbers are those of PyTorch's OneCycleLR
 */
export function oneCycle(
  max: number,
  steps: number,
  options: OneCycleOptions = {},
): { lr: Schedule; momentum: Schedule } {
  const defaults = {
    rise: 0.3,
    divideBy: 25,
    finalDivideBy: 1e4,
    anneal: 'cosine',
    threePhase: false,
  } as const
  const settings = checked(
    'schedules.oneCycle',
    { max, steps, ...defaults, lowMomentum: 0.85, highMomentum: 0.95, ...options },
    {
      max: positive,
      steps: count,
      rise: share,
      divideBy: positive,
      finalDivideBy: positive,
      anneal: ['cosine', 'linear'],
      threePhase: [true, false],
      lowMomentum: momentum,
      highMomentum: momentum,
    },
    options,
  )
  const phases = phasesOf(settings)
  const left = settings.anneal === 'cosine' ? halfWave : (x: number) => 1 - x
  return { lr: through(phases, 'lr', left), momentum: through(phases, 'momentum', left) }
}

/** Where each phase ends and with which values; the first entry is the start. */
function phasesOf(of: Required<OneCycleOptions> & { max: number; steps: number }): Phase[] {
  const start = of.max / of.divideBy
  const top = of.rise * of.steps - 1
  return [
    { end: 0, lr: start, momentum: of.highMomentum },
    { end: top, lr: of.max, momentum: of.lowMomentum },
    ...(of.threePhase ? [{ end: 2 * top, lr: start, momentum: of.highMomentum }] : []),
    { end: of.steps - 1, lr: start / of.finalDivideBy, momentum: of.highMomentum },
  ]
}

/** One of the values along the phases; `left` is the part of the way still to go, 1 at 0 and 0 at 1. */
function through(phases: readonly Phase[], value: 'lr' | 'momentum', left: (x: number) => number): Schedule {
  return (t) => {
    const k = phases.findIndex(({ end }, i) => i > 0 && t <= end)
    if (k < 0) return phases.at(-1)![value]
    const [from, to] = [phases[k - 1], phases[k]]
    const x = to.end > from.end ? (t - from.end) / (to.end - from.end) : 1
    return to[value] + (from[value] - to[value]) * left(x)
  }
}
