// Prechelt's UP: stop when the validation error has risen several times in a row, however little. Read optimum.ts first.

import { checked, count } from '../settings.ts'
import { checkParts } from '../state.ts'
import type { Decision, StoppingCriterion } from './criterion.ts'
import { Optimum } from './optimum.ts'
import type { OptimumState } from './optimum.ts'

export interface UpStripsOptions {
  /** Strips in a row that must end higher, s in the paper, which tries 2, 3, 4, 6 and 8. */
  readonly strips?: number
  /** Epochs of a strip, k in the paper. */
  readonly strip?: number
  readonly restoreBest?: boolean
}

/** What has to be saved to go on deciding: plain data. */
export interface UpStripsState extends OptimumState {
  readonly seen: number
  readonly last: number | 'Infinity' | null
  readonly rises: number
}

/**
 * UP_s: stop after the s-th strip in a row whose last validation error is above that of the strip before.
 *
 *     UP₁: E_va(t) > E_va(t − k);   UP_s: the same, and UP_(s−1) would stop at t − k          t ends a strip of k epochs
 *
 * @see Prechelt 1998, "Early Stopping — But When?"
 */
export class UpStrips implements StoppingCriterion<UpStripsState> {
  readonly strips: number
  readonly strip: number
  readonly restoreBest: boolean
  readonly #optimum = new Optimum()
  #seen = 0
  #last: number | undefined
  #rises = 0

  constructor(options: UpStripsOptions = {}) {
    const { strips, strip, restoreBest } = checked(
      'UpStrips',
      { strips: 3, strip: 5, restoreBest: false, ...options },
      { strips: count, strip: count, restoreBest: [true, false] },
      options,
    )
    this.strips = strips
    this.strip = strip
    this.restoreBest = restoreBest
  }

  /** Takes one epoch's validation error; epochs count from 0. */
  decide(epoch: number, metric: number): Decision {
    const { error, improved } = this.#optimum.see('UpStrips', epoch, metric)
    const { best, epoch: bestEpoch } = this.#optimum
    const words =
      ++this.#seen === this.strip
        ? this.#compare(error)
        : `epoch ${this.#seen} of a strip of ${this.strip}, so nothing is decided`
    const stop = this.#seen === 0 && this.#rises >= this.strips
    const reason = `epoch ${epoch}: ${words}${stop ? ', so training stops' : ''}.`
    return { stop, improved, best, bestEpoch, wait: this.#rises, reason }
  }

  /** The state as plain data. */
  state(): UpStripsState {
    // JSON has no infinity, which is what a strip that ended with NaN counts as.
    const last = this.#last === Infinity ? 'Infinity' : (this.#last ?? null)
    return { ...this.#optimum.state(), seen: this.#seen, last, rises: this.#rises }
  }

  /** Goes on from a saved state. */
  load(state: UpStripsState): void {
    checkParts('UpStrips', state, Object.keys(this.state()))
    const { seen, last, rises, ...optimum } = state
    this.#optimum.load(optimum)
    this.#seen = seen
    this.#last = last === null ? undefined : Number(last)
    this.#rises = rises
  }

  /** The end of a strip: counts a rise, or starts counting again. */
  #compare(error: number): string {
    const last = this.#last
    this.#last = error
    this.#seen = 0
    if (last === undefined) return `${error} ends the first strip`
    const rose = error > last || error === Infinity
    this.#rises = rose ? this.#rises + 1 : 0
    if (!rose) return `${error} is not above ${last}, the end of the last strip`
    return `${error} is above ${last}, the end of the last strip; ${this.#rises} of ${this.strips} rises in a row`
  }
}
