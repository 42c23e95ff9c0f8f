// Has a metric stopped getting better, and what follows for the rate: pure decision logic, as two libraries mean it.

import { OptimError } from '../error.ts'
import { show } from '../hyperparameter.ts'
import { checkParts } from '../state.ts'

/** Where the libraries differ. Both cuts fall one epoch apart, and so do the ends of both cooldowns. */
export const conventions = {
  /** Cuts when more than `patience` epochs were bad; no epoch of the cooldown counts. */
  pytorch: { thresholdMode: 'relative', eps: 1e-8, limit: (p: number) => p + 1, pause: (c: number) => c },
  /** Cuts when `patience` epochs were bad (0 behaves as 1); the last epoch of the cooldown counts. */
  keras: {
    thresholdMode: 'absolute',
    eps: 0,
    limit: (p: number) => Math.max(1, p),
    pause: (c: number) => Math.max(0, c - 1),
  },
} as const

export interface PlateauOptions {
  /** Which library's meaning of patience, cooldown and, by default, threshold; PyTorch's if left out. */
  readonly convention?: keyof typeof conventions
  readonly factor?: number
  readonly patience?: number
  /** What an improvement must exceed: a part of the best value (relative) or a difference (absolute). */
  readonly threshold?: number
  readonly thresholdMode?: 'relative' | 'absolute'
  /** Epochs after a cut in which nothing is bad. */
  readonly cooldown?: number
  readonly minLr?: number
  /** Cuts smaller than this are not made. */
  readonly eps?: number
  readonly mode?: 'min' | 'max'
}

/** What one epoch's metric did to the rate. */
export interface PlateauDecision {
  readonly lr: number
  readonly reduced: boolean
  readonly improved: boolean
  /** A sentence for people. */
  readonly reason: string
}

/** What has to be saved to go on deciding: plain data. */
export interface PlateauState {
  readonly lr: number
  readonly best: number | null
  readonly bad: number
  readonly pause: number
  readonly epoch: number
}

/** Counts bad epochs and cuts the rate; `observe` is called once per epoch. */
export class Plateau {
  readonly #settings: Required<PlateauOptions>
  readonly #limit: number
  readonly #pauses: number
  lr: number
  #best: number | undefined
  #bad = 0
  #pause = 0
  #epoch = 0

  constructor(settings: Required<PlateauOptions> & { lr: number }) {
    const { limit, pause } = conventions[settings.convention]
    this.#settings = settings
    this.#limit = limit(settings.patience)
    this.#pauses = pause(settings.cooldown)
    this.lr = settings.lr
  }

  observe(metric: number): PlateauDecision {
    if (typeof metric !== 'number') {
      throw new OptimError(
        `schedules.reduceOnPlateau: the metric of epoch ${this.#epoch} is ${show(metric)}; it needs a number.`,
      )
    }
    const epoch = `epoch ${this.#epoch++}`
    const last = this.#best
    const improved = this.#improves(metric)
    if (improved) this.#best = metric
    const paused = this.#pause > 0
    if (paused) this.#pause--
    this.#bad = improved || paused ? 0 : this.#bad + 1
    const decision = (reduced: boolean, words: string) => ({
      lr: this.lr,
      reduced,
      improved,
      reason: `${epoch}: ${words}.`,
    })
    if (improved)
      return decision(false, last === undefined ? `${metric} is the first value` : `${metric} beats ${last}`)
    const given = `${metric} does not beat ${last ?? 'anything'}`
    if (paused) return decision(false, `${given}, but the rate is cooling down`)
    if (this.#bad < this.#limit) return decision(false, `${given}; bad epoch ${this.#bad} of ${this.#limit}`)
    return this.#cut(decision, `${given}; bad epoch ${this.#bad} of ${this.#limit}`)
  }

  state(): PlateauState {
    return { lr: this.lr, best: this.#best ?? null, bad: this.#bad, pause: this.#pause, epoch: this.#epoch }
  }

  load(state: PlateauState): void {
    checkParts('schedules.reduceOnPlateau', state, Object.keys(this.state()))
    const { lr, best, bad, pause, epoch } = state
    this.lr = lr
    this.#best = best ?? undefined
    this.#bad = bad
    this.#pause = pause
    this.#epoch = epoch
  }

  #improves(metric: number): boolean {
    const { threshold, thresholdMode, mode } = this.#settings
    if (this.#best === undefined) return mode === 'min' ? metric < Infinity : metric > -Infinity
    const sign = mode === 'min' ? -1 : 1
    const best = this.#best
    const needed =
      thresholdMode === 'relative' ? best * (1 + sign * Math.sign(best) * threshold) : best + sign * threshold
    return mode === 'min' ? metric < needed : metric > needed
  }

  #cut(decision: (reduced: boolean, words: string) => PlateauDecision, words: string): PlateauDecision {
    const { factor, minLr, eps } = this.#settings
    const old = this.lr
    const next = Math.max(old * factor, minLr)
    this.#bad = 0
    this.#pause = this.#pauses
    if (!(old - next > eps)) return decision(false, `${words}, but the rate stays at its least, ${old}`)
    this.lr = next
    return decision(true, `${words}, so the rate falls from ${old} to ${next}`)
  }
}
