// Prechelt's GL: stop when the validation error is too far above its minimum. Read optimum.ts first.

import { checked, positive } from '../settings.ts'
import { checkParts } from '../state.ts'
import type { Decision, StoppingCriterion } from './criterion.ts'
import { Optimum, short } from './optimum.ts'
import type { OptimumState } from './optimum.ts'

export interface GeneralizationLossOptions {
  /** Per cent; the paper tries 1, 2, 3 and 5. */
  readonly alpha?: number
  readonly restoreBest?: boolean
}

/**
 * GL_α: stop after the first epoch with GL(t) > α.
 *
 * @see Prechelt 1998, "Early Stopping — But When?"
 */
export class GeneralizationLoss implements StoppingCriterion<OptimumState> {
  readonly alpha: number
  readonly restoreBest: boolean
  readonly #optimum = new Optimum()

  constructor(options: GeneralizationLossOptions = {}) {
    const settings = { alpha: 5, restoreBest: false, ...options }
    const { alpha, restoreBest } = checked(
      'GeneralizationLoss',
      settings,
      {
        alpha: positive,
        restoreBest: [true, false],
      },
      options,
    )
    this.alpha = alpha
    this.restoreBest = restoreBest
  }

  /** Takes one epoch's validation error; epochs count from 0. */
  decide(epoch: number, metric: number): Decision {
    const { improved, loss } = this.#optimum.see('GeneralizationLoss', epoch, metric)
    const { best, epoch: bestEpoch } = this.#optimum
    const stop = loss > this.alpha
    const above = `${metric} is ${short(loss)} % above ${best} of epoch ${bestEpoch}`
    const words = improved
      ? `${metric} is the lowest so far`
      : best === undefined
        ? `${metric} is the first value and not finite`
        : `${above}; ${stop ? 'more than' : 'not more than'} ${this.alpha} %`
    const reason = `epoch ${epoch}: ${words}${stop ? ', so training stops' : ''}.`
    return { stop, improved, best, bestEpoch, wait: epoch - (bestEpoch ?? epoch), reason }
  }

  /** The state as plain data. */
  state(): OptimumState {
    return this.#optimum.state()
  }

  /** Goes on from a saved state. */
  load(state: OptimumState): void {
    checkParts('GeneralizationLoss', state, Object.keys(this.state()))
    this.#optimum.load(state)
  }
}
