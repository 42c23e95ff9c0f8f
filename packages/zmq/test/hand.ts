// A real coordinator on loopback, and workers by hand: what they say, and in which order, is the test's choice.
import type { ServerStrategy, Standing, Team } from '@glissade/parallel'
import { bowl } from '@glissade/parallel/testing'
import { Children } from '../src/children.ts'
import { Coordinator, type Terms } from '../src/coordinator.ts'
import { Server, Worker, type Message } from '../src/index.ts'
import { describe } from '../src/model.ts'

const GUARD = 30_000 // ms, against a hang

export class Hand {
  readonly #worker: Worker
  readonly #model: string
  #sequence = 0

  constructor(address: string, name: string, model: string) {
    this.#worker = new Worker({ address, name })
    this.#model = model
  }

  /** With the next number, unless it has one of its own, or none: `{ sequence: undefined }`. */
  async say({ numbers, ...message }: Said): Promise<void> {
    const all = Object.entries({ sequence: ++this.#sequence, ...numbers })
    const given = all.filter((entry): entry is [string, number] => entry[1] !== undefined)
    await this.#worker.send({ ...message, numbers: Object.fromEntries(given) })
  }

  async hears(): Promise<Required<Message>> {
    const answer = await this.#worker.receive(GUARD)
    if (!answer) throw new Error('nobody answers')
    return answer
  }

  async ask(message: Said): Promise<Required<Message>> {
    await this.say(message)
    return this.hears()
  }

  /** The rank that it is given. */
  async join(numbers: Said['numbers'] = {}): Promise<number> {
    const { numbers: given } = await this.ask({ kind: 'join', text: this.#model, numbers })
    return given.rank
  }

  /** Waits for a batch; that of the last one is done, with a loss of its own. */
  async task(loss?: number): Promise<Required<Message>['numbers']> {
    await this.done(loss)
    for (;;) {
      const { kind, numbers } = await this.hears()
      if (kind === 'task') return numbers
    }
  }

  done(loss?: number): Promise<void> {
    const arrays = loss === undefined ? [] : [Float64Array.of(loss)]
    return this.say({ kind: 'take', numbers: { samples: 1, busy: 0 }, arrays })
  }

  leave(): Promise<void> {
    return this.say({ kind: 'leave', text: 'on purpose' })
  }

  close(): void {
    this.#worker.close()
  }
}

/** A number that is undefined is left out. */
export type Said = Omit<Message, 'numbers'> & {
  readonly numbers?: Readonly<Record<string, number | undefined>>
}

export class Scene {
  readonly team: Team
  /** What is seen of the epoch. */
  standings: readonly Standing[] = []
  readonly #server: Server
  readonly #model: string
  readonly #hands: Hand[] = []

  private constructor(team: Team, server: Server, model: string) {
    this.team = team
    this.#server = server
    this.#model = model
  }

  /** Nobody is given up in it for being slow. */
  static async of(strategy: ServerStrategy, batches: number, terms: Partial<Terms> = {}): Promise<Scene> {
    const trainee = bowl({ batches })
    const server = await Server.bind()
    const never = 1e6 // ms
    const defaults = { heartbeat: never, patience: never, checkpoint: undefined, every: 100, local: 0, open: true } // prettier-ignore
    const all = { ...defaults, ...terms }
    const team = new Coordinator(strategy, trainee, server, new Children(), all)
    return new Scene(team, server, describe(strategy, trainee))
  }

  hand(name: string): Hand {
    const hand = new Hand(this.#server.address, name, this.#model)
    this.#hands.push(hand)
    return hand
  }

  /** Until so many workers were lost. */
  async lost(count: number): Promise<void> {
    while (this.team.report().lost.length < count) await new Promise(setImmediate)
  }

  /** An epoch under way: what each worker has done in the end, by rank. */
  async epoch(epoch = 0): Promise<Readonly<Record<number, number>>> {
    const watch = (now: readonly Standing[]): void => void (this.standings = now)
    await this.team.epoch({ epoch, batch: 0 }, watch, () => false)
    return Object.fromEntries(this.standings.map(({ rank, batches }) => [rank, batches]))
  }

  async close(): Promise<void> {
    await this.team.close()
    for (const hand of this.#hands) hand.close()
  }
}
