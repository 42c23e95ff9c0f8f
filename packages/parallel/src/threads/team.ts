// The coordinator of threads: lets epochs out, serves those who ask, and collects the model. Read `crew.ts` and `place.ts` first.
import { allFinite } from '../arithmetic.ts'
import { ParallelError, WorkersGoneError } from '../error.ts'
import { Membership } from '../membership.ts'
import { Reception } from '../reception.ts'
import type { ServerStrategy, Strategy } from '../strategy.ts'
import type { Position, Snapshot, Standing, Team, TeamReport, TeamState, Trainee } from '../transport.ts'
import { begin, column, standingOf } from '../row.ts'
import { apart } from '../vectors.ts'
import { layoutOf, mismatch } from './agreement.ts'
import { ABSENT, ACTIVE, Board, counter } from './board.ts'
import { Crew, type Member } from './crew.ts'
import { deal, leave, look, settle, spread, withhold } from './deck.ts'
import { Models } from './models.ts'
import type { Engine, FromWorker } from './thread.ts'
import type { ThreadSettings } from './threads.ts'

interface Gathering extends ThreadSettings {
  readonly entry: string
  /** Which parallel run of the program it is. */
  readonly run: number
}

const GLANCE = 100 // ms between two looks at how far everybody is

export class ThreadTeam implements Team {
  readonly #strategy: Strategy
  readonly #trainee: Trainee
  readonly #board: Board
  readonly #crew = new Crew(
    (member, message) => this.#hear(member, message),
    (rank) => this.#left(rank),
  )
  readonly #reception: Reception | undefined
  readonly #membership: Membership
  readonly #beats = new Map<number, number>()
  /** How far each was from the server's centre when it came last. */
  readonly #distances = new Map<number, number>()
  #pulse: ReturnType<typeof setInterval> | undefined
  readonly #models: Models
  /** The batch of each that the server's last update of it was made from. */
  readonly #pushed = new Map<number, number>()

  private constructor(strategy: Strategy, trainee: Trainee, board: Board, heartbeat: number) {
    this.#strategy = strategy
    this.#trainee = trainee
    this.#board = board
    this.#membership = new Membership(1000 * heartbeat)
    this.#models = new Models(strategy, this.#crew)
    if (strategy.carrier === 'server')
      this.#reception = new Reception(strategy, strategy.server(trainee.w), { whole: true })
    if (strategy.carrier === 'memory') {
      board.vector(0).set(trainee.w)
      board.vector(0, 'statistics').set(trainee.statistics)
    }
  }

  /**
   * Starts the threads and waits for them.
   *
   * @throws ParallelError when they do not come to the same fit of the same model.
   */
  static async gather(
    engine: Engine,
    strategy: Strategy,
    trainee: Trainee,
    { entry, run, heartbeat, patience }: Gathering,
  ): Promise<Team> {
    const { shared, regions } = Board.reserve(layoutOf(strategy, trainee))
    const team = new ThreadTeam(strategy, trainee, new Board(shared), heartbeat)
    const seats = Array.from({ length: strategy.workers }, (_, rank) => ({
      rank,
      run,
      region: regions[rank],
    }))
    const greeting = { say: 'begin', shared, state: trainee.state() } as const
    try {
      await team.#crew.gather(
        engine,
        entry,
        seats,
        (arrival) => mismatch(strategy, trainee, arrival),
        greeting,
        patience,
      )
    } catch (error) {
      await team.close()
      throw error
    }
    team.#pulse = setInterval(() => team.#feel(), 1000 * heartbeat)
    return team
  }

  async epoch(
    { epoch, batch }: Position,
    watch: (standings: readonly Standing[]) => void,
    stopped: () => boolean,
  ): Promise<Position> {
    const board = this.#board
    for (const rank of board.ranks) begin(board.row(rank))
    spread(board, batch)
    this.#pushed.clear()
    const glance = setInterval(() => {
      watch(this.standings())
      if (stopped()) withhold(board)
    }, GLANCE)
    try {
      while (look(board).left) await this.#wave(epoch)
    } finally {
      clearInterval(glance)
    }
    watch(this.standings())
    const { next } = look(board)
    return next === board.deck.length ? { epoch: epoch + 1, batch: 0 } : { epoch, batch: next }
  }

  standings(): Standing[] {
    const { measures } = this.#trainee
    return this.#board.ranks.map((rank) => {
      const staleness = this.#reception?.stalenessOf(String(rank))
      const distance = this.#distances.get(rank)
      const lost = this.#crew.lost.find((each) => each.rank === rank)?.reason
      return {
        ...standingOf(rank, this.#board.row(rank), measures),
        ...(staleness !== undefined && { staleness }),
        ...(distance !== undefined && { distance }),
        ...(lost !== undefined && { lost }),
      }
    })
  }

  report(): TeamReport {
    const { name, workers, carrier } = this.#strategy
    const counted = (k: number): number[] => this.#board.ranks.map((rank) => this.#board.counters(rank)[k])
    const total = (k: number): number => counted(k).reduce((a, b) => a + b, 0)
    const refusals = counted(counter.refused).flatMap((n, rank) =>
      n > 0 ? [[String(rank), n] as const] : [],
    )
    return {
      strategy: name,
      transport: 'threads',
      workers,
      staleness: this.#reception?.staleness ?? [],
      refused: this.#reception?.refused ?? new Map(refusals),
      lost: this.#crew.lost,
      ...(carrier === 'memory' && {
        written: total(counter.written),
        overwritten: total(counter.overwritten),
      }),
    }
  }

  async state(): Promise<TeamState> {
    return { server: this.#reception?.server.state() ?? null, workers: await this.#models.own() }
  }

  restore({ server, workers }: TeamState): void {
    if (server) this.#reception?.server.load(server)
    this.#models.restore(workers)
  }

  async close(): Promise<void> {
    clearInterval(this.#pulse)
    await this.#crew.close()
  }

  /** Deals what is left to those who are there, and waits until all of them are idle again: once, and again after each loss. */
  async #wave(epoch: number): Promise<void> {
    const { members } = this.#crew
    if (members.size === 0) this.#allGone()
    deal(this.#board, [...members.keys()], this.#together ? 'in turn' : 'to anyone')
    const t = Math.max(...[...members.values()].map((member) => member.t))
    const sums = Math.max(...[...members.keys()].map((rank) => this.#board.get(rank, 'sums')))
    for (const rank of members.keys()) {
      this.#membership.beat(rank, performance.now())
      this.#board.set(rank, { sums, standing: ACTIVE })
    }
    const asleep = [...members.values()]
    const wake = (): void => {
      while (asleep.length > 0 && (this.#isWarm || asleep.length === members.size))
        this.#order(asleep.shift()!, epoch, t)
    }
    for (wake(); ![...members.values()].every(({ idle }) => idle); wake()) await this.#crew.change()
    await this.#crew.quiet()
    if (members.size > 0) await this.#collect()
  }

  get #together(): boolean {
    return this.#strategy.carrier === 'sum'
  }

  /** Whether the first worker has worked alone for as long as it should. */
  get #isWarm(): boolean {
    const { warmStart = 0 } = this.#strategy as Partial<ServerStrategy>
    return (this.#reception?.server.version ?? Infinity) >= warmStart
  }

  #order(member: Member, epoch: number, t: number): void {
    member.idle = false
    const from = this.#models.orderFor(member.rank)
    member.thread.post({ say: 'epoch', epoch, ...(this.#together && { t }), ...from })
  }

  /** Brings the model of the run into the coordinator's. */
  async #collect(): Promise<void> {
    if (!this.#together) return this.#readCentre()
    const model = await this.#models.ofRun()
    if (!model) return this.#allGone()
    this.#trainee.load(model)
  }

  #readCentre(): void {
    const { w, statistics } = this.#trainee
    const server = this.#reception?.server
    w.set(server ? server.centre : this.#board.vector(0))
    statistics.set(server ? (server.statistics ?? statistics) : this.#board.vector(0, 'statistics'))
  }

  /** Where nobody else has the model, that of one who gives up may be the last. */
  #keep(state: Snapshot | undefined): void {
    if (state && allFinite(state.w)) this.#trainee.load(state)
  }

  #hear({ rank, thread }: Member, message: FromWorker): void {
    this.#models.hear(rank, message)
    if (message.say === 'failed' && this.#together) this.#keep(message.state)
    if (message.say !== 'ask' || !this.#reception) return
    const { sequence } = message
    const { kind, arrays } = message.message
    const { version } = this.#reception.server
    if (kind === 'exchange') this.#distances.set(rank, apart(arrays[0], this.#reception.server.centre))
    try {
      const answer = this.#reception.receive(String(rank), sequence, message.message)
      if (!answer) return
      // Weights are exchanged before they learn from the batch.
      if (kind !== 'exchange' && this.#reception.server.version > version)
        this.#pushed.set(rank, message.batch)
      const buffers = answer.arrays.map((x) => x.buffer as ArrayBuffer)
      thread.post({ say: 'answer', sequence, answer }, buffers)
    } catch (error) {
      if (!(error instanceof ParallelError)) throw error
      this.#crew.lose(rank, error.message)
    }
  }

  #left(rank: number): void {
    this.#board.set(rank, { standing: ABSENT })
    const pushed = this.#pushed.get(rank)
    if (pushed !== undefined && settle(this.#board, rank, pushed)) this.#board.row(rank)[column.batches]++
    leave(this.#board, rank)
    this.#membership.leave(rank)
    this.#reception?.forget(String(rank))
  }

  /** Once a heartbeat: whoever works and has given no sign of life for two of them is given up. */
  #feel(): void {
    const now = performance.now()
    for (const { rank, idle } of this.#crew.members.values()) {
      const beats = this.#board.get(rank, 'beats')
      if (idle || beats !== this.#beats.get(rank)) this.#membership.beat(rank, now)
      this.#beats.set(rank, beats)
    }
    for (const rank of this.#membership.silent(now)) {
      const seconds = (2 * this.#membership.period) / 1000
      this.#crew.lose(rank, `it gave no sign of life for ${seconds} s`)
    }
  }

  #allGone(): never {
    const { name } = this.#strategy
    if (!this.#together) this.#readCentre()
    const last = this.#crew.lost.at(-1)
    throw new WorkersGoneError(
      `${name}: no worker is left; it needs one to go on. The last, worker ${last?.rank}: ${sentence(last?.reason ?? 'it ended')} The model as it was is in this error's centre.`,
      this.#trainee.w.slice(),
      { nonFinite: this.#crew.nonFinite },
    )
  }
}

/** A reason may be a sentence already, such as an error's message. */
const sentence = (reason: string): string => (/[.?!]$/.test(reason) ? reason : `${reason}.`)
