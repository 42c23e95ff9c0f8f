// The coordinator of a run over ZeroMQ: gathers workers, lets epochs out, and gives up those who are silent. Read `desk.ts` first.
import {
  ParallelError,
  WorkersGoneError,
  type Position,
  type ServerStrategy,
  type Standing,
  type Team,
  type TeamReport,
  type TeamState,
  type Trainee,
} from '@glissade/parallel'
import type { Children } from './children.ts'
import { Desk } from './desk.ts'
import { Keeper, type Keeping } from './keeper.ts'
import { reportOf, standingsOf } from './report.ts'
import type { Server } from './server.ts'

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
  readonly #desk: Desk
  readonly #children: Children
  readonly #pulse: ReturnType<typeof setInterval>
  #failure: Error | undefined
  #lastSeen = performance.now()
  #changed: () => void = () => {}

  /** A process that was started here has ended. */
  readonly ended = (rank: number, reason: string): void => {
    const { over, roster } = this.#desk
    if (over) return
    const member = roster.at(rank)
    if (member) this.#desk.lose(member, reason)
    else roster.lost.push({ rank, reason })
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
    this.#desk = new Desk(strategy, trainee, server, this.#keeper, terms, () => this.#changed())
    this.#pulse = setInterval(() => this.#feel(), terms.heartbeat)
    this.#desk.listen().catch((error: unknown) => {
      this.#failure = error as Error
      this.#changed()
    })
  }

  /** Waits for as many workers; goes on with fewer when patience ends. @throws ParallelError when there is none. */
  async gather(workers: number): Promise<void> {
    let late = false
    const alarm = setTimeout(() => {
      late = true
      this.#changed()
    }, this.#terms.patience)
    const { roster } = this.#desk
    const { lost } = roster
    while (roster.alive.length + lost.length < workers && !late) await this.#change()
    clearTimeout(alarm)
    if (roster.alive.length > 0) return
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
    const desk = this.#desk
    const roll = (desk.roll = this.#keeper.open(at, desk.roll === undefined))
    desk.stopped = stopped
    desk.deal()
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
    return reportOf(this.#strategy, this.#desk.roster, this.#keeper.reception)
  }

  /** A worker is a process that comes and goes: what it has for itself ends with it. */
  async state(): Promise<TeamState> {
    return { server: this.#keeper.reception.server.state(), workers: [] }
  }

  /** The file of the server, where there is one, is of later. */
  restore({ server }: TeamState): void {
    if (server && !this.#keeper.restored) this.#keeper.reception.server.load(server)
  }

  async close(): Promise<void> {
    this.#desk.over = true
    clearInterval(this.#pulse)
    for (const { name } of this.#desk.roster.all) await this.#server.send(name, { kind: 'over' })
    await this.#children.end(FAREWELL)
    this.#server.close()
  }

  #standings(): Standing[] {
    const { roster, roll } = this.#desk
    return standingsOf(roster, roll, this.#keeper.reception, this.#trainee.measures)
  }

  #change(): Promise<void> {
    return new Promise((resolve) => (this.#changed = resolve))
  }

  /** Once a period. */
  #feel(): void {
    const silence = `it was silent for ${(2 * this.#terms.heartbeat) / 1000} s`
    for (const member of this.#desk.roster.silent()) this.#desk.lose(member, silence)
    this.#judge()
  }

  /** Whether there is hope: a worker, or one that may come, for a while. */
  #judge(): void {
    const now = performance.now()
    const { roster, nonFinite } = this.#desk
    if (roster.alive.length > 0) this.#lastSeen = now
    const mayCome = this.#terms.open || this.#children.size > 0
    if (roster.all.length === 0 || (mayCome && now - this.#lastSeen < this.#terms.patience)) return
    if (roster.alive.length > 0) return
    const [last] = roster.lost.slice(-1)
    this.#failure = new WorkersGoneError(
      `${this.#strategy.name}: the last worker is gone (worker ${last.rank}: ${last.reason}); it needs one to go on. The model is in this error's centre.`,
      this.#keeper.reception.server.centre.slice(),
      { nonFinite },
    )
    this.#changed()
  }
}
