// A simulated worker: its weights, its rule, and the step that it is in.
import { Optimizer, type Floats, type OptimizerState, type Target } from '@glissade/optim'
import { plain } from '../arithmetic.ts'
import { ParallelError } from '../error.ts'
import type { Message } from '../message.ts'
import type { Step, Worker } from '../strategy.ts'
import { like } from '../vectors.ts'
import type { Plan } from './settings.ts'

/** What a worker goes on from: weights, and where it is to be the equal of another, its rule and how many steps it made. */
export interface Origin {
  readonly w: Floats
  readonly rule?: OptimizerState
  readonly t?: number
}

export class Crewman {
  readonly rank: number
  readonly w: Floats
  readonly g: Floats
  /** Its steps for the strategy. */
  t = 0
  batch = 0
  step: Step | undefined
  dead = false
  idle = false
  frozenUntil = 0
  slow = 1
  poisoned = false
  /** What it waits for an answer to. */
  asked: { readonly sequence: number; readonly message: Message } | undefined
  sequence = 0
  worker: Worker
  readonly #plan: Plan
  #optimizer: Optimizer

  constructor(rank: number, plan: Plan, origin: Origin) {
    this.rank = rank
    this.#plan = plan
    this.w = origin.w.slice()
    this.g = like(origin.w)
    this.#optimizer = this.#newOptimizer()
    this.worker = this.#newWorker()
    if (origin.rule) this.beginAgain(origin)
  }

  /** The model of the run, as far as this worker knows. */
  get centre(): Floats {
    return this.worker.centre ?? this.w
  }

  /** What another one needs to become its equal; where there is a centre, that is it, and each rule begins anew. */
  origin(): Required<Pick<Origin, 't' | 'w'>> & Origin {
    const { t, centre } = this
    if (this.worker.centre) return { t, w: centre.slice() }
    return { t, w: centre.slice(), rule: this.#optimizer.state() }
  }

  /** Forgets all but what is given: weights from element `at` on, the rule's state, the count of steps. */
  beginAgain({ w, rule, t = 0 }: Origin, at = 0): void {
    this.w.set(w, at)
    this.t = t
    this.asked = undefined
    this.step = undefined
    this.#optimizer = this.#newOptimizer()
    if (rule) this.#optimizer.load(rule)
    this.worker = this.#newWorker()
  }

  computeGradient(): void {
    this.#plan.gradient(this.w, this.g, { rank: this.rank, batch: this.batch })
    if (this.poisoned) this.g.fill(NaN)
    this.poisoned = false
  }

  #newWorker(): Worker {
    return this.#plan.strategy.worker({
      w: this.w,
      g: this.g,
      statistics: this.w.subarray(0, 0),
      arithmetic: plain(this.w),
      update: () => this.#optimizer.step(),
    })
  }

  #newOptimizer(): Optimizer {
    const segments = [{ name: 'w', shape: [this.w.length], lo: 0, hi: this.w.length }]
    const evaluate = (): never => {
      throw new ParallelError(
        'evaluate: a simulated worker has a gradient and no loss; it needs a rule that takes one gradient a step.',
      )
    }
    const target: Target = { value: this.w, gradient: this.g, segments, touch() {}, evaluate }
    return new Optimizer(target, this.#plan.rule)
  }
}
