// A program that trains with checkpoints and tells each batch; killed.test.ts kills it again and again.
import { createHash } from 'node:crypto'
import { useBackend } from '@glissade/autograd'
import { reference } from '@glissade/autograd/reference'
import { adam } from '@glissade/optim'
import { fit } from '../src/node/index.ts'
import { busyClassifier, points, weights } from './setup.ts'

useBackend(reference)
const [path] = process.argv.slice(2)
const model = busyClassifier()
await fit(model, points(), {
  epochs: 4,
  batchSize: 5,
  seed: 1,
  optimizer: adam({ lr: 0.01 }),
  progress: 'none',
  callbacks: [{ onBatchEnd: ({ epoch, batch }) => process.stdout.write(`batch ${epoch}.${batch}\n`) }],
  ...(path === undefined ? {} : { checkpoint: { path, every: 1 } }),
})
console.log(
  `weights ${createHash('sha256')
    .update(Float64Array.from(weights(model)))
    .digest('hex')}`,
)
