// brain.js: one hidden layer of sigmoids, trained digit by digit. Another algorithm than the others', and a batch is as many digits.
import { createRequire } from 'node:module'
import type * as types from 'brain.js'
import type { Job } from '../contenders/job.ts'
import { digits } from '../contenders/mnist.ts'
import { repeating, serve } from '../contenders/serve.ts'

await serve(async (job: Job) => {
  if (job.kind !== 'mlp' || job.regularised) throw new Error('it has no such network')
  const brain = createRequire(import.meta.url)('brain.js') as typeof types
  const { x, labels } = digits(job.standardised)
  const net = new brain.NeuralNetwork({
    hiddenLayers: job.layers.slice(1, -1),
  })
  const sample = (i: number) => ({
    input: Array.from(x.subarray(784 * i, 784 * i + 784)),
    output: Array.from({ length: 10 }, (_, k) => Number(k === labels[i])),
  })
  let at = 0
  return repeating(() => {
    const some = Array.from({ length: job.batch }, (_, i) => sample((at + i) % 50_000))
    net.train(some, { iterations: 1, learningRate: 0.01 })
    at += job.batch
  })
}, 'brain.js 1.6.1, another algorithm: sigmoids, one digit at a time')
