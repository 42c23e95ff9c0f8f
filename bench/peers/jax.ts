// jax-js on WebAssembly: one compiled function a step, as its users write it. Arrays are owned: a second use takes `.ref`.
import { grad, init, jit, nn, numpy as np, random, tree, type Array as Numbers } from '@jax-js/jax'
import type { Gemm, Job, Mlp, Tape } from '../contenders/job.ts'
import { digits, positions } from '../contenders/mnist.ts'
import { repeating, serve, type Measure } from '../contenders/serve.ts'

Object.assign(globalThis, { navigator: globalThis.navigator ?? {} }) // Node 20 has none, and init() looks at it
await init('wasm')

type Weights = Numbers[]

function loss(weights: Weights, x: Numbers, wanted: Numbers): Numbers {
  let y = x
  for (let i = 0; i < weights.length; i += 2) {
    y = np.dot(y, weights[i]).add(weights[i + 1])
    if (i + 2 < weights.length) y = nn.relu(y)
  }
  return nn.logSoftmax(y).mul(wanted).sum(-1).mean().neg()
}

const step = jit(
  (w: Weights, m: Weights, v: Weights, rate: Numbers, c2: Numbers, x: Numbers, wanted: Numbers) => {
    const g = grad(loss)(tree.ref(w), x, wanted)
    const m2 = m.map((each, i) => each.mul(0.9).add(g[i].ref.mul(0.1)))
    const v2 = v.map((each, i) => each.mul(0.999).add(np.square(g[i]).mul(0.001)))
    const w2 = w.map((each, i) =>
      each.sub(m2[i].ref.mul(rate.ref).div(np.sqrt(v2[i].ref.div(c2.ref)).add(1e-8))),
    )
    return [w2, m2, v2] as const
  },
)

function mlp({ layers, batch, standardised }: Mlp): Measure {
  const { x, labels, count } = digits(standardised)
  const zeros = (): Weights => layers.slice(1).flatMap((n, i) => [np.zeros([layers[i], n]), np.zeros([n])])
  let [w, m, v] = [zeros(), zeros(), zeros()]
  for (let i = 0; i < w.length; i += 2)
    w[i] = random.normal(random.key(i), [layers[i / 2], layers[i / 2 + 1]]).mul(Math.sqrt(2 / layers[i / 2]))
  const chosen = positions(count, batch)
  let t = 0
  return repeating(async () => {
    t++
    const rows = chosen.next().value
    const [some, wanted] = [new Float32Array(batch * 784), new Float32Array(batch * 10)]
    rows.forEach((row, i) => {
      some.set(x.subarray(784 * row, 784 * row + 784), 784 * i)
      wanted[10 * i + labels[row]] = 1
    })
    const rate = np.array(1e-3 / (1 - 0.9 ** t))
    const [c2, input, target] = [
      np.array(1 - 0.999 ** t),
      np.array(some).reshape([batch, 784]),
      np.array(wanted).reshape([batch, 10]),
    ]
    ;[w, m, v] = step(w, m, v, rate, c2, input, target)
    await w[w.length - 1].ref.data()
  })
}

function gemm({ m, k, n, transpose: [left, right] }: Gemm): Measure {
  const a = random.normal(random.key(1), left === 't' ? [k, m] : [m, k])
  const b = random.normal(random.key(2), right === 't' ? [n, k] : [k, n])
  const product = jit((x: Numbers, y: Numbers) =>
    np.matmul(left === 't' ? np.transpose(x) : x, right === 't' ? np.transpose(y) : y),
  )
  return repeating(async () => void (await product(a.ref, b.ref).data()))
}

function tape({ ops }: Tape): Measure {
  const chain = grad((x: Numbers) => {
    let y = x.ref
    for (let i = 0; i < ops; i++) y = y.add(x.ref)
    x.dispose()
    return y.sum()
  })
  return repeating(async () => {
    await chain(np.ones([1])).data()
    return ops
  })
}

await serve((job: Job) => {
  if (job.kind === 'mlp') return mlp(job)
  if (job.kind === 'gemm') return gemm(job)
  if (job.kind === 'tape') return tape(job)
  throw new Error(`no ${job.kind} here`)
}, `jax-js on WebAssembly, Node ${process.version}`)
