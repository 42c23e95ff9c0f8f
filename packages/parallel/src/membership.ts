// Who is alive: whoever was heard of in the last two periods. For every transport.
import { refuse } from './settings.ts'

/** Times are in the transport's own unit; each worker says something at least once a period. */
export class Membership {
  readonly period: number
  readonly #heard = new Map<number, number>()

  constructor(period: number) {
    if (!(period > 0)) refuse('Membership', 'period', period, 'a positive number')
    this.period = period
  }

  /** The worker was heard of. */
  beat(rank: number, now: number): void {
    this.#heard.set(rank, now)
  }

  leave(rank: number): void {
    this.#heard.delete(rank)
  }

  get alive(): readonly number[] {
    return [...this.#heard.keys()].sort((a, b) => a - b)
  }

  /** Those who have been silent for two periods, which are members no longer. Called once a period, this notices a death within three. */
  silent(now: number): readonly number[] {
    const gone = this.alive.filter((rank) => now - this.#heard.get(rank)! >= 2 * this.period)
    for (const rank of gone) this.leave(rank)
    return gone
  }
}
