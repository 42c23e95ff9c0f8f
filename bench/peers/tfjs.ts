// TensorFlow.js on WebAssembly, or in plain JavaScript with `--cpu`, as its users write it.
import { createRequire } from 'node:module'
import { dirname } from 'node:path'
import * as tf from '@tensorflow/tfjs-core'
import { layers, sequential, type Sequential } from '@tensorflow/tfjs-layers'
import '@tensorflow/tfjs-backend-cpu'
import { setWasmPaths } from '@tensorflow/tfjs-backend-wasm'
import type { Elementwise, Gemm, Job, Mlp, Tape } from '../contenders/job.ts'
import { digits, positions } from '../contenders/mnist.ts'
import { repeating, serve, type Measure } from '../contenders/serve.ts'

const backend = process.argv[3] === '--cpu' ? 'cpu' : 'wasm'
const module = createRequire(import.meta.url).resolve('@tensorflow/tfjs-backend-wasm')
setWasmPaths(`${dirname(module)}/`)
tf.env().set('WASM_HAS_MULTITHREAD_SUPPORT', false)
await tf.setBackend(backend)

function network({ layers: sizes, regularised }: Mlp): Sequential {
  const model = sequential()
  sizes.slice(1).forEach((units, i) => {
    const last = i === sizes.length - 2
    model.add(layers.dense({ units, ...(i === 0 && { inputShape: [sizes[0]] }) }))
    if (!last && regularised) model.add(layers.batchNormalization({ axis: 1 }))
    if (!last) model.add(layers.activation({ activation: 'relu' }))
    if (!last && regularised) model.add(layers.dropout({ rate: 0.5 }))
  })
  return model
}

/** The network of `../contenders/glissade-lenet.ts`; channels are last. */
function lenet(): Sequential {
  const relu = { activation: 'relu' } as const
  return sequential({
    layers: [
      layers.conv2d({ filters: 6, kernelSize: 5, padding: 'same', inputShape: [28, 28, 1], ...relu }),
      layers.maxPooling2d({ poolSize: 2 }),
      layers.conv2d({ filters: 16, kernelSize: 5, ...relu }),
      layers.maxPooling2d({ poolSize: 2 }),
      layers.flatten(),
      layers.dense({ units: 120, ...relu }),
      layers.dense({ units: 84, ...relu }),
      layers.dense({ units: 10 }),
    ],
  })
}

/** The network of `../contenders/glissade-lstm.ts`; the layer's own first weights want ops that the core alone does not have. */
const lstm = (units: number): Sequential =>
  sequential({
    layers: [
      layers.lstm({ units, inputShape: [28, 28], recurrentInitializer: 'glorotUniform' }),
      layers.dense({ units: 10 }),
    ],
  })

function training(
  model: Sequential,
  shape: number[],
  job: { readonly batch: number; readonly standardised: boolean },
): Measure {
  const { x, labels, count } = digits(job.standardised)
  const data = tf.tensor(x, [count, ...shape])
  const targets = tf.oneHot(tf.tensor1d(labels, 'int32'), 10)
  const optimizer = tf.train.adam(1e-3)
  const chosen = positions(count, job.batch)
  return repeating(() => {
    const rows = tf.tensor1d(chosen.next().value.slice(), 'int32')
    tf.tidy(() => {
      const [batch, wanted] = [tf.gather(data, rows), tf.gather(targets, rows)]
      const loss = (): tf.Scalar =>
        tf.losses.softmaxCrossEntropy(wanted, model.apply(batch, { training: true }) as tf.Tensor)
      optimizer.minimize(loss, true)?.dataSync()
    })
    rows.dispose()
  })
}

function gemm({ m, k, n, transpose: [left, right] }: Gemm): Measure {
  const a = tf.randomNormal(left === 't' ? [k, m] : [m, k])
  const b = tf.randomNormal(right === 't' ? [n, k] : [k, n])
  return repeating(() => tf.matMul(a, b, left === 't', right === 't').dispose())
}

function elementwise({ op, size }: Elementwise): Measure {
  const [a, b] = [tf.randomNormal([size]), tf.randomNormal([size])]
  const ops = {
    add: () => tf.add(a, b),
    relu: () => tf.relu(a),
    exp: () => tf.exp(a),
    tanh: () => tf.tanh(a),
  }
  return repeating(() => ops[op]().dispose())
}

function tape({ ops }: Tape): Measure {
  const gradient = tf.grad((x: tf.Tensor) => {
    let y = x
    for (let i = 0; i < ops; i++) y = tf.add(y, x)
    return y
  })
  const x = tf.tensor1d([1])
  return repeating(() => {
    tf.tidy(() => void gradient(x))
    return ops
  })
}

await serve((job: Job) => {
  if (job.kind === 'mlp') return training(network(job), [784], job)
  if (job.kind === 'lenet') return training(lenet(), [28, 28, 1], { batch: job.batch, standardised: false })
  if (job.kind === 'lstm')
    return training(lstm(job.hidden), [28, 28], { batch: job.batch, standardised: false })
  if (job.kind === 'gemm') return gemm(job)
  if (job.kind === 'elementwise') return elementwise(job)
  if (job.kind === 'tape') return tape(job)
  throw new Error(`no ${job.kind} here`)
}, `TensorFlow.js ${tf.version_core}, ${backend}`)
