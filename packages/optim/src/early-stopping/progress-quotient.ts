// Prechelt's PQ: while training still moves fast, a rising validation error may fall again. Read optimum.ts first.

import { OptimError } from '../error.ts'
import { show } from '../hyperparameter.ts'
import { checked, count, positive } from '../settings.ts'
import { checkParts } from '../state.ts'
import type { Decision, StoppingCriterion } from './criterion.ts'
import { Optimum, short } from './optimum.ts'
import type { OptimumState } from './optimum.ts'

export interface ProgressQuotientOptions {
  /** The paper tries 0.5, 0.75, 1, 2 and 3. */
  readonly alpha?: number
  /** Epochs of a training strip, k in the paper. */
  readonly strip?: number
  readonly restoreBest?: boolean
}

/** What has to be saved to go on deciding: plain data. */
export interface ProgressQuotientState extends OptimumState {
  readonly strip: readonly number[]
}

/**
 * PQ_α: stop after the first strip of k epochs that ends with GL(t) / P_k(t) > α.
 *
 *     P_k(t) = 1000 · (Σ E_tr(t') / (k · min E_tr(t')) − 1),   t' = t − k + 1 … t
 *
 * P_k is the training progress in thousandths: by how much the mean training error of the strip is above its minimum.
 *
 * @see Prechelt 1998, "Early Stopping — But When?"
 */
export class ProgressQuotient implements StoppingCriterion<ProgressQuotientState> {
  readonly alpha: number
  readonly strip: number
  readonly restoreBest: boolean
  readonly #optimum = new Optimum()
  #training: number[] = []

  constructor(options: ProgressQuotientOptions = {}) {
    const { alpha, strip, restoreBest } = checked(
      'ProgressQuotient',
      { alpha: 0.75, strip: 5, restoreBest: false, ...options },
      { alpha: positive, strip: count, restoreBest: [true, false] },
      options,
    )
    this.alpha = alpha
    this.strip = strip
    this.restoreBest = restoreBest
  }

  /** Takes one epoch's validation and training error; epochs count from 0. */
  decide(epoch: number, metric: number, training?: number): Decision {
    if (typeof training !== 'number' || training < 0) {
      throw new OptimError(
        `ProgressQuotient: the training error of epoch ${epoch} is ${show(training)}; it needs a number, at least 0: decide(epoch, validation, training).`,
      )
    }
    const { improved, loss } = this.#optimum.see('ProgressQuotient', epoch, metric)
    const { best, epoch: bestEpoch } = this.#optimum
    this.#training.push(training)
    const ended = this.#training.length === this.strip
    const progress = this.#progress()
    const quotient = loss === 0 ? 0 : loss / progress
    const stop = ended && quotient > this.alpha
    if (ended) this.#training = []
    const ratio = `generalization loss ${short(loss)} % over training progress ${short(progress)} ‰`
    const words = ended
      ? `${ratio} is ${short(quotient)}, ${stop ? 'above' : 'not above'} ${this.alpha}`
      : `epoch ${this.#training.length} of a strip of ${this.strip}, so nothing is decided`
    const reason = `epoch ${epoch}: ${words}${stop ? ', so training stops' : ''}.`
    return { stop, improved, best, bestEpoch, wait: epoch - (bestEpoch ?? epoch), reason }
  }

  /** The state as plain data. */
  state(): ProgressQuotientState {
    return { ...this.#optimum.state(), strip: [...this.#training] }
  }

  /** Goes on from a saved state. */
  load(state: ProgressQuotientState): void {
    checkParts('ProgressQuotient', state, Object.keys(this.state()))
    const { strip, ...optimum } = state
    this.#optimum.load(optimum)
    this.#training = [...strip]
  }

  #progress(): number {
    const errors = this.#training
    const lowest = errors.reduce((a, b) => Math.min(a, b))
    const mean = errors.reduce((a, b) => a + b) / errors.length
    return mean === lowest ? 0 : 1000 * (mean / lowest - 1)
  }
}
