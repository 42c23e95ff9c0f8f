// Those who wait before a server that takes its time: one after the other, each part of a divided server by itself.
import type { Clock } from './clock.ts'

export class Line {
  readonly #clock: Clock
  readonly #service: number
  readonly #free = new Map<number, number>()

  constructor(clock: Clock, service: number) {
    this.#clock = clock
    this.#service = service
  }

  /** Does something when it has been its turn for the time of service. */
  stand(part: number, act: () => void): void {
    if (this.#service === 0) return act()
    const { now } = this.#clock
    const done = Math.max(now, this.#free.get(part) ?? 0) + this.#service
    this.#free.set(part, done)
    this.#clock.after(done - now, act)
  }
}
