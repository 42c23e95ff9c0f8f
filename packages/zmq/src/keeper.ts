// Keeps the model of a run: serves what workers ask of it, writes it to a file now and then, and goes on from there.
import {
  MessageError,
  ParallelError,
  Reception,
  type Answer,
  type Position,
  type ServerStrategy,
  type Snapshot,
  type Trainee,
} from '@glissade/parallel'
import { apart } from '@glissade/parallel/vectors'
import { readCheckpoint, writeCheckpoint } from './checkpoint.ts'
import type { Message } from './message.ts'
import { packed } from './model.ts'
import { Roll, type RollState } from './roll.ts'
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
    this.reception = new Reception(strategy, strategy.server(trainee.w), { whole: true })
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

  /**
   * An epoch: the first one goes on where that of the file was. Its rows are of no use where the training loop knows them already: it has
   * those of all batches before its own.
   *
   * @throws ParallelError for a file of a later epoch.
   */
  open({ epoch, batch }: Position, first: boolean): Roll {
    const { restored } = this
    if (first && restored && restored.epoch > epoch)
      throw new ParallelError(
        `zmq: the checkpoint ${this.#keeping.checkpoint} is of epoch ${restored.epoch}, and this run begins in epoch ${epoch}; it needs the training loop's own checkpoint too, or another file.`,
      )
    const anew: RollState = { epoch, from: batch, next: batch, left: [], rows: [] }
    const { batches, measures } = this.#trainee
    if (!first || restored?.epoch !== epoch) return new Roll(anew, batches, measures.length)
    const rows = restored.from === batch ? restored.rows : []
    return new Roll({ ...restored, from: batch, rows }, batches, measures.length)
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

  /** What the strategy's server says to a worker. @throws MessageError for what it cannot serve; nothing was changed then. */
  serve(member: Member, { text: kind, numbers, arrays }: Required<Message>): Message {
    const { shard = 0, read, sequence } = numbers
    const message = { kind, arrays, shard, ...(read !== undefined && { read }) }
    this.reception.check(message)
    if (!member.begun) return this.#refuse(member, shard)
    const distance = kind === 'exchange' ? apart(arrays[0], this.#model.w) : undefined
    const answer = this.reception.receive(member.name, sequence, message)
    if (!answer) throw new MessageError(`zmq: request ${sequence} came after later ones; it needs the next.`)
    if (distance !== undefined && answer.refused === undefined) member.distance = distance
    return this.#answer(answer)
  }

  /** One more message of nobody's, or of a worker's, was of no use. */
  turnedAway(name: string): void {
    const { refused } = this.reception
    refused.set(name, (refused.get(name) ?? 0) + 1)
  }

  /** An update was made: the batch behind it is in the model. */
  updated(roll: Roll, { rank }: Member, { text: kind }: Required<Message>): void {
    if (kind !== 'exchange') roll.pushed(rank) // weights are exchanged before they learn from the batch
    this.save(roll)
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
    const { server } = this.reception
    member.begun = true
    this.turnedAway(member.name)
    const words = 'its sender was given up, and has to begin from the model of the run'
    const arrays = server.serve({ kind: 'fetch', arrays: [], shard })
    return this.#answer({ arrays, version: server.versionOf(shard), refused: words })
  }

  #answer({ arrays, version, refused }: Omit<Answer, 'peers'>): Message {
    const numbers = { version, refused: refused === undefined ? 0 : 1 }
    return { kind: 'answer', text: refused ?? '', numbers, arrays }
  }
}
