// Glissade through its public API, tape and all. `--fma`, `--blas` choose other products of matrices.
import * as g from 'glissade'
import { mnistFull } from 'glissade/node'
import type { Elementwise, Gemm, Job, Mlp, Tape } from './job.ts'
import { overhead } from './glissade-overhead.ts'
import { epochs } from './glissade-epochs.ts'
import { growth } from './glissade-growth.ts'
import { lenet } from './glissade-lenet.ts'
import { lstm } from './glissade-lstm.ts'
import { update } from './glissade-update.ts'
import { kernels } from './glissade-kernels.ts'
import { repeating, serve, type Measure } from './serve.ts'

g.useBackend(await kernels(process.argv[3]))

function network({ layers, regularised }: Pick<Mlp, 'layers' | 'regularised'>): g.Sequential {
  const rng = g.generator(1)
  const last = layers.length - 2
  const parts = layers
    .slice(1)
    .flatMap((outputs, i) => [
      new g.Dense(layers[i], outputs, { rng }),
      ...(i === last
        ? []
        : regularised
          ? [new g.BatchNorm(outputs), g.relu, new g.Dropout(0.5, { rng })]
          : [g.relu]),
    ])
  return new g.Sequential(...parts)
}

function* forever(train: g.Dataset, batchSize: number): Generator<g.Batch, never> {
  for (let epoch = 0; ; epoch++)
    yield* train.batches({ batchSize, shuffle: true, seed: 1, epoch, dropLast: true })
}

function mlp(job: Mlp): Measure {
  const { train } = mnistFull()
  const flat = train.reshape([784])
  const data = job.standardised ? g.standardize(flat, { per: 'dataset' }).apply(flat) : flat
  return training(network(job), data, job.batch)
}

function training(model: g.Sequential, data: g.Dataset, batch: number): Measure {
  const optimizer = new g.Optimizer(model, g.adam({ lr: 1e-3 }))
  const batches = forever(data, batch)
  return repeating(() => {
    const { x, y } = batches.next().value
    optimizer.step(() => g.crossEntropy(model.forward(x), y))
  })
}

/** Numbers where parameters and data lie, so that no call copies them. */
function kept(shape: readonly number[], seed: number): g.Tensor {
  const rng = g.generator(seed)
  const data = g.kernelsFor('float32').keep(
    'float32',
    shape.reduce((a, b) => a * b),
  ) as Float32Array
  for (let i = 0; i < data.length; i++) data[i] = rng.normal()
  return g.tensor(data, { shape: [...shape] })
}

const computed = (f: () => unknown): Measure => repeating(() => void g.record(() => g.noGrad(f)))

function gemm({ m, k, n, transpose }: Gemm): Measure {
  const stored = (rows: number, columns: number, turned: boolean, seed: number): g.Tensor =>
    turned ? g.transpose(kept([columns, rows], seed)) : kept([rows, columns], seed)
  const [a, b] = [stored(m, k, transpose[0] === 't', 1), stored(k, n, transpose[1] === 't', 2)]
  return computed(() => g.matmul(a, b))
}

function elementwise({ op, size }: Elementwise): Measure {
  const [a, b] = [kept([size], 1), kept([size], 2)]
  const ops = { add: () => g.add(a, b), relu: () => g.relu(a), exp: () => g.exp(a), tanh: () => g.tanh(a) }
  return computed(() => ops[op]())
}

function tape({ ops }: Tape): Measure {
  const x = g.tensor([1], { requiresGrad: true })
  return repeating(() => {
    g.record(() => {
      let y: g.Tensor = x
      for (let i = 0; i < ops; i++) y = g.add(y, x)
      y.backward()
    })
    return ops
  })
}

await serve((job: Job) => {
  switch (job.kind) {
    case 'mlp':
      return mlp(job)
    case 'lenet':
      return training(lenet(), mnistFull().train.reshape([1, 28, 28]), job.batch)
    case 'lstm':
      return training(lstm(job.hidden), mnistFull().train.reshape([28, 28]), job.batch)
    case 'gemm':
      return gemm(job)
    case 'elementwise':
      return elementwise(job)
    case 'tape':
      return tape(job)
    case 'overhead':
      return overhead(job, network({ layers: job.layers, regularised: false }))
    case 'update':
      return update(job)
    case 'accuracy':
    case 'memory':
      return epochs(job)
    case 'growth':
      return growth(job)
    case 'team':
      throw new Error('a team is another program: team.ts')
  }
})
