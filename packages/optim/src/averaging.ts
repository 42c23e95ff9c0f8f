// Averages of the weights along the way, and of running statistics, kept beside the model and swapped in for evaluation.

import { OptimError, StateError } from './error.ts'
import { checkHyper, checkKeys, show } from './hyperparameter.ts'
import { power } from '@glissade/math'
import { checkParts } from './state.ts'
import { targetOf } from './target.ts'
import type { Floats, Target, Trainable } from './target.ts'

/** How much the weights of update k (from 1) count: average ← average + share(k) · (w − average). */
export interface Weighting {
  readonly name: string
  share(k: number): number
}

/**
 * The mean of all weights so far.
 *
 *     share(k) = 1 / k
 *
 * @see Polyak & Juditsky 1992, "Acceleration of stochastic approximation by averaging"
 */
export const polyak = (): Weighting => ({ name: 'polyak', share: (k) => 1 / k })

/**
 * An exponential moving average, corrected for its start: the first weights count in full.
 *
 *     share(k) = (1 − decay) / (1 − decayᵏ)
 *
 * @see Kingma & Ba 2015, "Adam: A Method for Stochastic Optimization", section 7.2, https://arxiv.org/abs/1412.6980
 */
export function ema(options: { decay?: number } = {}): Weighting {
  checkKeys('ema', options, ['decay'])
  const { decay = 0.999 } = options
  checkHyper('ema', 'decay', decay, { atLeast: 0, below: 1, or: 'the average never moves' })
  return { name: 'ema', share: (k) => (1 - decay) / (1 - power(decay, k)) }
}

/**
 * Stochastic weight averaging: the mean of the weights at the end of each cycle, from some update on.
 *
 *     share(k) = 1 / n at the n-th of the updates from, from + every, …; 0 elsewhere, and 1 before
 *
 * Weights of several cycles lie far apart, and so do running statistics, whose mean then serves badly: `refreshStatistics` of
 * @glissade/train computes them anew for the averaged weights.
 *
 * @see Izmailov et al. 2018, "Averaging Weights Leads to Wider Optima and Better Generalization", Algorithm 1,
 *   https://arxiv.org/abs/1803.05407
 */
export function swa(options: { from: number; every?: number }): Weighting {
  checkKeys('swa', options, ['from', 'every'])
  const { from, every = 1 } = options
  checkHyper('swa', 'from', from, { atLeast: 1, whole: true })
  checkHyper('swa', 'every', every, { atLeast: 1, whole: true })
  return {
    name: 'swa',
    share(k) {
      if (k < from) return 1
      return (k - from) % every === 0 ? 1 / ((k - from) / every + 1) : 0
    },
  }
}

/** What has to be saved to go on averaging: plain data. */
export interface AverageState {
  readonly weighting: string
  readonly k: number
  readonly average: Float64Array
  readonly statistics: Float64Array
}

/**
 * An average of a model's weights, in float64, and with the same shares of its running statistics, as PyTorch's AveragedModel does
 * with use_buffers.
 *
 *     const average = averageOf(model, ema({ decay: 0.999 }))
 *     for (…) { optimizer.step(loss); average.update() }
 *     await average.during(() => evaluate(model, test))
 */
export class WeightAverage {
  readonly #target: Target
  readonly #weighting: Weighting
  /** The model's own vectors: weights, then statistics. */
  readonly #live: readonly Floats[]
  readonly #averages: readonly Float64Array[]
  #k = 0
  #aside: readonly Floats[] | undefined

  constructor(target: Target, weighting: Weighting) {
    this.#target = target
    this.#weighting = weighting
    this.#live = [target.value, target.statistics ?? new Float64Array(0)]
    this.#averages = this.#live.map((vector) => Float64Array.from(vector))
  }

  /** The averaged weights. */
  get value(): Float64Array {
    return this.#averages[0]
  }

  /** Takes the model as it stands into the average; call it after each step. */
  update(): void {
    this.#checkOut('update')
    const share = this.#weighting.share(++this.#k)
    for (const [part, average] of this.#averages.entries()) {
      const live = this.#live[part]
      for (let i = 0; i < live.length; i++) average[i] += share * (live[i] - average[i])
    }
  }

  /** Puts the average into the model and keeps the trained weights and statistics aside. */
  swapIn(): void {
    this.#checkOut('swapIn')
    this.#aside = this.#live.map((vector) => vector.slice())
    this.#write(this.#averages)
  }

  /** Puts the trained weights and statistics back. */
  swapOut(): void {
    if (!this.#aside)
      throw new OptimError('swapOut: the trained weights are in the model; call swapIn() first.')
    this.#write(this.#aside)
    this.#aside = undefined
  }

  /**
   * Runs a function with the average in the model; an asynchronous one until its promise is settled. The trained weights come back
   * afterwards, and their running statistics, whatever was done to them.
   */
  during<R>(run: () => R): R {
    this.swapIn()
    let result: R
    try {
      result = run()
    } catch (error) {
      this.swapOut()
      throw error
    }
    if (result instanceof Promise) return result.finally(() => this.swapOut()) as R
    this.swapOut()
    return result
  }

  /** Everything needed to go on averaging, as a copy. */
  state(): AverageState {
    const [average, statistics] = this.#averages.map((each) => each.slice())
    return { weighting: this.#weighting.name, k: this.#k, average, statistics }
  }

  /** Goes on from a saved state; refuses one of another kind or size. */
  load(state: AverageState): void {
    const own = this.state()
    checkParts('averageOf', state, Object.keys(own))
    const [found, needed] = [kindOf(state), kindOf(own)]
    if (found !== needed) {
      throw new StateError(`averageOf: the state is ${found}; this average needs ${needed}.`)
    }
    this.#k = state.k
    this.#averages[0].set(state.average)
    this.#averages[1].set(state.statistics)
  }

  #write(vectors: readonly Floats[]): void {
    for (const [part, vector] of vectors.entries()) this.#live[part].set(vector)
    this.#target.touch(this.#weighting.name)
  }

  #checkOut(call: string): void {
    if (this.#aside) throw new OptimError(`${call}: the average is in the model; call swapOut() first.`)
  }
}

const kindOf = ({ weighting, average, statistics }: AverageState): string =>
  `${weighting} of ${sizeOf(average)} weights and ${sizeOf(statistics)} statistics`

const sizeOf = (vector: unknown): number | string =>
  ArrayBuffer.isView(vector) ? (vector as Floats).length : show(vector)

/** An average of a model's weights: `polyak()`, `ema()` or `swa()`. */
export function averageOf<L>(model: Trainable<L>, weighting: Weighting = polyak()): WeightAverage {
  const target = targetOf('averageOf', model)
  if (typeof weighting?.share !== 'function')
    throw new OptimError(
      `averageOf: the weighting is ${show(weighting)}; it needs polyak(), ema({ decay }) or swa({ from, every }).`,
    )
  return new WeightAverage(target, weighting)
}
