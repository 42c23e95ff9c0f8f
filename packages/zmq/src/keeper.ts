// Keeps the model of a run: serves what workers ask of it, writes it to a file now and then, and goes on from there.
import {
  MessageError,
  ParallelError,
  Reception,
  type Answer,
  type ServerStrategy,
  type Snapshot,
  type Trainee,
} from '@glissade/parallel'
import { apart } from '@glissade/parallel/vectors'
import { readCheckpoint, writeCheckpoint } from './checkpoint.ts'
import type { Message } from './message.ts'
import { packed } from './model.ts'
import type { Roll, RollState } from './roll.ts'
import type { Member } from './roster.ts'

/** Where the model is written, if anywhere, and after how many updates. */
export interface Keeping {
  readonly checkpoint: string | undefined
  readonly every: number
}

export class Keeper {
  readonly reception: Reception
  /** How far the epoch of the file was that this run goes on from. */
  readonly restored: RollState | undefined
  readonly #strategy: ServerStrategy
  readonly #trainee: Trainee
  readonly #fresh: Snapshot
  readonly #keeping: Keeping
  #saved: number

  /** @throws ZmqError for a file that is damaged; ParallelError for one of another model or strategy. */
  constructor(strategy: ServerStrategy, trainee: Trainee, keeping: Keeping) {
    this.#strategy = strategy
    this.#trainee = trainee
    this.#fresh = trainee.state()
    this.#keeping = keeping
    this.reception = new Reception(strategy, strategy.server(trainee.w))
    this.restored = this.#restore(keeping.checkpoint)
    this.#saved = this.version
  }

  get version(): number {
    return this.reception.server.version
  }

  get #model(): Snapshot {
    const { centre: w, statistics = this.#trainee.statistics } = this.reception.server
    return { ...this.#fresh, w, statistics }
  }

  /** The model, for one who begins. */
  hand(): Message {
    return packed(this.#model)
  }

  /** The coordinator's own model becomes that of the run. */
  collect(): void {
    const { w, statistics, ...rest } = this.#model
    this.#trainee.load({ ...rest, w: w.slice(), statistics: statistics.slice() })
  }

  /** What the strategy's server says to a worker. */
  serve(member: Member, { text: kind, numbers, arrays }: Required<Message>): Message {
    const { shard = 0, read, sequence } = numbers
    if (!member.begun) return this.#refuse(member, shard)
    const distance = kind === 'exchange' ? apart(arrays[0], this.#model.w) : undefined
    const message = { kind, arrays, shard, ...(read !== undefined && { read }) }
    try {
      const answer = this.reception.receive(member.name, sequence, message)
      if (distance !== undefined) member.distance = distance
      return this.#answer(answer!)
    } catch (error) {
      if (!(error instanceof MessageError)) throw error
      return { kind: 'unfit', text: error.message }
    }
  }

  /** Writes the file, if there is to be one and enough has happened since the last time. */
  save(roll: Roll, least = this.#keeping.every): void {
    const { checkpoint } = this.#keeping
    if (checkpoint === undefined || this.version - this.#saved < least) return
    this.#saved = this.version
    const [reception, state] = [this.reception.state(), roll.state()]
    writeCheckpoint(checkpoint, { strategy: this.#strategy.name, reception, roll: state })
  }

  #restore(file: string | undefined): RollState | undefined {
    const found = file === undefined ? undefined : readCheckpoint(file)
    if (!found) return undefined
    if (found.strategy !== this.#strategy.name)
      throw new ParallelError(
        `zmq: the checkpoint ${file} is of ${found.strategy}; ${this.#strategy.name} needs one of its own.`,
      )
    this.reception.load(found.reception)
    return found.roll
  }

  /** A worker whose weights are not of this run, since it was given up or the server began again. */
  #refuse(member: Member, shard: number): Message {
    const { refused, server } = this.reception
    member.begun = true
    refused.set(member.name, (refused.get(member.name) ?? 0) + 1)
    const words = 'its sender was given up, and has to begin from the model of the run'
    const arrays = server.serve({ kind: 'fetch', arrays: [], shard })
    return this.#answer({ arrays, version: server.versionOf(shard), refused: words })
  }

  #answer({ arrays, version, refused }: Omit<Answer, 'peers'>): Message {
    const numbers = { version, refused: refused === undefined ? 0 : 1 }
    return { kind: 'answer', text: refused ?? '', numbers, arrays }
  }
}
