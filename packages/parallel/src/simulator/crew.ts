// A simulated worker: its weights, its rule, and the step that it is in.
import { Optimizer, type Floats, type Target } from '@glissade/optim'
import { ParallelError } from '../error.ts'
import type { Message } from '../message.ts'
import type { Step, Strategy, Worker } from '../strategy.ts'
import { like } from '../vectors.ts'
import type { Plan } from './settings.ts'

export class Crewman {
  readonly rank: number
  readonly w: Floats
  readonly g: Floats
  /** Its own steps since it began, or began again. */
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
  readonly #strategy: Strategy
  readonly #plan: Plan
  #optimizer: Optimizer

  constructor(rank: number, plan: Plan, start: Floats) {
    this.rank = rank
    this.#plan = plan
    this.#strategy = plan.strategy
    this.w = start.slice()
    this.g = like(start)
    this.#optimizer = this.#newOptimizer()
    this.worker = this.#newWorker()
  }

  /** The model of the run, as far as this worker knows. */
  get centre(): Floats {
    return this.worker.centre ?? this.w
  }

  /** Forgets all but the weights given. */
  beginAgain(from: Floats, at = 0): void {
    this.w.set(from, at)
    this.t = 0
    this.asked = undefined
    this.step = undefined
    this.#optimizer = this.#newOptimizer()
    this.worker = this.#newWorker()
  }

  computeGradient(): void {
    this.#plan.gradient(this.w, this.g, { rank: this.rank, batch: this.batch })
    if (this.poisoned) this.g.fill(NaN)
    this.poisoned = false
  }

  #newWorker(): Worker {
    return this.#strategy.worker({
      w: this.w,
      g: this.g,
      statistics: this.w.subarray(0, 0),
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
