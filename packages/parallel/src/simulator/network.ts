// A network that delays, loses, repeats and damages messages, by seed. What is damaged is noticed by its receiver and dropped.
import { generator } from '@glissade/random'
import type { Clock } from './clock.ts'
import type { Passage, Plan } from './settings.ts'

export class Network {
  /** Messages sent, and those that came damaged. */
  sent = 0
  damaged = 0
  /** Workers that are cut off from the others now. */
  readonly cut = new Set<number>()
  lag = 0
  readonly #clock: Clock
  readonly #plan: Plan
  readonly #draw

  constructor(clock: Clock, plan: Plan) {
    this.#clock = clock
    this.#plan = plan
    this.#draw = generator(plan.seed).stream('network')
  }

  /** Carries something from a worker or back to it; `arrive` may be called once, twice or never. */
  carry(rank: number, kind: string, way: Passage['way'], arrive: () => void): void {
    const { latency, jitter, loss, duplicate, corrupt, onMessage } = this.#plan
    const happens = (probability: number): boolean => probability > 0 && this.#draw.uniform() < probability
    this.sent++
    const copies = happens(duplicate) ? 2 : 1
    for (let copy = 0; copy < copies; copy++) {
      if (this.cut.has(rank) || happens(loss)) continue
      const longer = jitter > 0 ? 1 + jitter * this.#draw.uniform() : 1
      const broken = happens(corrupt)
      const { now } = this.#clock
      const time = latency * longer + this.lag
      onMessage({ rank, kind, way, sent: now, arrives: now + time })
      this.#clock.after(time, () => {
        if (broken) this.damaged++
        else if (!this.cut.has(rank)) arrive()
      })
    }
  }
}
