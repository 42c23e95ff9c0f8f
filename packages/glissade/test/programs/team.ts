// Trains three clouds of points with real threads, as the arguments say, and prints what came of it as JSON.
// node --import tsx team.ts sync 2 [dies|throws|hangs|poisons|spoils]
import { workerData } from 'node:worker_threads'
import {
  adam,
  backendName,
  BatchNorm,
  blobs,
  crossEntropy,
  Dense,
  easgd,
  easgdSync,
  fit,
  generator,
  hogwild,
  local,
  mul,
  ParallelError,
  relu,
  Sequential,
  sync,
  threads,
  type Tensor,
} from 'glissade'

const [name, workers, what = ''] = process.argv.slice(2)
const rng = generator(1)
const model = new Sequential(new Dense(2, 16, { rng }), new BatchNorm(16), relu, new Dense(16, 3, { rng }))
const data = blobs({ samples: 330, classes: 3, noise: 0.4, seed: 7 })

const misfortunes: Record<string, () => unknown> = {
  dies: () => process.exit(),
  throws: () => JSON.parse('{'),
  hangs: () => Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0),
}
const last = (workerData as { glissade?: { rank: number } } | null)?.glissade?.rank === Number(workers) - 1
let batches = 0

/** In its fifth batch the last worker meets with its misfortune: that early, since threads may share the batches unevenly. */
function loss(predictions: Tensor, targets: Tensor): Tensor {
  if (last && ++batches === 5) misfortunes[what]?.()
  const found = crossEntropy(predictions, targets)
  const poison = what === 'spoils' || (what === 'poisons' && last && batches === 5)
  return poison ? mul(found, NaN) : found
}

const strategies = { sync, local, hogwild, easgd, 'easgd-sync': easgdSync }
try {
  const { team, epochs, stopped } = await fit(model, data, {
    epochs: 4,
    batchSize: 10,
    seed: 1,
    optimizer: adam({ lr: 0.01 }),
    loss,
    progress: 'none',
    onNaN: 'stop',
    parallel: strategies[name as keyof typeof strategies]({
      workers: Number(workers),
      entry: import.meta.url,
      transport: threads({ heartbeat: what === 'hangs' ? 1.5 : 10 }),
    }),
  })
  const numbers = Object.values(model.stateDict()).flatMap(({ data }) => [...data])
  const sum = numbers.reduce((total, x) => total + x)
  const refused = Object.fromEntries(team?.refused ?? [])
  const accuracy = epochs.at(-1)?.accuracy
  console.log(JSON.stringify({ backend: backendName(), sum, team: { ...team, refused }, stopped, accuracy }))
} catch (error) {
  if (!(error instanceof ParallelError)) throw error
  console.log(JSON.stringify({ error: error.name, message: error.message }))
}
