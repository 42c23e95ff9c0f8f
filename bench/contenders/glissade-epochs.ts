// Whole epochs on MNIST: how many test digits are right, and how much memory that took.
import * as g from 'glissade'
import { mnistFull } from 'glissade/node'
import type { Epochs } from './job.ts'
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
