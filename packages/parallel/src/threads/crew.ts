// The threads of a run: started, gathered, heard, and given up. Read `thread.ts` first.
import { ParallelError } from '../error.ts'
import type { Engine, FromWorker, Seat, Thread, ToWorker } from './thread.ts'

export interface Member {
  readonly rank: number
  readonly thread: Thread
  /** Whether it waits for orders. */
  idle: boolean
  /** Its steps so far, as it said last. */
  t: number
  /** Whether it has made a step since the last sum that it took part in. */
  alone: boolean
}

/** A worker has come, and says what it has built. */
export type Arrival = Extract<FromWorker, { say: 'here' }> & { readonly rank: number }

/** Threads that are still in the run. */
export class Crew {
  readonly members = new Map<number, Member>()
  readonly lost: { readonly rank: number; readonly reason: string }[] = []
  /** Whether the last one was lost since its numbers were not finite. */
  nonFinite = false
  readonly #heard: (member: Member, message: FromWorker) => void
  readonly #left: (rank: number) => void
  readonly #leaving = new Set<Promise<void>>()
  #changed: () => void = () => {}

  /** @param heard - told of every message of a member; @param left - told of every loss. */
  constructor(heard: (member: Member, message: FromWorker) => void, left: (rank: number) => void) {
    this.#heard = heard
    this.#left = left
  }

  /**
   * Starts the threads and resolves when each has come to the same run.
   *
   * @throws ParallelError when one does not come, or `refuses` what it brings.
   */
  async gather(
    engine: Engine,
    entry: string,
    seats: readonly Seat[],
    refuses: (arrival: Arrival) => string | undefined,
    greeting: ToWorker,
    patience: number,
  ): Promise<void> {
    let failure: string | undefined
    let arrived = 0
    for (const seat of seats) {
      const { rank } = seat
      const thread = engine.start(entry, seat, {
        message: (message) => {
          if (message.say !== 'here') return this.#hear(rank, message)
          failure ??= refuses({ ...message, rank })
          arrived++
          this.#changed()
        },
        gone: (reason) => this.lose(rank, reason),
      })
      this.members.set(rank, { rank, thread, idle: true, t: 0, alone: false })
    }
    const alarm = setTimeout(() => {
      failure ??= `${arrived} of ${seats.length} workers came within ${patience} s; it needs all of them. Does ${entry} reach the same fit when it is imported? Where that takes longer, give threads({ patience }).`
      this.#changed()
    }, 1000 * patience)
    while (arrived < seats.length && failure === undefined && this.lost.length === 0) await this.change()
    clearTimeout(alarm)
    const [gone] = this.lost
    if (failure === undefined && gone)
      failure = `worker ${gone.rank} did not come to the same fit: ${gone.reason}. Does ${entry} reach it when it is imported?`
    if (failure !== undefined) throw new ParallelError(`fit: ${failure}`)
    for (const { thread } of this.members.values()) thread.post(greeting)
  }

  /** Resolves when somebody has said something, or is lost. */
  change(): Promise<void> {
    return new Promise((resolve) => (this.#changed = resolve))
  }

  /** Gives a worker up. What it had is left to others when its thread has ended, and can take or add nothing any more. */
  lose(rank: number, reason: string, nonFinite = false): void {
    const member = this.members.get(rank)
    if (!member) return
    this.nonFinite = nonFinite
    this.members.delete(rank)
    this.lost.push({ rank, reason })
    const left = member.thread.end().then(() => {
      this.#leaving.delete(left)
      this.#left(rank)
      this.#changed()
    })
    this.#leaving.add(left)
    this.#changed()
  }

  /** Resolves when all who were given up have ended. */
  async quiet(): Promise<void> {
    await Promise.all(this.#leaving)
  }

  async close(): Promise<void> {
    const threads = [...this.members.values()].map(({ thread }) => thread)
    this.members.clear()
    await Promise.all([...threads.map((thread) => thread.end()), ...this.#leaving])
  }

  #hear(rank: number, message: FromWorker): void {
    const member = this.members.get(rank)
    if (!member) return
    if (message.say === 'idle') Object.assign(member, { idle: true, t: message.t, alone: message.alone })
    this.#heard(member, message)
    if (message.say === 'failed') return this.lose(rank, message.reason, message.nonFinite)
    this.#changed()
  }
}
