// Trains three clouds of points in several processes, with a checkpoint; on demand a rank, or the coordinator, dies in the third epoch.
// node --import tsx resumed.ts mpi|zmq FILE [dies]
import { mpi } from '@glissade/mpi'
import { zmq } from '@glissade/zmq'
import {
  adam,
  blobs,
  crossEntropy,
  Dense,
  downpour,
  fit,
  generator,
  local,
  relu,
  Sequential,
  type Tensor,
} from 'glissade'

const [name, path, dies] = process.argv.slice(2)
const rng = generator(1)
const model = new Sequential(new Dense(2, 16, { rng }), relu, new Dense(16, 3, { rng }))
const data = blobs({ samples: 330, classes: 3, noise: 0.4, seed: 7 })
const settings = { workers: 2, entry: import.meta.url }
const parallel =
  name === 'mpi'
    ? local({ ...settings, tau: 4, transport: mpi() })
    : downpour({ ...settings, transport: zmq({ checkpoint: `${path}.server`, every: 5 }) })
const die = (): unknown => process.kill(process.pid, 'SIGKILL')
let batches = 0

/** Of 33 batches in an epoch each rank has about 17. */
function loss(predictions: Tensor, targets: Tensor): Tensor {
  if (dies && process.env.OMPI_COMM_WORLD_RANK === '1' && ++batches === 40) die()
  return crossEntropy(predictions, targets)
}

const { epochs } = await fit(model, data, {
  epochs: 4,
  batchSize: 10,
  seed: 1,
  optimizer: adam({ lr: 0.01 }),
  loss,
  progress: 'none',
  checkpoint: { path },
  callbacks: [{ onBatchEnd: ({ epoch }) => dies && name === 'zmq' && epoch === 2 && die() }],
  parallel,
})
const weights = Object.values(model.stateDict()).flatMap((each) => [...each.data])
console.log(
  JSON.stringify({ epochs: epochs.map(({ epoch }) => epoch), accuracy: epochs.at(-1)!.accuracy, weights }),
)
