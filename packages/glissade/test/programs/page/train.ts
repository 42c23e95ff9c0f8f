// The program of the page's worker, and of those that it starts: each comes to the same two fits.
import { adam, backendName, BatchNorm, blobs, crossEntropy, Dense, fit, generator } from 'glissade'
import { hogwild, ownRegion, relu, Sequential, sync, type Strategy } from 'glissade'

declare function postMessage(message: string): void

const data = blobs({ samples: 600, classes: 3, noise: 0.4, seed: 7 })

/** The kernels, and whether they work in a part of the memory that all share: as a measure, since a worker has no other way to tell. */
const where = {
  name: 'sharing',
  measure: () => (backendName() === 'wasm' && ownRegion() !== undefined ? 1 : 0),
}

async function train(parallel: Strategy): Promise<void> {
  const rng = generator(1)
  const model = new Sequential(new Dense(2, 64, { rng }), new BatchNorm(64), relu, new Dense(64, 3, { rng }))
  postMessage(`${parallel.name}:`)
  await fit(model, data, {
    epochs: 4,
    batchSize: 10,
    seed: 1,
    optimizer: adam({ lr: 0.01 }),
    loss: crossEntropy,
    metrics: ['accuracy', where],
    progress: (line) => postMessage(line),
    parallel,
  })
}

await train(sync({ workers: 2, entry: import.meta.url }))
await train(hogwild({ workers: 2, entry: import.meta.url }))
postMessage('done')
