// Keras's early stopping: patience counted in epochs. It holds no weights and calls nothing.

import { any, checked, index, optional, rate } from '../settings.ts'
import { checkMetric } from './criterion.ts'
import { checkParts } from '../state.ts'
import type { Decision, StoppingCriterion } from './criterion.ts'

/** Keras's names and defaults, apart from `startFrom` and `restoreBest`. */
export interface EarlyStoppingOptions {
  /** Epochs without improvement before training stops; 0 behaves as 1. */
  readonly patience?: number
  /** An improvement must be larger than this. */
  readonly minDelta?: number
  readonly mode?: 'min' | 'max'
  /** Improvements that do not beat it do not restart the wait. */
  readonly baseline?: number
  /** Epochs before this one (counted from 0) are ignored. */
  readonly startFrom?: number
  /** For the training loop: put the best weights back at the end. */
  readonly restoreBest?: boolean
}

/** What has to be saved to go on deciding: plain data. */
export interface EarlyStoppingState {
  readonly best: number | null
  readonly bestEpoch: number | null
  readonly wait: number
}

/**
 * Decides after each epoch whether training should go on.
 *
 *     improved:  metric < best − minDelta          (mode 'max': metric > best + minDelta)
 *     stop:      no improvement in `patience` epochs since the last that restarted the wait, never at epoch 0
 *
 * A metric of NaN counts as no improvement.
 *
 * @see Prechelt 1998, "Early Stopping — But When?"; the rule itself is that of Keras 3's EarlyStopping
 */
export class EarlyStopping implements StoppingCriterion<EarlyStoppingState> {
  readonly patience: number
  readonly minDelta: number
  readonly mode: 'min' | 'max'
  readonly baseline: number | undefined
  readonly startFrom: number
  readonly restoreBest: boolean
  #best: number | undefined
  #bestEpoch: number | undefined
  #wait = 0

  constructor(options: EarlyStoppingOptions = {}) {
    const defaults = { patience: 0, minDelta: 0, mode: 'min' as const, startFrom: 0, restoreBest: false }
    const { patience, minDelta, mode, baseline, startFrom, restoreBest } = checked(
      'EarlyStopping',
      { ...defaults, ...options },
      {
        patience: index,
        minDelta: rate,
        mode: ['min', 'max'],
        baseline: optional(any),
        startFrom: index,
        restoreBest: [true, false],
      },
      options,
    )
    this.patience = patience
    this.minDelta = minDelta
    this.mode = mode
    this.baseline = baseline
    this.startFrom = startFrom
    this.restoreBest = restoreBest
  }

  /** Takes one epoch's metric; epochs count from 0. */
  decide(epoch: number, metric: number): Decision {
    checkMetric('EarlyStopping', epoch, metric)
    if (epoch < this.startFrom) {
      return this.#decision(
        false,
        false,
        `epoch ${epoch}: before epoch ${this.startFrom}, so ${metric} does not count.`,
      )
    }
    this.#wait++
    const last = this.#described()
    if (this.#beats(metric, this.#best)) {
      this.#best = metric
      this.#bestEpoch = epoch
      return this.#decision(
        false,
        true,
        `epoch ${epoch}: ${metric} ${last ? `beats ${last}` : 'is the first value'}${this.#restart(metric)}.`,
      )
    }
    const stop = this.#wait >= this.patience && epoch > 0
    const given =
      Number.isNaN(metric) || !last
        ? `the metric is ${metric}, which is no improvement`
        : `${metric} does not beat ${last}`
    const used = `${this.#wait} of ${Math.max(1, this.patience)} epochs of patience used`
    return this.#decision(
      stop,
      false,
      `epoch ${epoch}: ${given}; ${used}${stop ? ', so training stops' : ''}.`,
    )
  }

  /** The state as plain data. */
  state(): EarlyStoppingState {
    return { best: this.#best ?? null, bestEpoch: this.#bestEpoch ?? null, wait: this.#wait }
  }

  /** Goes on from a saved state. */
  load(state: EarlyStoppingState): void {
    checkParts('EarlyStopping', state, Object.keys(this.state()))
    const { best, bestEpoch, wait } = state
    this.#best = best ?? undefined
    this.#bestEpoch = bestEpoch ?? undefined
    this.#wait = wait
  }

  #beats(metric: number, reference: number | undefined): boolean {
    return this.mode === 'min'
      ? metric < (reference ?? Infinity) - this.minDelta
      : metric > (reference ?? -Infinity) + this.minDelta
  }

  /** Restarts the wait where the metric also beats the baseline, and says which. */
  #restart(metric: number): string {
    if (this.baseline !== undefined && !this.#beats(metric, this.baseline)) {
      return ` but not the baseline ${this.baseline}; ${this.#wait} of ${Math.max(1, this.patience)} epochs of patience used`
    }
    this.#wait = 0
    return '; the wait starts again'
  }

  #described(): string {
    if (this.#best === undefined) return ''
    return `${this.#best} of epoch ${this.#bestEpoch}${this.minDelta > 0 ? ` by more than ${this.minDelta}` : ''}`
  }

  #decision(stop: boolean, improved: boolean, reason: string): Decision {
    return { stop, improved, best: this.#best, bestEpoch: this.#bestEpoch, wait: this.#wait, reason }
  }
}
