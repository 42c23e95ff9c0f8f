// Claim: elastic averaging explores more, and so finds better places. Eight noisy workers over a bowl with many wells.
import { cos, sin } from '../../packages/math/src/index.ts'
import { sgd } from '../../packages/optim/src/index.ts'
import { easgd, Simulator } from '../../packages/parallel/src/index.ts'
import { lineChart, type Point } from '../../packages/plot/src/index.ts'
import { generator } from '../../packages/random/src/index.ts'

/** f = 0.05 x² + 0.9 sin 3x: the deepest well is at −0.51. */
export const f = (x: number): number => 0.05 * x * x + 0.9 * sin(3 * x)
const [noise, lr, workers] = [6, 0.02, 8]
const well = (x: number): number => Math.floor((3 * x - Math.PI / 2) / (2 * Math.PI)) // from hill to hill

export interface Exploration {
  readonly alpha: number
  /** Standard deviation of the workers' places, and how many wells they are in, on average over time. */
  readonly spread: number
  readonly wells: number
  /** f at the centre, on average over the second half of the run. */
  readonly centre: number
}

/** One run, looked at every hundred rounds of its second half. */
function explore(alpha: number, seed: number, steps: number): Omit<Exploration, 'alpha'> {
  const draw = generator(seed).stream('noise')
  const looks: { spread: number; wells: number; centre: number }[] = []
  let made = 0
  const simulator: Simulator = new Simulator({
    strategy: easgd({ workers, tau: 1, alpha }),
    rule: sgd({ lr }),
    start: Float64Array.of(5),
    steps,
    compute: 0,
    rest: 1,
    gradient(w, g) {
      g[0] = 0.1 * w[0] + 2.7 * cos(3 * w[0]) + noise * draw.normal()
    },
    onStep() {
      if (++made % (100 * workers) !== 0 || made < (steps * workers) / 2) return
      const places = [...simulator.crew.values()].map(({ w }) => w[0])
      const mean = places.reduce((sum, x) => sum + x, 0) / workers
      const spread = Math.sqrt(places.reduce((sum, x) => sum + (x - mean) ** 2, 0) / workers)
      looks.push({ spread, wells: new Set(places.map(well)).size, centre: f(simulator.centre[0]) })
    },
  })
  simulator.run()
  return averages(looks)
}

function averages<K extends string>(rows: readonly Readonly<Record<K, number>>[]): Record<K, number> {
  const keys = Object.keys(rows[0]) as K[]
  const mean = (key: K) => rows.reduce((sum, row) => sum + row[key], 0) / rows.length
  return Object.fromEntries(keys.map((key) => [key, mean(key)])) as Record<K, number>
}

export const alphas = [0, 0.001, 0.003, 0.01, 0.03, 0.1]

/** Averages over seeds. */
export const explorations = (seeds: number, steps: number, of = alphas): Exploration[] =>
  of.map((alpha) => {
    const runs = Array.from({ length: seeds }, (_, seed) => explore(alpha, seed, steps))
    return { alpha, ...averages(runs) }
  })

export const elasticFigure = (found: readonly Exploration[]): string => {
  const curve = (key: 'spread' | 'centre'): Point[] => found.map((row) => [row.alpha, row[key]])
  return lineChart({
    title: 'Eight workers on springs: how far apart they are, and what their centre is worth',
    x: { label: 'alpha', log: true },
    y: { label: 'distance, and f' },
    series: [
      { name: 'spread of the workers', points: curve('spread') },
      { name: 'f at the centre', points: curve('centre') },
    ],
  })
}
