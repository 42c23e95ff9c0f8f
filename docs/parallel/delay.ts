// Claim: replicas that are late may diverge. How large a rate SGD bears when its gradients are late, and what Adagrad at the server changes.
import { adagrad, sgd, type ConfiguredRule } from '../../packages/optim/src/index.ts'
import { downpour, simulate, WorkersGoneError, type Strategy } from '../../packages/parallel/src/index.ts'
import { lineChart, type Point } from '../../packages/plot/src/index.ts'
import { line } from './problems.ts'

/** 2 sin(π / (2 (2τ + 1))): what η λ may be at most when gradients are τ updates late. */
export const limit = (late: number): number => 2 * Math.sin(Math.PI / (2 * (2 * late + 1)))

/** Where a run ends, be it that its numbers are not finite any more and its worker gave up. */
function end(settings: Parameters<typeof simulate>[0]): Float64Array {
  try {
    return Float64Array.from(simulate(settings).centre)
  } catch (error) {
    if (error instanceof WorkersGoneError) return Float64Array.from(error.centre)
    throw error
  }
}

/** The largest rate up to which a run does not grow, by halving; from 1 the weight of x²/2 must come down. */
export function measured(late: number, halvings = 12): number {
  const grows = (lr: number): boolean => {
    const centre = end({
      strategy: downpour({ workers: 1, rule: sgd({ lr }) }),
      stale: late,
      start: Float64Array.of(1),
      steps: 6000,
      gradient: (w, g) => (g[0] = w[0]),
    })
    return !(Math.abs(centre[0]) < 1)
  }
  let [low, high] = [0, 2.2]
  for (let k = 0; k < halvings; k++) {
    const middle = (low + high) / 2
    if (grows(middle)) high = middle
    else low = middle
  }
  return low
}

export const delayFigure = (found: readonly Point[]): string =>
  lineChart({
    title: 'The largest stable rate on x²/2, by how late gradients are',
    x: { label: 'updates late' },
    y: { label: 'rate' },
    series: [
      {
        name: '2 sin(π / (2 (2τ + 1)))',
        points: Array.from({ length: 65 }, (_, k) => [k / 4, limit(k / 4)]),
      },
      { name: 'found', points: found, dashed: true },
    ],
  })

const problem = line(20)
const start = new Float64Array(problem.size)

/** The largest of rates 2^(k/2) with which four replicas that fetch and push every n steps end below where they began. */
export function largest(
  n: number,
  rule: (lr: number) => ConfiguredRule,
  own: (lr: number) => ConfiguredRule,
): number {
  const ends = (lr: number): number => {
    const strategy: Strategy = downpour({ workers: 4, fetch: n, push: n, rule: rule(lr) })
    const centre = end({
      strategy,
      rule: own(lr),
      start,
      steps: 256,
      spread: 0.5,
      latency: 0.1,
      gradient: problem.gradient,
    })
    return problem.loss(centre)
  }
  const tried = Array.from({ length: 41 }, (_, k) => 2 ** (-12 + k / 2))
  const first = tried.findIndex((lr) => !(ends(lr) < problem.loss(start)))
  return first > 0 ? tried[first - 1] : first < 0 ? tried[tried.length - 1] : 0
}

export const servers = {
  'SGD at the server': (n: number): number =>
    largest(
      n,
      (lr) => sgd({ lr }),
      (lr) => sgd({ lr }),
    ),
  'Adagrad at the server': (n: number): number =>
    largest(
      n,
      (lr) => adagrad({ lr }),
      () => sgd({ lr: 0.01 }),
    ),
}
export const periods = [1, 2, 4, 8, 16, 32]

export const periodFigure = (found: Readonly<Record<string, readonly Point[]>>): string =>
  lineChart({
    title: 'The largest rate with which four Downpour replicas come down',
    x: { label: 'steps between two exchanges', log: true },
    y: { label: 'rate of the server', log: true },
    series: Object.entries(found).map(([name, points]) => ({ name, points })),
  })
