// A simulation as the team of a training loop: epoch by epoch, with a real model that the workers share. Read `shared-model.ts` first.
import type { Strategy } from '../strategy.ts'
import type {
  Measured,
  Position,
  Snapshot,
  Standing,
  Team,
  TeamReport,
  TeamState,
  Trainee,
} from '../transport.ts'
import { begin, column, countBatch, rowLength, standingOf } from '../row.ts'
import { apart } from '../vectors.ts'
import type { Crewman } from './crew.ts'
import type { Turn } from './settings.ts'
import { SharedModel } from './shared-model.ts'
import { Simulator } from './simulate.ts'
import type { Simulated } from './simulated.ts'

type Watch = (standings: readonly Standing[]) => void

const TURN = 40 // ms; then others have a turn

export class SimulatedTeam implements Team {
  readonly #strategy: Strategy
  readonly #trainee: Trainee
  readonly #model: SharedModel
  readonly #simulator: Simulator
  readonly #rows = new Map<number, Float64Array>()
  #at: Position = { epoch: 0, batch: 0 }
  #begun = false

  /** @throws SettingError */
  constructor(strategy: Strategy, trainee: Trainee, settings: Simulated) {
    this.#strategy = strategy
    this.#trainee = trainee
    this.#model = new SharedModel(trainee, (turn) => this.#compute(turn))
    const gradient = (): never => {
      throw new TypeError('the model has the gradient')
    }
    const { w: start } = trainee
    const simulation = { ...settings, strategy, start: start.slice(), steps: 1, batches: 1, gradient }
    this.#simulator = new Simulator(simulation, this.#model.seat)
  }

  async epoch(at: Position, watch: Watch, stopped: () => boolean): Promise<Position> {
    this.#at = at
    this.#rows.clear()
    let count = this.#trainee.batches - at.batch
    this.#simulator.deal(count, !this.#begun)
    this.#begun = true
    let due = performance.now() + TURN
    try {
      while (this.#simulator.tick()) {
        if (performance.now() < due) continue
        watch(this.#standings())
        await new Promise((resolve) => setTimeout(resolve))
        if (stopped()) count = this.#simulator.withhold()
        due = performance.now() + TURN
      }
      this.#simulator.settle()
    } finally {
      this.#model.lend(this.#run())
    }
    watch(this.#standings())
    const batch = at.batch + count
    return batch === this.#trainee.batches ? { epoch: at.epoch + 1, batch: 0 } : { ...at, batch }
  }

  report(): TeamReport {
    const { name, workers, carrier } = this.#strategy
    const { refused, staleness, lost, numbers, time } = this.#simulator.report()
    return {
      strategy: name,
      transport: 'simulate',
      workers,
      staleness,
      refused,
      lost: lost.map(({ rank, time: when }) => ({ rank, reason: `it was given up at time ${when}` })),
      ...(carrier === 'memory' && { written: numbers.written, overwritten: numbers.lost }),
      time,
    }
  }

  async state(): Promise<TeamState> {
    const { server, crew } = this.#simulator
    const workers = this.#strategy.ownsNothing ? [] : [...crew.values()].filter(({ dead }) => !dead)
    return { server: server?.state() ?? null, workers: workers.map((man) => man.own()) }
  }

  restore({ server, workers }: TeamState): void {
    if (server) this.#simulator.server?.load(server)
    for (const own of workers) this.#simulator.crew.get(own.rank)?.resume(own)
  }

  async close(): Promise<void> {}

  #compute({ rank, batch }: Turn): Measured {
    const { epoch, batch: first } = this.#at
    const measured = this.#trainee.gradient({ epoch, batch: first + batch })
    const { samples, values } = measured
    const row = this.#rowOf(rank)
    this.#rows.set(rank, row)
    const measures = this.#trainee.measures.map((name) => values[name])
    countBatch(row, samples, measures)
    return measured
  }

  /** The model of the run. */
  #run(): Snapshot {
    const { centre, statistics, lead } = this.#simulator
    return {
      w: centre.slice(),
      statistics: (statistics ?? lead?.statistics ?? this.#trainee.statistics).slice(),
      rule: lead?.rule() ?? this.#trainee.state().rule,
    }
  }

  #standings(): Standing[] {
    const { crew, centre } = this.#simulator
    const lost = new Map(this.report().lost.map(({ rank, reason }) => [rank, reason]))
    return [...crew.values()].map((man) => ({
      ...stale(this.#simulator.stalenessOf(man.rank)),
      ...standingOf(man.rank, this.#rowOf(man.rank), this.#trainee.measures),
      ...(this.#leaves(man) && { distance: apart(man.w, centre) }),
      ...(lost.has(man.rank) && { lost: lost.get(man.rank)! }),
    }))
  }

  /** Whether a worker has weights of its own beside those of the run. */
  #leaves({ worker }: Crewman): boolean {
    return (
      worker.centre !== undefined || (this.#strategy.carrier !== 'sum' && 'exchange' in this.#strategy.kinds)
    )
  }

  /** Nobody is busy in virtual time. */
  #rowOf(rank: number): Float64Array {
    const { length } = this.#trainee.measures
    return (
      this.#rows.get(rank) ??
      begin(new Float64Array(rowLength(length))).fill(-1, column.busy, column.distance)
    )
  }
}

const stale = (staleness: number | undefined): { staleness?: number } =>
  staleness === undefined ? {} : { staleness }
