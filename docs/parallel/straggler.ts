// The loss against virtual time with eight workers, of whom one is ten times slower; and how stale Downpour's gradients are.
import { adagrad, sgd, type ConfiguredRule } from '../../packages/optim/src/index.ts'
import {
  downpour,
  easgd,
  hogwild,
  local,
  simulate,
  Simulator,
  sync,
  type Strategy,
} from '../../packages/parallel/src/index.ts'
import { lineChart, type Point } from '../../packages/plot/src/index.ts'
import { line } from './problems.ts'

const workers = 8
const problem = line(20)
const slow = { at: 0, slow: 7, by: 10 }

interface Contender {
  readonly name: string
  /** The rate of whoever makes the steps; that among `rates` with which it is soonest there without a straggler. */
  readonly lr: number
  make(lr: number): { strategy: Strategy; rule: ConfiguredRule }
}

export const rates = [0.0125, 0.025, 0.05, 0.1, 0.2, 0.4, 0.8, 1.6]

// prettier-ignore
export const contenders: readonly Contender[] = [
  { name: 'sync',              lr: 0.4,   make: (lr) => ({ strategy: sync({ workers }), rule: sgd({ lr }) }) },
  { name: 'local, tau 10',     lr: 0.2,   make: (lr) => ({ strategy: local({ workers, tau: 10 }), rule: sgd({ lr }) }) },
  { name: 'Downpour, Adagrad', lr: 0.8,   make: (lr) => ({ strategy: downpour({ workers, rule: adagrad({ lr }) }), rule: sgd({ lr: 0 }) }) },
  { name: 'Hogwild!',          lr: 0.1,  make: (lr) => ({ strategy: hogwild({ workers }), rule: sgd({ lr }) }) },
  { name: 'EASGD, tau 10',     lr: 0.2,   make: (lr) => ({ strategy: easgd({ workers, tau: 10 }), rule: sgd({ lr }) }) },
]

export interface Course {
  readonly name: string
  /** The loss of the model of the run above what is best, at times. */
  readonly points: readonly Point[]
  /** When it was first within a tenth of the best. */
  readonly reached: number
}

const best = (() => {
  const { centre } = simulate({ strategy: sync({ workers: 50 }), rule: sgd({ lr: 0.2 }), start: new Float64Array(20), steps: 400, gradient: problem.gradient }) // prettier-ignore
  return problem.loss(centre)
})()

/** A run, with a straggler or without. */
export function course({ name, make }: Contender, lr: number, straggler: boolean, end = 80): Course {
  const points: Point[] = []
  const simulator: Simulator = new Simulator({
    ...make(lr),
    start: new Float64Array(problem.size),
    steps: 200,
    spread: 0.2,
    latency: 0.1,
    retry: 1e6,
    heartbeat: 1e6,
    faults: straggler ? [slow] : [],
    gradient: problem.gradient,
    onStep() {
      if (simulator.now <= end) points.push([simulator.now, problem.loss(simulator.centre) - best])
    },
  })
  simulator.run()
  return { name, points, reached: points.find(([, loss]) => loss < 0.1 * best)?.[0] ?? Infinity }
}

export const stragglerFigure = (drawn: readonly Course[]): string =>
  lineChart({
    title: 'Eight workers, one of them ten times slower',
    x: { label: 'virtual time; a gradient takes 1, a message 0.1' },
    y: { label: 'loss above the best', log: true },
    series: drawn.map(({ name, points }) => ({ name, points: points.filter((_, i) => i % 3 === 0) })),
  })

/** How many updates were so many updates old, as a share. */
export function staleness(count: number): number[] {
  const { staleness: ages } = simulate({
    strategy: downpour({ workers: count, rule: sgd({ lr: 0.01 }) }),
    start: new Float64Array(problem.size),
    steps: 3200 / count,
    spread: 0.5,
    latency: 0.1,
    jitter: 1,
    gradient: problem.gradient,
  })
  const counts = Array.from({ length: ages.length }, (_, age) => ages[age] ?? 0)
  const total = counts.reduce((sum, n) => sum + n, 0)
  return counts.map((n) => n / total)
}

export const stalenessFigure = (): string =>
  lineChart({
    title: 'How old Downpour’s gradients are',
    x: { label: 'updates that others made since the weights were fetched' },
    y: { label: 'share of the updates' },
    series: [2, 4, 8, 16, 32].map((count) => ({
      name: `${count} workers`,
      points: staleness(count).map((share, age): Point => [age, share]),
    })),
  })
