// Three epochs with two threads in one go, and with a checkpoint after the first: the same weights to the bit?
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import {
  adam,
  BatchNorm,
  blobs,
  Dense,
  fit,
  generator,
  local,
  relu,
  Sequential,
  sync,
  type Strategy,
} from 'glissade'

const data = blobs({ samples: 330, classes: 3, noise: 0.4, seed: 7 })
const network = (): Sequential => {
  const rng = generator(1)
  return new Sequential(new Dense(2, 16, { rng }), new BatchNorm(16), relu, new Dense(16, 3, { rng }))
}
const settings = { workers: 2, entry: import.meta.url }
const train = (parallel: Strategy, model: Sequential, epochs: number, path?: string) =>
  fit(model, data, {
    epochs,
    batchSize: 10,
    seed: 1,
    optimizer: adam({ lr: 0.01 }),
    progress: 'none',
    parallel,
    ...(path && { checkpoint: { path } }),
  })
const numbers = (model: Sequential): number[] =>
  Object.values(model.stateDict()).flatMap(({ data }) => [...data])

const folder = mkdtempSync(join(tmpdir(), 'glissade-'))
const came = []
try {
  for (const strategy of [sync(settings), local({ ...settings, tau: 10 })]) {
    const path = join(folder, strategy.name)
    const [whole, begun, resumed] = [network(), network(), network()]
    await train(strategy, whole, 3)
    await train(strategy, begun, 1, path)
    const { epochs } = await train(strategy, resumed, 3, path)
    const same = JSON.stringify(numbers(resumed)) === JSON.stringify(numbers(whole))
    const moved = JSON.stringify(numbers(begun)) !== JSON.stringify(numbers(whole))
    came.push({ strategy: strategy.name, same, moved, epochs: epochs.length })
  }
  console.log(JSON.stringify(came))
} finally {
  rmSync(folder, { recursive: true })
}
