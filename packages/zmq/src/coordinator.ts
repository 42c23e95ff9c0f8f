// The coordinator of a run over ZeroMQ: lets epochs out, serves those who ask, and gives up those who are silent.
// Read `roll.ts`, `roster.ts`, `door.ts` and `keeper.ts` first.
import {
  MessageError,
  ParallelError,
  WorkersGoneError,
  type Position,
  type ServerState,
  type ServerStrategy,
  type Standing,
  type Team,
  type TeamReport,
  type Trainee,
} from '@glissade/parallel'
import type { Children } from './children.ts'
import { checkHeard, isNumbered } from './door.ts'
import { Keeper, type Keeping } from './keeper.ts'
import type { Message } from './message.ts'
import { describe } from './model.ts'
import { reportOf, standingsOf, STRANGER } from './report.ts'
import type { Roll } from './roll.ts'
import { Roster, type Member } from './roster.ts'
import type { Server } from './server.ts'

type Heard = Required<Message>

/** What `zmq()` was told, complete; times are in milliseconds. */
export interface Terms extends Keeping {
  readonly heartbeat: number
  readonly patience: number
  /** Ranks below are those of workers that were started here. */
  readonly local: number
  /** Whether workers may come that were not started here. */
  readonly open: boolean
}

const GLANCE = 100 // ms between two looks at how far everybody is
const FAREWELL = 1000 // ms for workers to end by themselves

export class Coordinator implements Team {
  readonly #strategy: ServerStrategy
  readonly #trainee: Trainee
  readonly #server: Server
  readonly #terms: Terms
  readonly #keeper: Keeper
  readonly #roster: Roster
  readonly #children: Children
  readonly #pulse: ReturnType<typeof setInterval>
  #roll: Roll | undefined
  #stopped = (): boolean => false
  #over = false
  #failure: Error | undefined
  /** Whether the last one was lost since its numbers were not finite. */
  #nonFinite = false
  #lastSeen = performance.now()
  #changed: () => void = () => {}

