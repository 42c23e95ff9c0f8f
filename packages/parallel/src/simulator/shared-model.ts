// One model for all simulated workers of a thread: whoever computes has it, with weights, statistics and rule of its own. Read `body.ts` first.
import type { Floats, OptimizerState } from '@glissade/optim'
import { plain } from '../arithmetic.ts'
import type { Measured, Snapshot, Trainee } from '../transport.ts'
import { like } from '../vectors.ts'
import type { Body } from './body.ts'
import type { Turn } from './settings.ts'

export class SharedModel {
  readonly #trainee: Trainee
  readonly #fresh: OptimizerState
  readonly #compute: (turn: Turn) => Measured
  #holder: Seat | undefined

  /** @param compute - the gradient of a batch, in the trainee. */
  constructor(trainee: Trainee, compute: (turn: Turn) => Measured) {
    this.#trainee = trainee
    this.#fresh = trainee.state().rule
    this.#compute = compute
  }

  /** A body of its own for a worker. */
  readonly seat = (start: Floats): Body => {
    const seat = new Seat(start, this.#trainee.statistics, this.#fresh)
    const { w, g, statistics } = seat
    return {
      w,
      g,
      statistics,
      arithmetic: plain(w),
      touched: () => seat.touched,
      gradient: (turn) => {
        this.#give(seat)
        this.#compute(turn)
        g.set(this.#trainee.g)
        statistics.set(this.#trainee.statistics)
        seat.touched = [...(this.#trainee.touched?.() ?? [{ lo: 0, hi: w.length }])]
      },
      update: () => {
        this.#give(seat)
        this.#trainee.g.set(g)
        this.#trainee.update()
        w.set(this.#trainee.w)
      },
      rule: () => (this.#holder === seat ? this.#trainee.state().rule : seat.rule),
      begin: (rule = this.#fresh) => {
        if (this.#holder === seat) this.#holder = undefined
        seat.rule = rule
      },
    }
  }

  /** The trainee for somebody else: the model of the run. */
  lend(model: Snapshot): void {
    this.#leave()
    this.#trainee.load(model)
  }

  #give(seat: Seat): void {
    const { w, statistics, rule } = seat
    if (this.#holder === seat) {
      this.#trainee.w.set(w)
      this.#trainee.statistics.set(statistics)
      return
    }
    this.#leave()
    this.#trainee.load({ w, statistics, rule })
    this.#holder = seat
  }

  #leave(): void {
    if (this.#holder) this.#holder.rule = this.#trainee.state().rule
    this.#holder = undefined
  }
}

/** What is a worker's own; its rule's state is the trainee's while it computes. */
class Seat {
  readonly w: Floats
  readonly g: Floats
  readonly statistics: Floats
  rule: OptimizerState
  touched: readonly { readonly lo: number; readonly hi: number }[] = []

  constructor(start: Floats, statistics: Floats, rule: OptimizerState) {
    this.w = start.slice()
    this.g = like(start)
    this.statistics = statistics.slice()
    this.rule = rule
  }
}
