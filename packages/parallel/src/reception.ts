// What a server does with a message before it serves it: repeated, damaged and useless ones change nothing. For every transport.
import { allFinite } from './arithmetic.ts'
import { MessageError } from './error.ts'
import { fetch, type Answer, type Message } from './message.ts'
import { Parts } from './parts.ts'
import type { Server, ServerState, ServerStrategy } from './strategy.ts'
import { partOf } from './strategies/ruled.ts'

/** Why numbers that are NaN or infinite are refused. */
export const NOT_FINITE = 'a number in it is not finite'

interface Last<Kept> {
  readonly sequence: number
  readonly answer?: Kept
}

interface Options<Kept> {
  /** An answer's arrays may be the server's own, which the next message changes; so each is kept at once: as a copy, unless said. */
  readonly keep?: (answer: Answer) => Kept
  /** Whether an update of a divided server waits for all its parts: for workers that may be lost between two of them. */
  readonly whole?: boolean
}

/** A server's state, and which messages are in it. */
export interface ReceptionState {
  readonly server: ServerState
  readonly sequences: Readonly<Record<string, number>>
}

/** An answer that stays as it is, whatever the server does next. */
const copied = (answer: Answer): Answer => ({ ...answer, arrays: answer.arrays.map((x) => x.slice()) })

/** Receives messages of many workers for one server, each with the sender's number for it. */
export class Reception<Kept = Answer> {
  readonly server: Server
  /** How many messages were refused, by sender. */
  readonly refused = new Map<string, number>()
  /** How many messages came when others had made so many updates since the sender read what it was computed from. */
  readonly staleness: number[] = []
  readonly #ages = new Map<string, { count: number; sum: number }>()
  readonly #strategy: ServerStrategy
  readonly #keep: (answer: Answer) => Kept
  readonly #parts: Parts | undefined
  readonly #last = new Map<string, Last<Kept>>()

  constructor(strategy: ServerStrategy, server: Server, { keep, whole = false }: Options<Kept> = {}) {
    this.#strategy = strategy
    this.server = server
    this.#keep = keep ?? (copied as (answer: Answer) => Kept)
    this.#parts = whole ? new Parts(strategy) : undefined
  }

  /**
   * The answer; the same again for a message that came again; undefined for one that is older than that.
   *
   * @throws MessageError for a kind, a number or a length of vectors that the server does not have; nothing was changed then.
   */
  receive(from: string, sequence: number, message: Message): Kept | undefined {
    const last = this.#last.get(from)
    if (last && sequence < last.sequence) return undefined
    if (last && sequence === last.sequence)
      return last.answer ?? this.#refuse(from, message, 'it was taken before the server began again')
    this.check(message)
    const reason = this.#reason(from, message)
    const answer = reason === undefined ? this.#serve(from, message) : this.#refuse(from, message, reason)
    this.#last.set(from, { sequence, answer })
    return answer
  }

  /** The mean age of a sender's messages, in updates of others; undefined where none had one. */
  stalenessOf(from: string): number | undefined {
    const ages = this.#ages.get(from)
    return ages && ages.sum / ages.count
  }

  /** Forgets a worker that left; one that comes under its name may count from the beginning. */
  forget(from: string): void {
    this.#last.delete(from)
    this.#parts?.forget(from)
  }

  state(): ReceptionState {
    return {
      server: this.server.state(),
      sequences: Object.fromEntries([...this.#last].map(([from, { sequence }]) => [from, sequence])),
    }
  }

  load({ server, sequences }: ReceptionState): void {
    this.server.load(server)
    this.#last.clear()
    for (const [from, sequence] of Object.entries(sequences)) this.#last.set(from, { sequence })
  }

  #serve(from: string, message: Message): Kept {
    const age = this.#age(message)
    if (age !== undefined) {
      this.staleness[age] = (this.staleness[age] ?? 0) + 1
      const ages = this.#ages.get(from) ?? { count: 0, sum: 0 }
      this.#ages.set(from, { count: ages.count + 1, sum: ages.sum + age })
    }
    let arrays: Answer['arrays'] = []
    for (const each of this.#parts?.take(from, message) ?? [message]) arrays = this.server.serve(each)
    return this.#keep({ arrays, version: this.#version(message), peers: 1 })
  }

  #refuse(from: string, message: Message, refused: string): Kept {
    this.refused.set(from, (this.refused.get(from) ?? 0) + 1)
    this.#parts?.forget(from)
    const arrays = this.server.serve(fetch(message.shard))
    return this.#keep({ arrays, version: this.#version(message), peers: 1, refused })
  }

  #version({ shard = 0 }: Message): number {
    return this.server.versionOf(shard)
  }

  /** In updates of others; undefined where it does not matter. */
  #age(message: Message): number | undefined {
    const { read } = message
    return read === undefined ? undefined : Math.max(0, this.#version(message) - read)
  }

  #reason(from: string, message: Message): string | undefined {
    if (!message.arrays.every((x) => allFinite(x))) return NOT_FINITE
    if (this.#parts?.isTorn(from, message)) return 'the parts before it are not there'
    const { maxStaleness = Infinity } = this.#strategy
    const age = this.#age(message) ?? 0
    return age > maxStaleness ? `it is ${age} updates old; it needs at most ${maxStaleness}` : undefined
  }

  /** @throws MessageError: see `receive`. */
  check({ kind, arrays, shard = 0 }: Message): void {
    const { name, kinds, lengths = {}, shards = 1 } = this.#strategy
    if (!Object.hasOwn(kinds, kind))
      throw new MessageError(
        `${name}: a message of kind '${kind}'; it needs one of ${Object.keys(kinds).join(', ')}.`,
      )
    if (!Number.isInteger(shard) || shard < 0 || shard >= shards)
      throw new MessageError(`${name}: a message for part ${shard} of the server; it has ${shards}.`)
    const { lo, hi } = partOf(this.server.centre.length, shards, shard)
    const length = lengths[kind] ?? hi - lo
    const wrong = arrays.find((x) => x.length !== length)
    if (arrays.length !== kinds[kind] || wrong)
      throw new MessageError(
        `${name}: '${kind}' came with ${wrong ? `${wrong.length} numbers` : `${arrays.length} vectors`}; it needs ${wrong ? length : kinds[kind]}. Is the worker's model another one?`,
      )
  }
}
