// What is said to the workers of a run: who comes is welcome, who asks is served, who is free gets a batch. Read `roll.ts`, `roster.ts`,
// `door.ts` and `keeper.ts` first.
import { MessageError, type ServerStrategy, type Trainee } from '@glissade/parallel'
import { checkHeard, isNumbered } from './door.ts'
import type { Keeper } from './keeper.ts'
import type { Message } from './message.ts'
import { describe } from './model.ts'
import { STRANGER } from './report.ts'
import type { Roll } from './roll.ts'
import { Roster, type Member } from './roster.ts'
import type { Server } from './server.ts'

type Heard = Required<Message>

interface Terms {
  /** Milliseconds. */
  readonly heartbeat: number
  /** Ranks below are those of workers that were started here. */
  readonly local: number
}

export class Desk {
  readonly roster: Roster
  /** The epoch under way. */
  roll: Roll | undefined
  /** Whether the run was told to stop, and whether it is over. */
  stopped = (): boolean => false
  over = false
  /** Whether the last one was lost since its numbers were not finite. */
  nonFinite = false
  readonly #strategy: ServerStrategy
  readonly #trainee: Trainee
  readonly #server: Server
  readonly #keeper: Keeper
  readonly #terms: Terms
  readonly #changed: () => void

  /** @param changed - told when somebody has come or gone, and when the epoch may be over. */
  constructor(
    strategy: ServerStrategy,
    trainee: Trainee,
    server: Server,
    keeper: Keeper,
    terms: Terms,
    changed: () => void,
  ) {
    this.roster = new Roster(terms.heartbeat)
    this.#strategy = strategy
    this.#trainee = trainee
    this.#server = server
    this.#keeper = keeper
    this.#terms = terms
    this.#changed = changed
  }

  /** Until the server is closed. */
  async listen(): Promise<void> {
    for await (const { from, message } of this.#server) await this.#hear(from, message)
  }

  /** What says nonsense is counted, and nothing else; its sender is told, where its request has a number. */
  async #hear(from: string, message: Heard): Promise<void> {
    try {
      checkHeard(message, this.#trainee.measures.length)
      await this.#heed(from, message)
    } catch (error) {
      if (!(error instanceof MessageError)) throw error
      const { numbers } = message
      this.#keeper.turnedAway(this.roster.find(from)?.name ?? STRANGER)
      if (isNumbered(numbers))
        await this.#send(from, numbers.sequence, { kind: 'unfit', text: error.message })
    }
  }

  async #heed(from: string, message: Heard): Promise<void> {
    const { kind, numbers } = message
    const { sequence = 0 } = numbers
    const member = this.roster.find(from)
    if (this.over) await this.#send(from, sequence, { kind: 'over' })
    else if (kind === 'join') await this.#welcome(from, message)
    else if (!member) await this.#send(from, sequence, { kind: 'stranger' })
    else if (kind === 'leave') this.lose(member, message.text, numbers.nonFinite === 1)
    else if (kind !== 'beat') await this.#request(member, sequence, message)
    else if (member.gone === undefined) this.roster.heard(member)
  }

  /** A request that comes again gets the same answer; one that is older than the last is of no use to anybody. */
  async #request(member: Member, sequence: number, message: Heard): Promise<void> {
    const { last, name } = member
    if (sequence < last.sequence) return
    this.roster.heard(member)
    const again = sequence === last.sequence
    if (again && last.answer) return this.#send(name, sequence, last.answer)
    member.last = { sequence }
    if (message.kind === 'take') this.#take(member, message, again)
    if (message.kind === 'begin') await this.#answer(member, this.#keeper.hand())
    if (message.kind === 'ask') await this.#serve(member, message)
  }

  async #welcome(from: string, { text, numbers }: Heard): Promise<void> {
    const needed = describe(this.#strategy, this.#trainee)
    if (text !== needed) {
      const words = `zmq: a worker came with ${text}; it needs ${needed}. Do both run the same program with the same data?`
      return this.#send(from, numbers.sequence, { kind: 'unfit', text: words })
    }
    const { local, heartbeat } = this.#terms
    const member = this.roster.find(from) ?? this.roster.join(from, numbers.rank, local)
    const welcome = { rank: member.rank, heartbeat }
    await this.#send(from, numbers.sequence, { kind: 'welcome', numbers: welcome })
    this.#changed()
  }

  #take(member: Member, { numbers, arrays }: Heard, again: boolean): void {
    if (arrays.length > 0 && !again) this.roll?.done(member.rank, numbers, arrays[0])
    if (this.stopped()) this.roll?.withhold()
    this.#wait(member)
    if (this.roll?.over) this.#changed()
  }

  /** It wants a batch, and may have to be told that there is none now; also when it was given up since it asked first. */
  #wait(member: Member): void {
    member.waits = true
    this.deal()
    if (member.waits) void this.#send(member.name, member.last.sequence, { kind: 'wait' })
  }

  /** Gives batches to those who wait for one. */
  deal(): void {
    for (const member of this.roster.alive) {
      if (!member.waits || this.#isLate(member)) continue
      const batch = this.roll?.take(member.rank)
      if (batch === undefined) continue
      const numbers = { epoch: this.roll!.epoch, batch, begin: member.begun ? 0 : 1 }
      Object.assign(member, { begun: true, waits: false })
      void this.#answer(member, { kind: 'task', numbers })
    }
  }

  /** Whether it has to wait until the first one has warmed the server up. */
  #isLate({ rank }: Member): boolean {
    const { warmStart = 0 } = this.#strategy
    return this.#keeper.version < warmStart && rank !== this.roster.alive[0]?.rank
  }

  async #serve(member: Member, message: Heard): Promise<void> {
    const before = this.#keeper.version
    const answer = this.#keeper.serve(member, message)
    if (this.roll && this.#keeper.version > before) this.#keeper.updated(this.roll, member, message)
    await this.#answer(member, answer)
    const { warmStart = 0 } = this.#strategy
    if (before < warmStart && this.#keeper.version >= warmStart) this.deal()
  }

  /** An answer is kept, for a request that comes again. */
  async #answer(member: Member, answer: Message): Promise<void> {
    member.last = { sequence: member.last.sequence, answer }
    await this.#send(member.name, member.last.sequence, answer)
  }

  async #send(to: string, sequence: number, message: Message): Promise<void> {
    await this.#server.send(to, { ...message, numbers: { ...message.numbers, sequence } })
  }

  /** The worker is gone; what it was at goes to others. */
  lose(member: Member, reason: string, nonFinite = false): void {
    if (member.gone === undefined) this.nonFinite = nonFinite
    this.roster.lose(member, reason)
    this.#keeper.reception.forget(member.name)
    member.waits = false
    this.roll?.drop(member.rank)
    this.deal()
    this.#changed()
  }
}
