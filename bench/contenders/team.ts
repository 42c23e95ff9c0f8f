// What a second thread is worth: the same fit alone, or with two workers. One window is one epoch.
// The other threads run this program too, come to the same fit, and stay in it.
import { createInterface } from 'node:readline'
import { isMainThread } from 'node:worker_threads'
import * as g from 'glissade'
import { mnistFull } from 'glissade/node'
import type { TeamJob } from './job.ts'
import { say } from './serve.ts'

const job = JSON.parse(process.argv[2]) as TeamJob
const how = process.argv[3] as '--alone' | '--two' | '--lossless'
const [FEATURES, PRESENT, SAMPLES] = [10_000, 5, 20_000]

/** A score for each feature; the sum of those present says how likely the label is. */
class Scores extends g.Module {
  readonly table = new g.Embedding(FEATURES, 1, {
    rng: g.generator(1),
    init: (shape) => new Float32Array(shape[0] * shape[1]),
  })

  override forward(x: g.Tensor): g.Tensor {
    return g.sum(this.table.forward(x), { axis: 1 })
  }
}

/** Samples of 5 features of 10,000, and labels that a logistic regression could have drawn. */
function sparse(): g.Dataset {
  const rng = g.generator(7)
  const truth = Float64Array.from({ length: FEATURES }, () => 2 * rng.normal())
  const x = Int32Array.from({ length: SAMPLES * PRESENT }, () => rng.integer(FEATURES))
  const y = Float32Array.from({ length: SAMPLES }, (_, i) => {
    const score = x.subarray(i * PRESENT, (i + 1) * PRESENT).reduce((sum, j) => sum + truth[j], 0)
    return rng.uniform() < 1 / (1 + Math.exp(-score)) ? 1 : 0
  })
  const rows = Int32Array.from({ length: SAMPLES }, (_, i) => i)
  return new g.Dataset({ data: x, shape: [PRESENT] }, { data: y, shape: [1] }, 0, rows)
}

function problem(): {
  model: g.Module
  data: g.Dataset
  options: Pick<g.FitOptions, 'optimizer' | 'loss' | 'batchSize'>
} {
  if (job.problem === 'sparse') {
    const options = { optimizer: g.sgd({ lr: 0.5 }), loss: g.binaryCrossEntropy, batchSize: 1 }
    return { model: new Scores(), data: sparse(), options }
  }
  const rng = g.generator(1)
  const model = new g.Sequential(new g.Dense(784, 128, { rng }), g.relu, new g.Dense(128, 10, { rng }))
  return {
    model,
    data: mnistFull().train.reshape([784]),
    options: { optimizer: g.adam({ lr: 1e-3 }), batchSize: 64 },
  }
}

function strategy(): g.Strategy {
  const settings = { workers: 2, entry: import.meta.url }
  return job.strategy === 'sync'
    ? g.sync(settings)
    : g.hogwild({ ...settings, lossless: how === '--lossless' })
}

const { model, data, options } = problem()
const windows = isMainThread ? createInterface({ input: process.stdin })[Symbol.asyncIterator]() : undefined
if (isMainThread) say({ ready: `Node ${process.version}` })
await windows?.next()
await g.fit(model, data, {
  ...options,
  epochs: 1000,
  seed: 1,
  progress: 'none',
  ...(how !== '--alone' && { parallel: strategy() }),
  callbacks: [
    {
      async onEpochEnd({ seconds, loss }) {
        say({ value: job.measure === 'time' ? (1e6 * seconds) / data.length : loss })
        if ((await windows?.next())?.done) process.exit()
      },
    },
  ],
})
