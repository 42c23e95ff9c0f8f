// Four epochs with two threads in one go, and in two with a checkpoint between them: the same weights to the bit?
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { adam, BatchNorm, blobs, Dense, fit, generator, relu, Sequential, sync } from 'glissade'

const data = blobs({ samples: 330, classes: 3, noise: 0.4, seed: 7 })
const network = (): Sequential => {
  const rng = generator(1)
  return new Sequential(new Dense(2, 16, { rng }), new BatchNorm(16), relu, new Dense(16, 3, { rng }))
}
const train = (model: Sequential, epochs: number, path?: string) =>
  fit(model, data, {
    epochs,
    batchSize: 10,
    seed: 1,
    optimizer: adam({ lr: 0.01 }),
    progress: 'none',
    parallel: sync({ workers: 2, entry: import.meta.url }),
    ...(path && { checkpoint: { path } }),
  })
const numbers = (model: Sequential): number[] =>
  Object.values(model.stateDict()).flatMap(({ data }) => [...data])

const folder = mkdtempSync(join(tmpdir(), 'glissade-'))
try {
  const [whole, begun, resumed] = [network(), network(), network()]
  await train(whole, 4)
  await train(begun, 2, join(folder, 'run'))
  const { epochs } = await train(resumed, 4, join(folder, 'run'))
  const same = JSON.stringify(numbers(resumed)) === JSON.stringify(numbers(whole))
  const moved = JSON.stringify(numbers(begun)) !== JSON.stringify(numbers(whole))
  console.log(JSON.stringify({ same, moved, epochs: epochs.length }))
} finally {
  rmSync(folder, { recursive: true })
}
