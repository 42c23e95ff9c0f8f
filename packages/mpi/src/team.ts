// The ranks of a job as rank 0 sees them, which trains with the others and tells them what comes next. Read `place.ts` first.
import {
  ParallelError,
  type Own,
  type Position,
  type Snapshot,
  type Standing,
  type Strategy,
  type Team,
  type TeamReport,
  type TeamState,
  type Trainee,
} from '@glissade/parallel'
import { standingOf } from '@glissade/parallel/row'
import type { Communicator } from './communicator.ts'
import type { Chair, Order } from './chair.ts'

const GLANCE = 100 // ms between two looks at how far everybody is

type Watch = (standings: readonly Standing[]) => void

/** Whether every rank has met with the same error at the same time: numbers of a sum that nobody has finite. */
export const isOfAll = (error: unknown): boolean => error instanceof ParallelError && error.nonFinite

/** What comes from somewhere else, once. */
class Letter<T> {
  give!: (value: T) => void
  fail!: (error: unknown) => void
  readonly promise = new Promise<T>((resolve, reject) => {
    this.give = resolve
    this.fail = reject
  })
}

export class MpiTeam implements Team, Chair {
  readonly #world: Communicator
  readonly #strategy: Strategy
  readonly #trainee: Trainee
  readonly #refused = new Map<string, number>()
  #order = new Letter<Order | undefined>()
  #told = new Letter<readonly Own[]>()
  /** What each rank had for itself in an earlier run. */
  #earlier: readonly Own[] = []
  #end = new Letter<Position>()
  #watch: Watch = () => {}
  #looked = 0
  #rows: readonly ArrayLike<number>[] = []
  /** The weights of this rank while the model of the run stands in their place. */
  #own: Snapshot | undefined
  #model: Partial<Snapshot> = {}
  #working: Promise<void> = Promise.resolve()
  #failure: { readonly error: unknown } | undefined
  stopped: () => boolean = () => false

  constructor(world: Communicator, strategy: Strategy, trainee: Trainee) {
    this.#world = world
    this.#strategy = strategy
    this.#trainee = trainee
  }

  /** @param working - this rank's own work, to the end of the run. @param centre - the model of the run where it is not this rank's. */
  begin(working: Promise<void>, centre: () => Snapshot['w'] | undefined): this {
    this.#working = working.catch((error: unknown) => {
      this.#failure = { error }
      const w = centre()?.slice()
      this.#stand(w ? { w } : {})
      for (const letter of [this.#end, this.#told]) {
        letter.promise.catch(() => {})
        letter.fail(error)
      }
    })
    return this
  }

  async epoch(at: Position, watch: Watch, stopped: () => boolean): Promise<Position> {
    this.#watch = watch
    this.stopped = stopped
    if (this.#failure) return this.#end.promise
    this.#end = new Letter()
    if (this.#earlier.length > 0) await this.#ask({ say: 'restore', workers: this.#earlier })
    this.#earlier = []
    this.#order.give({ say: 'epoch', at })
    const next = await this.#end.promise
    watch(this.#standings())
    return next
  }

  report(): TeamReport {
    const { name, workers } = this.#strategy
    return { strategy: name, transport: 'mpi', workers, staleness: [], refused: this.#refused, lost: [] }
  }

  async state(): Promise<TeamState> {
    return { server: null, workers: this.#strategy.ownsNothing ? [] : await this.#ask({ say: 'own' }) }
  }

  restore({ workers }: TeamState): void {
    this.#earlier = workers
  }

  /** An order between two epochs, which all carry out. */
  #ask(order: Order): Promise<readonly Own[]> {
    this.#told = new Letter()
    if (this.#failure) this.#told.fail(this.#failure.error)
    else this.#order.give(order)
    return this.#told.promise
  }

  /** Ends the run on all ranks. Where only this one failed the others wait for it in vain: the job ends with this process. */
  async close(): Promise<void> {
    if (isOfAll(this.#failure?.error)) return this.#world.barrier()
    if (this.#failure) return void process.once('exit', () => this.#world.abort())
    this.#order.give(undefined)
    await this.#working
  }

  async next(): Promise<Order | undefined> {
    const order = await this.#order.promise
    this.#order = new Letter()
    if (order && this.#own) this.#trainee.load(this.#own)
    this.#own = undefined
    return order
  }

  watch(rows: readonly ArrayLike<number>[]): void {
    const now = performance.now()
    if (now - this.#looked < GLANCE) return
    this.#looked = now
    this.#rows = rows
    this.#watch(this.#standings())
  }

  told(owns: readonly Own[]): void {
    this.#stand(this.#model)
    this.#told.give(owns)
  }

  leftOut(rank: number): void {
    this.#refused.set(String(rank), (this.#refused.get(String(rank)) ?? 0) + 1)
  }

  ended(at: Position, rows: readonly ArrayLike<number>[], model: Partial<Snapshot>): void {
    this.#rows = rows
    this.#model = model
    this.#stand(model)
    this.#end.give(at)
  }

  /** Where the model of the run is not this rank's own, it stands in its place until the next epoch. */
  #stand(model: Partial<Snapshot>): void {
    if (Object.keys(model).length === 0) return
    this.#own = this.#trainee.state()
    this.#trainee.load({ ...this.#own, ...model })
  }

  #standings(): Standing[] {
    return this.#rows.map((row, rank) => standingOf(rank, row, this.#trainee.measures))
  }
}
