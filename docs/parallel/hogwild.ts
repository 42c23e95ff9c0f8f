// Claim: without locks nothing is lost, where gradients are sparse. Logistic regression with few of many features a sample, and with all.
import { sgd } from '../../packages/optim/src/index.ts'
import { hogwild, simulate } from '../../packages/parallel/src/index.ts'
import { lineChart, type Point } from '../../packages/plot/src/index.ts'
import { logistic, type Problem } from './problems.ts'

export interface Family {
  readonly name: string
  readonly problem: Problem
  /** How many features a sample has. */
  readonly active: number
  readonly lr: number
}

export const families = (): readonly Family[] => [
  { name: '5 of 10,000 features', problem: logistic(10_000, 5, 2000), active: 5, lr: 0.3 },
  { name: 'all of 200 features', problem: logistic(200, 200, 2000), active: 200, lr: 0.1 },
]

export interface Loss {
  readonly workers: number
  readonly loss: number
  /** Updates that others made to a weight between a worker's load and its store, for each weight written; and as foretold. */
  readonly lost: number
  readonly foretold: number
}

const [spread, latency, jitter] = [0.5, 0.1, 1]

/**
 * The same number of steps by so many workers. What is lost, from how long a store comes after its load, how often others store, and how
 * often they have a weight in common:
 *
 *     lost = (N − 1) · window / period · Σ pᵥ² / Σ pᵥ        pᵥ: the share of samples that have weight v; here active / size
 */
export function race({ problem, active, lr }: Family, workers: number, steps: number): Loss {
  const { centre, numbers } = simulate({
    strategy: hogwild({ workers }),
    rule: sgd({ lr }),
    start: new Float64Array(problem.size),
    steps: 1,
    batches: steps,
    gradient: problem.gradient,
    spread,
    latency,
    jitter,
    retry: 1e6,
    heartbeat: 1e6,
    seed: 1,
  })
  const message = latency * (1 + jitter / 2)
  const [window, period] = [2 * message, 1 + spread / 2 + 6 * message]
  const foretold = ((workers - 1) * window * active) / (period * problem.size)
  return { workers, loss: problem.loss(centre), lost: numbers.lost / numbers.written, foretold }
}

export interface Row {
  readonly family: string
  readonly losses: readonly Loss[]
}

export const hogwildRows = (crews = [1, 2, 4, 8, 16], steps = 4000): Row[] =>
  families().map((family) => ({
    family: family.name,
    losses: crews.map((workers) => race(family, workers, steps)),
  }))

export const hogwildFigure = (rows: readonly Row[]): string =>
  lineChart({
    title: 'Hogwild!: the loss after as many updates, by the number of workers',
    x: { label: 'workers', log: true },
    y: { label: 'loss, that of one worker = 1' },
    series: rows.map(({ family, losses }) => ({
      name: family,
      points: losses.map(({ workers, loss }): Point => [workers, loss / losses[0].loss]),
    })),
  })
