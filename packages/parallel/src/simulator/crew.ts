// A simulated worker: its weights, its rule, and the step that it is in.
import type { Floats, OptimizerState } from '@glissade/optim'
import type { Message } from '../message.ts'
import type { Step, Strategy, Worker } from '../strategy.ts'
import type { Own } from '../transport.ts'
import { copies, restored } from '../vectors.ts'
import type { Body } from './body.ts'

/** What a worker goes on from: weights, and where it is to be the equal of another, its rule and how many steps it made. */
export interface Origin {
  readonly w: Floats
  readonly statistics?: Floats
  readonly rule?: OptimizerState
  readonly t?: number
}

export class Crewman {
  readonly rank: number
  /** Its steps for the strategy. */
  t = 0
  /** How many of them it had made after the last sum that it took part in. */
  met = 0
  batch = 0
  step: Step | undefined
  dead = false
  idle = false
  frozenUntil = 0
  slow = 1
  poisoned = false
  /** How many of its messages were refused in a row. */
  refusals = 0
  /** Whether it sent numbers in the step under way. */
  said = false
  /** What it waits for an answer to. */
  asked: { readonly sequence: number; readonly message: Message } | undefined
  sequence = 0
  worker: Worker
  readonly #strategy: Strategy
  readonly #body: Body

  constructor(rank: number, strategy: Strategy, body: Body, origin: Origin) {
    this.rank = rank
    this.#strategy = strategy
    this.#body = body
    this.worker = strategy.worker(body)
    if (origin.rule) this.beginAgain(origin)
  }

  get w(): Floats {
    return this.#body.w
  }

  get statistics(): Floats {
    return this.#body.statistics
  }

  /** The model of the run, as far as this worker knows. */
  get centre(): Floats {
    return this.worker.centre ?? this.w
  }

  /** What another one needs to become its equal; where there is a centre, that is it, and each rule begins anew. */
  origin(): Required<Pick<Origin, 't' | 'w'>> & Origin {
    const { t, centre } = this
    const copies = { w: centre.slice(), statistics: this.statistics.slice() }
    return this.worker.centre ? { t, ...copies } : { t, ...copies, rule: this.rule() }
  }

  /** Forgets all but what is given: weights from element `at` on, statistics, the rule’s state, the count of steps. */
  beginAgain({ w, statistics, rule, t = 0 }: Origin, at = 0): void {
    this.w.set(w, at)
    if (statistics) this.statistics.set(statistics)
    this.t = this.met = t
    this.asked = undefined
    this.step = undefined
    this.#body.begin(rule)
    this.worker = this.#strategy.worker(this.#body)
  }

  /** What it has for itself. */
  own(): Own {
    const { rank, t, met, worker } = this
    const model = { w: this.w.slice(), statistics: this.statistics.slice(), rule: this.rule() }
    return { rank, t, met, model, ...(worker.vectors && { vectors: copies(worker.vectors) }) }
  }

  /** Goes on as what it was. */
  resume({ t, met, model, vectors }: Own): void {
    this.beginAgain({ ...model, t })
    this.met = met
    if (vectors) restored(this.worker.vectors ?? {}, { vectors, numbers: {} })
  }

  /** Goes on from the mean of all, with its own rule. */
  meet({ w, statistics, t }: Required<Omit<Origin, 'rule'>>): void {
    this.w.set(w)
    this.statistics.set(statistics)
    this.t = this.met = t
  }

  /** The state of its own rule. */
  rule(): OptimizerState {
    return this.#body.rule()
  }

  computeGradient(): void {
    const { rank, batch } = this
    this.#body.gradient({ rank, batch })
    if (this.poisoned) this.#body.g.fill(NaN)
    this.poisoned = false
  }
}