  /** A process that was started here has ended. */
  readonly ended = (rank: number, reason: string): void => {
    if (this.#over) return
    const member = this.#roster.at(rank)
    if (member) this.#lose(member, reason)
    else this.#roster.lost.push({ rank, reason })
    this.#judge()
    this.#changed()
  }

  /** @throws ZmqError for a checkpoint that is damaged; ParallelError for one of another model. */
  constructor(strategy: ServerStrategy, trainee: Trainee, server: Server, children: Children, terms: Terms) {
    this.#strategy = strategy
    this.#trainee = trainee
    this.#server = server
    this.#children = children
    this.#terms = terms
    this.#keeper = new Keeper(strategy, trainee, terms)
    this.#roster = new Roster(terms.heartbeat)
    this.#pulse = setInterval(() => this.#feel(), terms.heartbeat)
    void this.#listen()
  }

  /** Waits for as many workers; goes on with fewer when patience ends. @throws ParallelError when there is none. */
  async gather(workers: number): Promise<void> {
    let late = false
    const alarm = setTimeout(() => {
      late = true
      this.#changed()
    }, this.#terms.patience)
    const { lost } = this.#roster
    while (this.#roster.alive.length + lost.length < workers && !late) await this.#change()
    clearTimeout(alarm)
    if (this.#roster.alive.length > 0) return
    const why = lost.map(({ rank, reason }) => ` Worker ${rank}: ${reason}.`).join('')
    throw new ParallelError(
      `zmq: no worker came to ${this.#server.address}; it needs one at least, within ${this.#terms.patience / 1000} s.${why}`,
    )
  }

  async epoch(
    at: Position,
    watch: (standings: readonly Standing[]) => void,
    stopped: () => boolean,
  ): Promise<Position> {
    const roll = (this.#roll = this.#keeper.open(at, this.#roll === undefined))
    this.#stopped = stopped
    this.#deal()
    const glance = setInterval(() => {
      watch(this.#standings())
      if (stopped()) roll.withhold()
      this.#changed()
    }, GLANCE)
    try {
      while (!roll.over) {
        await this.#change()
        if (this.#failure) throw this.#failure
      }
      this.#keeper.save(roll, 0)
    } finally {
      clearInterval(glance)
      this.#keeper.collect()
    }
    watch(this.#standings())
    return roll.at
  }

  report(): TeamReport {
    return reportOf(this.#strategy, this.#roster, this.#keeper.reception)
  }

  state(): ServerState {
    return this.#keeper.reception.server.state()
  }

  /** The file of the server, where there is one, is of later. */
  restore(state: ServerState): void {
    if (!this.#keeper.restored) this.#keeper.reception.server.load(state)
  }

  async close(): Promise<void> {
    this.#over = true
    clearInterval(this.#pulse)
    for (const { name } of this.#roster.all) await this.#server.send(name, { kind: 'over' })
    await this.#children.end(FAREWELL)
    this.#server.close()
  }

  #standings(): Standing[] {
    return standingsOf(this.#roster, this.#roll, this.#keeper.reception, this.#trainee.measures)
  }

  #change(): Promise<void> {
    return new Promise((resolve) => (this.#changed = resolve))
  }

  async #listen(): Promise<void> {
    try {
      for await (const { from, message } of this.#server) await this.#hear(from, message)
    } catch (error) {
      this.#failure = error as Error
      this.#changed()
    }
  }

  /** What says nonsense is counted, and nothing else; its sender is told, where its request has a number. */
  async #hear(from: string, message: Heard): Promise<void> {
    try {
      checkHeard(message, this.#trainee.measures.length)
      await this.#heed(from, message)
    } catch (error) {
      if (!(error instanceof MessageError)) throw error
      const { numbers } = message
      this.#keeper.turnedAway(this.#roster.find(from)?.name ?? STRANGER)
      if (isNumbered(numbers))
        await this.#send(from, numbers.sequence, { kind: 'unfit', text: error.message })
    }
  }

  async #heed(from: string, message: Heard): Promise<void> {
    const { kind, numbers } = message
    const { sequence = 0 } = numbers
    const member = this.#roster.find(from)
    if (this.#over) await this.#send(from, sequence, { kind: 'over' })
    else if (kind === 'join') await this.#welcome(from, message)
    else if (!member) await this.#send(from, sequence, { kind: 'stranger' })
    else if (kind === 'leave') this.#lose(member, message.text, numbers.nonFinite === 1)
    else if (kind !== 'beat') await this.#request(member, sequence, message)
    else if (member.gone === undefined) this.#roster.heard(member)
  }

  /** A request that comes again gets the same answer; one that is older than the last is of no use to anybody. */
  async #request(member: Member, sequence: number, message: Heard): Promise<void> {
    const { last, name } = member
    if (sequence < last.sequence) return
    this.#roster.heard(member)
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
    const member = this.#roster.find(from) ?? this.#roster.join(from, numbers.rank, local)
    const welcome = { rank: member.rank, heartbeat }
    await this.#send(from, numbers.sequence, { kind: 'welcome', numbers: welcome })
    this.#changed()
  }

  #take(member: Member, { numbers, arrays }: Heard, again: boolean): void {
    if (arrays.length > 0 && !again) this.#roll?.done(member.rank, numbers, arrays[0])
    if (this.#stopped()) this.#roll?.withhold()
    this.#wait(member)
    if (this.#roll?.over) this.#changed()
  }

  /** It wants a batch, and may have to be told that there is none now; also when it was given up since it asked first. */
  #wait(member: Member): void {
    member.waits = true
    this.#deal()
    if (member.waits) void this.#send(member.name, member.last.sequence, { kind: 'wait' })
  }

  /** Gives batches to those who wait for one. */
  #deal(): void {
    for (const member of this.#roster.alive) {
      if (!member.waits || this.#isLate(member)) continue
      const batch = this.#roll?.take(member.rank)
      if (batch === undefined) continue
      const numbers = { epoch: this.#roll!.epoch, batch, begin: member.begun ? 0 : 1 }
      Object.assign(member, { begun: true, waits: false })
      void this.#answer(member, { kind: 'task', numbers })
    }
  }

  /** Whether it has to wait until the first one has warmed the server up. */
  #isLate({ rank }: Member): boolean {
    const { warmStart = 0 } = this.#strategy
    return this.#keeper.version < warmStart && rank !== this.#roster.alive[0]?.rank
  }

  async #serve(member: Member, message: Heard): Promise<void> {
    const before = this.#keeper.version
    const answer = this.#keeper.serve(member, message)
    if (this.#roll && this.#keeper.version > before) this.#keeper.updated(this.#roll, member, message)
    await this.#answer(member, answer)
    const { warmStart = 0 } = this.#strategy
    if (before < warmStart && this.#keeper.version >= warmStart) this.#deal()
  }

  /** An answer is kept, for a request that comes again. */
  async #answer(member: Member, answer: Message): Promise<void> {
    member.last = { sequence: member.last.sequence, answer }
    await this.#send(member.name, member.last.sequence, answer)
  }

  async #send(to: string, sequence: number, message: Message): Promise<void> {
    await this.#server.send(to, { ...message, numbers: { ...message.numbers, sequence } })
  }

  #lose(member: Member, reason: string, nonFinite = false): void {
    if (member.gone === undefined) this.#nonFinite = nonFinite
    this.#roster.lose(member, reason)
    this.#keeper.reception.forget(member.name)
    member.waits = false
    this.#roll?.drop(member.rank)
    this.#deal()
    this.#changed()
  }

  /** Once a period. */
  #feel(): void {
    const silence = `it was silent for ${(2 * this.#terms.heartbeat) / 1000} s`
    for (const member of this.#roster.silent()) this.#lose(member, silence)
    this.#judge()
  }

  /** Whether there is hope: a worker, or one that may come, for a while. */
  #judge(): void {
    const now = performance.now()
    if (this.#roster.alive.length > 0) this.#lastSeen = now
    const mayCome = this.#terms.open || this.#children.size > 0
    if (this.#roster.all.length === 0 || (mayCome && now - this.#lastSeen < this.#terms.patience)) return
    if (this.#roster.alive.length > 0) return
    const [last] = this.#roster.lost.slice(-1)
    this.#failure = new WorkersGoneError(
      `${this.#strategy.name}: the last worker is gone (worker ${last.rank}: ${last.reason}); it needs one to go on. The model is in this error's centre.`,
      this.#keeper.reception.server.centre.slice(),
      { nonFinite: this.#nonFinite },
    )
    this.#changed()
  }
}
