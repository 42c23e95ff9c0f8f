// Whole epochs on MNIST: how many test digits are right, and how much memory that took; and what a long run holds.
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import * as g from 'glissade'
import { mnistFull } from 'glissade/node'
import type { Epochs, Steps } from './job.ts'
import type { Measure } from './serve.ts'

/** The network after so many epochs, in a new random order each. */
async function trained({ layers, epochs: count, batch }: Epochs, seed: number): Promise<number> {
  const rng = g.generator(seed)
  const { train, test } = mnistFull()
  const last = layers.length - 2
  const model = new g.Sequential(
    ...layers.slice(1).flatMap((n, i) => [new g.Dense(layers[i], n, { rng }), ...(i < last ? [g.relu] : [])]),
  )
  const optimizer = new g.Optimizer(model, g.adam({ lr: 1e-3 }))
  for (let epoch = 0; epoch < count; epoch++)
    for (const { x, y } of train.reshape([784]).batches({ batchSize: batch, shuffle: true, seed, epoch }))
      optimizer.step(() => g.crossEntropy(model.forward(x), y))
  return (await g.evaluate(model, test.reshape([784]))).accuracy
}

export function epochs(job: Epochs): Measure {
  let seed = 0
  return async () => {
    const accuracy = await trained(job, ++seed)
    return job.kind === 'accuracy' ? 100 * accuracy : process.resourceUsage().maxRSS / 1024
  }
}

export function growth({ steps }: Steps): Measure {
  setFlagsFromString('--expose-gc')
  const collect = runInNewContext('gc') as () => void
  return async () => {
    const kernels = g.wasm({ mebibytes: 64 })
    g.useBackend(kernels)
    const rng = g.generator(1)
    const model = new g.Sequential(
      new g.Dense(8, 16, { rng }),
      new g.BatchNorm(16),
      g.relu,
      new g.Dense(16, 3, { rng }),
    )
    const optimizer = new g.Optimizer(model, g.adam({ lr: 1e-3 }))
    const [x, y] = [g.rand([16, 8], { seed: 1 }), g.tensor(Int32Array.from({ length: 16 }, (_, i) => i % 3))]
    const held = async (count: number): Promise<number> => {
      for (let k = 0; k < count; k++) optimizer.step(() => g.crossEntropy(model.forward(x), y))
      await new Promise(setImmediate)
      collect()
      const { heapUsed, arrayBuffers } = process.memoryUsage()
      return heapUsed + arrayBuffers + kernels.usage.kept + kernels.usage.peak
    }
    const before = await held(steps / 10)
    return (await held(steps - steps / 10)) - before
  }
}
