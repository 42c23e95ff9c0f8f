// fit() with many workers: what each brings to `@glissade/parallel`, and an epoch as its coordinator sees it. Read `epoch.ts` first.
import { ValueError } from '@glissade/autograd'
import type { Measured, Snapshot, Standing, Strategy, Team, TeamState, Trainee } from '@glissade/parallel'
import { arithmeticOn } from './arithmetic.ts'
import type { RunInfo } from './callbacks.ts'
import { batchesOf, costOf, isPenalised, type Course, type Pass } from './epoch.ts'
import type { Position } from './history.ts'
import type { Plan } from './options.ts'
import type { Batch, BatchList } from './source.ts'

/**
 * The team that trains the plan's model, which `resume` brings to where an earlier run left it. In a worker it works to the end of the
 * run and gives undefined.
 */
export async function teamOf(
  plan: Plan,
  strategy: Strategy,
  resume: () => Promise<void>,
): Promise<Team | undefined> {
  const transport = strategy.transport ?? (await import('@glissade/parallel')).threads()
  if (!transport.carries.includes(strategy.carrier)) {
    throw new ValueError(
      `fit: ${strategy.name} over ${transport.name}; it needs a transport that carries '${strategy.carrier}', and this one carries ${transport.carries.join(', ')}.`,
    )
  }
  return transport.enter(strategy, { ...traineeOf(plan), resume })
}

/** What a team was, and which strategy it followed. */
export interface FormerTeam extends TeamState {
  readonly strategy: string
}

/** What a team goes on from. One of another strategy begins from the model of the run, and so do other numbers of workers. */
export function goingOn({ strategy, server, workers }: FormerTeam, now: Strategy): TeamState {
  if (strategy !== now.name) return { server: null, workers: [] }
  return { server, workers: workers.length === now.workers ? workers : [] }
}

function traineeOf(plan: Plan): Trainee {
  const { target, optimizer, metrics } = plan
  const { value: w, gradient: g, statistics } = target
  const batches = new Batches(plan)
  const penalised = isPenalised(plan)
  return {
    w,
    g,
    statistics,
    arithmetic: arithmeticOn(w),
    batches: batches.length,
    measures: ['loss', ...metrics.map(({ name }) => name)],
    gradient(at): Measured {
      const batch = batches.at(at)
      let values: Record<string, number> = {}
      target.evaluate(costOf(plan, penalised, batch, (measured) => (values = measured)))
      return { samples: batch.y.shape[0], values }
    },
    update: () => optimizer.step(),
    touched: () => target.touchedRanges(),
    state: (): Snapshot => ({ w: w.slice(), statistics: statistics.slice(), rule: optimizer.state() }),
    load(state) {
      optimizer.load(state.rule)
      w.set(state.w)
      statistics.set(state.statistics)
      target.touch('load')
    },
    diversify(rank) {
      for (const [, generator] of plan.model.generators())
        generator.restore(generator.stream(`worker ${rank}`).state())
    },
  }
}

/** Any batch of any epoch. */
class Batches {
  readonly length: number
  readonly #plan: Plan
  #epoch = -1
  #list: BatchList
  #rest: Iterator<Batch> | undefined
  #next = 0

  constructor(plan: Plan) {
    this.#plan = plan
    this.#list = batchesOf(plan, { epoch: 0, batch: 0 })
    this.length = this.#list.length
  }

  at({ epoch, batch }: Position): Batch {
    if (epoch !== this.#epoch) {
      this.#epoch = epoch
      this.#list = batchesOf(this.#plan, { epoch, batch: 0 })
      this.#rest = undefined
    }
    return this.#list.at?.(batch) ?? this.#walk(batch)
  }

  /** A source that only counts on is walked through; it begins again for a batch that was passed. */
  #walk(batch: number): Batch {
    if (!this.#rest || batch < this.#next) {
      this.#rest = this.#list[Symbol.iterator]()
      this.#next = 0
    }
    for (;;) {
      const { value, done } = this.#rest.next() as IteratorResult<Batch, undefined>
      if (done || !value)
        throw new ValueError(
          `fit: the data ended before batch ${batch}; it needs as many batches as its length says, ${this.length}.`,
        )
      if (this.#next++ === batch) return value
    }
  }
}

/** An epoch of a team, from `at` on, whose averages go on from what was seen before. Callbacks hear of it about ten times a second. */
export async function teamEpoch(
  plan: Plan,
  team: Team,
  at: Position,
  run: RunInfo,
  { averages, seconds, stopped }: Pick<Course, 'averages' | 'seconds' | 'stopped'>,
): Promise<Pass> {
  const [before, start] = [averages.state(), performance.now()]
  const watch = (standings: readonly Standing[]): void => {
    const batch = at.batch + total(standings, ({ batches }) => batches) - 1
    averages.load(before)
    if (!standings.some(({ samples }) => samples > 0)) return
    for (const { sums, samples } of standings) averages.addSums(sums, samples)
    const [means, seen] = [averages.means(), averages.samples]
    const standingSeconds = (performance.now() - start) / 1000
    const info = { ...run, epoch: at.epoch, batch, seen, values: means, means, seconds: seconds() }
    for (const callback of plan.callbacks) callback.onBatchEnd?.({ ...info, standings, standingSeconds })
  }
  const next = await team.epoch(at, watch, stopped)
  return { means: averages.means(), seconds: seconds(), next, whole: next.epoch > at.epoch }
}

const total = (standings: readonly Standing[], of: (each: Standing) => number): number =>
  standings.reduce((sum, each) => sum + of(each), 0)
