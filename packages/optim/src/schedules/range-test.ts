// The learning-rate range test: try every rate for one step each, and see where the loss takes off.

import { pow } from '@glissade/math'
import { OptimError } from '../error.ts'
import { show } from '../hyperparameter.ts'
import { checked, positive } from '../settings.ts'
import type { Target } from '../target.ts'

export interface RangeTestOptions {
  readonly min: number
  readonly max: number
  readonly steps?: number
  /** Weight of the past in the average that smooths the losses. */
  readonly smoothing?: number
  /** The choice is this many times below the turning point. */
  readonly divideBy?: number
  /** The sweep ends where the smoothed loss is this many times its lowest value. */
  readonly stopAt?: number
  /** Its weights and running statistics are put back at the end, whatever happens. */
  readonly target?: Pick<Target, 'value' | 'statistics' | 'touch'>
}

export interface RangeTestPoint {
  readonly lr: number
  readonly loss: number
  readonly smoothed: number
}

export interface RangeTest {
  readonly lr: number
  /** How `lr` was chosen, in words. */
  readonly rule: string
  readonly points: readonly RangeTestPoint[]
}

/**
 * Trains one step at each of a rising row of rates and picks one well below the turning point of the loss.
 *
 *     lrₖ = min · (max / min)^(k / (steps − 1))
 *     sₖ = smoothing · sₖ₋₁ + (1 − smoothing) · lossₖ,   smoothedₖ = sₖ / (1 − smoothing^(k + 1))
 *     lr = (the rate with the lowest smoothed loss) / divideBy
 *
 *     let lr = 0
 *     const optimizer = new Optimizer(model, sgd({ lr: () => lr }))
 *     const train = (rate: number) => ((lr = rate), optimizer.step(nextLoss))
 *     const found = learningRateRangeTest(train, { min: 1e-5, max: 10, target: optimizer.target })
 *
 * The optimizer's slots have moved: make it anew, or load a saved state.
 *
 * @see Smith 2017, "Cyclical Learning Rates for Training Neural Networks", section 3.3, https://arxiv.org/abs/1506.01186
 */
export function learningRateRangeTest(step: (lr: number) => number, options: RangeTestOptions): RangeTest {
  if (typeof step !== 'function')
    throw new OptimError(
      `learningRateRangeTest: the step is ${show(step)}; it needs a function of the rate that makes one step and returns the loss.`,
    )
  const { target, ...others } = options ?? {}
  const settings = checked(
    'learningRateRangeTest',
    { steps: 100, smoothing: 0.9, divideBy: 10, stopAt: 4, ...others },
    {
      min: positive,
      max: { above: others.min },
      steps: { atLeast: 2, whole: true },
      smoothing: { atLeast: 0, below: 1 },
      divideBy: positive,
      stopAt: { above: 1 },
    },
  )
  const live = [target?.value, target?.statistics].filter((vector) => vector !== undefined)
  const kept = live.map((vector) => vector.slice())
  try {
    return choice(sweep(step, settings), settings)
  } finally {
    for (const [i, vector] of live.entries()) vector.set(kept[i])
    target?.touch('learningRateRangeTest')
  }
}

type Settings = Required<Omit<RangeTestOptions, 'target'>>

function sweep(step: (lr: number) => number, of: Settings): RangeTestPoint[] {
  const points: RangeTestPoint[] = []
  let average = 0
  let weight = 0
  let lowest = Infinity
  for (let k = 0; k < of.steps; k++) {
    const lr = of.min * pow(of.max / of.min, k / (of.steps - 1))
    const loss = step(lr)
    average = of.smoothing * average + (1 - of.smoothing) * loss
    weight = of.smoothing * weight + (1 - of.smoothing)
    const smoothed = average / weight
    if (!Number.isFinite(smoothed) || smoothed > of.stopAt * lowest) break
    lowest = Math.min(lowest, smoothed)
    points.push({ lr, loss, smoothed })
  }
  return points
}

function choice(points: readonly RangeTestPoint[], { min, max, steps, divideBy }: Settings): RangeTest {
  if (points.length === 0) {
    throw new OptimError(
      `learningRateRangeTest: the loss at the lowest rate, ${min}, is not finite; it needs one to compare with. Is min too large?`,
    )
  }
  const turn = points.reduce((best, point) => (point.smoothed < best.smoothed ? point : best))
  const lr = turn.lr / divideBy
  const [a, b, c] = [lr, turn.lr, turn.smoothed].map((x) => Number(x.toPrecision(3)))
  const last = points[steps - 1] === turn ? ` The loss was still falling there; try a max above ${max}.` : ''
  const rule = `lr ${a} is ${b} divided by ${divideBy}; ${b} is the rate with the lowest smoothed loss, ${c}.${last}`
  return { lr, rule, points }
}
