// An update of a divided server comes in parts. Here they wait for each other, so that it is made whole, or not at all where its sender is
// lost meanwhile: another one computes it again then. Read `reception.ts` next.
import type { Message } from './message.ts'
import type { ServerStrategy } from './strategy.ts'

export class Parts {
  readonly #strategy: ServerStrategy
  readonly #held = new Map<string, readonly Message[]>()

  constructor(strategy: ServerStrategy) {
    this.#strategy = strategy
  }

  /** Whether parts that come before this one are missing. */
  isTorn(from: string, message: Message): boolean {
    return this.#isPart(message) && this.#before(from, message).length !== (message.shard ?? 0)
  }

  /** What is to be served now: nothing before the last part has come, and then all of them. */
  take(from: string, message: Message): readonly Message[] {
    if (!this.#isPart(message)) return [message]
    const all = [...this.#before(from, message), message]
    this.#held.set(from, all)
    if (all.length < this.#strategy.shards!) return []
    this.forget(from)
    return all
  }

  forget(from: string): void {
    this.#held.delete(from)
  }

  #isPart({ kind }: Message): boolean {
    const { kinds, lengths = {}, shards = 1 } = this.#strategy
    return shards > 1 && kinds[kind] > 0 && !Object.hasOwn(lengths, kind)
  }

  /** With the first part an update begins. */
  #before(from: string, { shard = 0 }: Message): readonly Message[] {
    return shard === 0 ? [] : (this.#held.get(from) ?? [])
  }
}
