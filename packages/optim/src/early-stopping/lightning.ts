// PyTorch Lightning's early stopping: patience counted in checks, and three reasons to stop at once. Read keras.ts first.

import { any, checked, index, optional, rate } from '../settings.ts'
import { checkMetric } from './criterion.ts'
import { checkParts } from '../state.ts'
import type { Decision, StoppingCriterion } from './criterion.ts'

/** Lightning's names and defaults, apart from `restoreBest`. */
export interface LightningOptions {
  /** Checks without improvement before training stops; 0 behaves as 1. */
  readonly patience?: number
  readonly minDelta?: number
  readonly mode?: 'min' | 'max'
  /** Stop at the first metric that is NaN or infinite. */
  readonly checkFinite?: boolean
  /** Good enough: stop once the metric is better than this. */
  readonly stoppingThreshold?: number
  /** Hopeless: stop once the metric is worse than this. */
  readonly divergenceThreshold?: number
  readonly restoreBest?: boolean
}

/** What has to be saved to go on deciding: plain data. */
export interface LightningState {
  readonly best: number | null
  readonly bestEpoch: number | null
  readonly wait: number
}

/**
 * Decides after each check of the metric whether training should go on. In this order:
 *
 *     stop:      the metric is not finite                          with checkFinite
 *     stop:      metric < stoppingThreshold                        mode 'max': >
 *     stop:      metric > divergenceThreshold                      mode 'max': <
 *     improved:  metric + minDelta < best                          mode 'max': metric − minDelta > best
 *     stop:      `patience` checks in a row without improvement
 *
 * Unlike Keras's rule it may stop at epoch 0.
 *
 * @see PyTorch Lightning, EarlyStopping
 */
export class LightningEarlyStopping implements StoppingCriterion<LightningState> {
  readonly restoreBest: boolean
  readonly #options: Required<Omit<LightningOptions, 'stoppingThreshold' | 'divergenceThreshold'>> &
    LightningOptions
  #best: number | undefined
  #bestEpoch: number | undefined
  #wait = 0

  constructor(options: LightningOptions = {}) {
    const defaults = { patience: 3, minDelta: 0, mode: 'min' as const, checkFinite: true, restoreBest: false }
    this.#options = checked(
      'LightningEarlyStopping',
      { ...defaults, ...options },
      {
        patience: index,
        minDelta: rate,
        mode: ['min', 'max'],
        checkFinite: [true, false],
        stoppingThreshold: optional(any),
        divergenceThreshold: optional(any),
        restoreBest: [true, false],
      },
      options,
    )
    this.restoreBest = this.#options.restoreBest
  }

  /** Takes one check's metric; epochs count from 0. */
  decide(epoch: number, metric: number): Decision {
    checkMetric('LightningEarlyStopping', epoch, metric)
    const { patience, minDelta, mode, checkFinite, stoppingThreshold, divergenceThreshold } = this.#options
    const better = (a: number, b: number) => (mode === 'min' ? a < b : a > b)
    const best = this.#best
    const worst = mode === 'min' ? Infinity : -Infinity
    const improved = better(metric + (mode === 'min' ? minDelta : -minDelta), best ?? worst)
    const last = best === undefined ? 'is the first value' : `beats ${this.#described()}`
    const missed = `does not beat ${this.#described()}`
    if (improved) {
      this.#best = metric
      this.#bestEpoch = epoch
    }
    this.#wait = improved ? 0 : this.#wait + 1
    const decision = (stop: boolean, words: string): Decision => ({
      stop,
      improved,
      best: this.#best,
      bestEpoch: this.#bestEpoch,
      wait: this.#wait,
      reason: `epoch ${epoch}: ${metric} ${words}${stop ? ', so training stops' : ''}.`,
    })
    if (checkFinite && !Number.isFinite(metric)) return decision(true, 'is not finite')
    if (stoppingThreshold !== undefined && better(metric, stoppingThreshold)) {
      return decision(true, `is better than ${stoppingThreshold}, which is good enough`)
    }
    if (divergenceThreshold !== undefined && better(divergenceThreshold, metric)) {
      return decision(true, `is worse than ${divergenceThreshold}, which counts as diverged`)
    }
    if (improved) return decision(false, `${last}; the wait starts again`)
    const limit = Math.max(1, patience)
    return decision(this.#wait >= limit, `${missed}; ${this.#wait} of ${limit} checks of patience used`)
  }

  /** The state as plain data. */
  state(): LightningState {
    return { best: this.#best ?? null, bestEpoch: this.#bestEpoch ?? null, wait: this.#wait }
  }

  /** Goes on from a saved state. */
  load(state: LightningState): void {
    checkParts('LightningEarlyStopping', state, Object.keys(this.state()))
    const { best, bestEpoch, wait } = state
    this.#best = best ?? undefined
    this.#bestEpoch = bestEpoch ?? undefined
    this.#wait = wait
  }

  #described(): string {
    if (this.#best === undefined) return 'anything'
    const { minDelta } = this.#options
    return `${this.#best} of epoch ${this.#bestEpoch}${minDelta > 0 ? ` by more than ${minDelta}` : ''}`
  }
}
