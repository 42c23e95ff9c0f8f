// Where the messages of a simulation come together: a server, or the sum of all. Both answer a repeated message as they did before.
import type { Floats } from '@glissade/optim'
import { fetch, type Answer, type Message } from '../message.ts'
import { allFinite } from '../arithmetic.ts'
import { NOT_FINITE, Reception, type ReceptionState } from '../reception.ts'
import type { ServerStrategy } from '../strategy.ts'
import { like } from '../vectors.ts'
import type { Plan } from './settings.ts'

export type Reply = (answer: Answer) => void

export interface Hub {
  receive(rank: number, sequence: number, message: Message, reply: Reply): void
  /** Those whose contributions are waited for have changed. */
  changed(): void
  forget(rank: number): void
  /** As in a report. */
  readonly refused: ReadonlyMap<string, number>
  readonly staleness: readonly number[]
  readonly numbers: Readonly<Record<string, number>>
}

/** A server that can be killed, and comes again as it was at its last checkpoint. */
export class ServerHub implements Hub {
  reception: Reception
  down = false
  readonly #plan: Plan
  readonly #strategy: ServerStrategy
  #checkpoint: ReceptionState
  #saved = 0
  /** The answers to a fetch at the latest versions, oldest first. */
  #history: Answer[] = []

  constructor(plan: Plan, strategy: ServerStrategy) {
    this.#plan = plan
    this.#strategy = strategy
    this.reception = new Reception(strategy, strategy.server(plan.start))
    this.#checkpoint = this.reception.state()
    this.#remember()
  }

  get refused(): ReadonlyMap<string, number> {
    return this.reception.refused
  }

  get staleness(): readonly number[] {
    return this.reception.staleness
  }

  get numbers(): Readonly<Record<string, number>> {
    return this.reception.server.state().numbers
  }

  receive(rank: number, sequence: number, message: Message, reply: Reply): void {
    if (this.down) return
    if (message.kind === 'fetch' && this.#plan.stale > 0) return reply(this.#history[0])
    const { version } = this.reception.server
    const answer = this.reception.receive(String(rank), sequence, message)
    if (this.reception.server.version !== version) this.#updated()
    if (answer) reply(answer)
  }

  changed(): void {}

  forget(rank: number): void {
    this.reception.forget(String(rank))
  }

  comeAgain(): void {
    this.reception = new Reception(this.#strategy, this.#strategy.server(this.#plan.start))
    this.reception.load(this.#checkpoint)
    this.#saved = this.reception.server.version
    this.down = false
  }

  #updated(): void {
    const { server } = this.reception
    if (this.#plan.stale > 0) this.#remember()
    if (server.version - this.#saved < this.#plan.checkpoint) return
    this.#checkpoint = this.reception.state()
    this.#saved = server.version
  }

  #remember(): void {
    const { server } = this.reception
    const arrays = server.serve(fetch()).map((x) => x.slice())
    this.#history.push({ arrays, version: server.version, peers: 1 })
    if (this.#history.length > this.#plan.stale + 1) this.#history.shift()
  }
}

/** The sum of all, in the order of ranks. What is not finite is left out, and its sender is refused. */
export class SumHub implements Hub {
  readonly refused = new Map<string, number>()
  readonly staleness = []
  readonly numbers = {}
  readonly #members: () => readonly number[]
  readonly #waiting = new Map<number, { sequence: number; vector: Floats; reply: Reply }>()
  readonly #last = new Map<number, { sequence: number; answer: Answer }>()
  #version = 0

  constructor(members: () => readonly number[]) {
    this.#members = members
  }

  receive(rank: number, sequence: number, { arrays }: Message, reply: Reply): void {
    const last = this.#last.get(rank)
    if (last?.sequence === sequence) return reply(last.answer)
    if (last && sequence < last.sequence) return
    this.#waiting.set(rank, { sequence, vector: arrays[0], reply })
    this.changed()
  }

  changed(): void {
    const members = this.#members()
    if (members.length === 0 || !members.every((rank) => this.#waiting.has(rank))) return
    const asked = members.map((rank) => ({ rank, ...this.#waiting.get(rank)! }))
    const healthy = asked.filter(({ vector }) => allFinite(vector))
    const total = like(asked[0].vector)
    for (const { vector } of healthy) for (let i = 0; i < total.length; i++) total[i] += vector[i]
    this.#version++
    this.#waiting.clear()
    for (const { rank, sequence, vector, reply } of asked) {
      const answer = this.#answer(rank, total, healthy.length, allFinite(vector))
      this.#last.set(rank, { sequence, answer })
      reply(answer)
    }
  }

  forget(rank: number): void {
    this.#waiting.delete(rank)
    this.#last.delete(rank)
    this.changed()
  }

  #answer(rank: number, total: Floats, peers: number, isFinite: boolean): Answer {
    const answer = { arrays: [total.slice()], version: this.#version, peers }
    if (isFinite) return answer
    this.refused.set(String(rank), (this.refused.get(String(rank)) ?? 0) + 1)
    return { ...answer, refused: NOT_FINITE }
  }
}
