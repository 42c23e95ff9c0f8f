// Claim: AdaGrad that knows of delays bears them better. A stream of samples with frequent and rare features, each predicted before it is learnt.
import { adagrad } from '../../packages/optim/src/index.ts'
import { adaptiveRevision, downpour, simulate, type Strategy } from '../../packages/parallel/src/index.ts'
import { lineChart, type Point } from '../../packages/plot/src/index.ts'
import { generator } from '../../packages/random/src/index.ts'
import { exp } from '../../packages/math/src/index.ts'
import { logisticLoss, type Sample } from './problems.ts'

const [SIZE, ACTIVE] = [300, 8]

/** Features after Zipf: the k-th is 1/k as frequent as the first. */
export function stream(length: number, seed: number): Sample[] {
  const draw = generator(seed).stream('stream')
  const weights = Array.from({ length: SIZE }, (_, k) => 1 / (k + 1))
  const total = weights.reduce((sum, x) => sum + x, 0)
  const truth = weights.map(() => draw.normal())
  const feature = (): number => {
    let at = draw.uniform() * total
    return weights.findIndex((x) => (at -= x) < 0)
  }
  return Array.from({ length }, () => {
    const features = [...new Set(Array.from({ length: ACTIVE }, feature))].map((k) => Math.max(0, k))
    const values = features.map(() => 1)
    const margin = features.reduce((sum, k) => sum + truth[k], 0)
    return { features, values, y: draw.uniform() < 1 / (1 + exp(-margin)) ? 1 : -1 }
  })
}

// prettier-ignore
export const methods: Readonly<Record<string, (lr: number) => Strategy>> = {
  'AdaGrad':          (lr) => downpour({ workers: 1, rule: adagrad({ lr, eps: 0, initialAccumulator: 1 }) }),
  'AdaptiveRevision': (lr) => adaptiveRevision({ workers: 1, lr }),
}

/** The mean loss of the predictions, made with weights that are so many updates old. */
export function online(strategy: Strategy, late: number, samples: readonly Sample[]): number {
  let total = 0
  simulate({
    strategy,
    stale: late,
    start: new Float64Array(SIZE),
    steps: samples.length,
    gradient(w, g, { batch }) {
      g.fill(0)
      total += logisticLoss(w, samples[batch], g)
    },
  })
  return total / samples.length
}

export const rates = [0.02, 0.05, 0.1, 0.2, 0.5, 1, 2]

/** The best of all rates. */
export const tuned = (
  method: string,
  late: number,
  samples: readonly Sample[],
): { loss: number; lr: number } =>
  rates
    .map((lr) => ({ lr, loss: online(methods[method](lr), late, samples) }))
    .reduce((a, b) => (b.loss < a.loss ? b : a))

export const revisionFigure = (found: Readonly<Record<string, readonly Point[]>>): string =>
  lineChart({
    title: 'Predicting a stream with weights that are late, each at its best rate',
    x: { label: 'updates late' },
    y: { label: 'mean loss of the predictions' },
    series: Object.entries(found).map(([name, points]) => ({ name, points })),
  })
