// Microseconds of single ops and of a training step on the reference kernels and on WebAssembly, through the public API.
// Run: node --import tsx bench/quick.ts     Medians of rounds that take turns, so that a busy machine slows both alike.

import { performance } from 'node:perf_hooks'
import {
  adam,
  crossEntropy,
  Dense,
  exp,
  generator,
  add,
  kernelsFor,
  matmul,
  noGrad,
  Optimizer,
  rand,
  record,
  reference,
  relu,
  Sequential,
  sgd,
  softmax,
  sum,
  tanh,
  tensor,
  transpose,
  useBackend,
  wasm,
  type Kernels,
  type Tensor,
} from 'glissade'

const [BATCH, PIXELS, HIDDEN, CLASSES] = [64, 784, 128, 10]
const [ROUNDS, WINDOW] = [25, 5]

/** Numbers in memory that the backend keeps, as parameters and data sets are. */
function kept(shape: readonly number[], seed: number, density = 1): Tensor {
  const numbers = rand([...shape], { seed }).data
  const chosen = generator(seed + 1)
  const data = kernelsFor('float32').keep('float32', numbers.length) as Float32Array
  for (let i = 0; i < data.length; i++) data[i] = chosen.uniform() < density ? numbers[i] - 0.5 : 0
  return tensor(data, { shape: [...shape] })
}

/** Each makes its operands on the backend in use, and returns what is timed. */
const cases: Readonly<Record<string, () => () => unknown>> = {
  'add (64, 128) + (128)': () => op2([BATCH, HIDDEN], [HIDDEN], add),
  'add (100000)': () => op2([100_000], [100_000], add),
  'relu (64, 128)': () => op1([BATCH, HIDDEN], relu),
  'exp (64, 128)': () => op1([BATCH, HIDDEN], exp),
  'tanh (64, 128)': () => op1([BATCH, HIDDEN], tanh),
  'softmax (64, 10)': () => op1([BATCH, CLASSES], (x) => softmax(x)),
  'sum of (100000)': () => op1([100_000], (x) => sum(x)),
  'sum over rows of (64, 128)': () => op1([BATCH, HIDDEN], (x) => sum(x, { axis: 0 })),
  'sum over columns of (64, 128)': () => op1([BATCH, HIDDEN], (x) => sum(x, { axis: 1 })),
  'matmul NN 64 x 784 x 128': () => op2([BATCH, PIXELS], [PIXELS, HIDDEN], matmul),
  'matmul TN 784 x 64 x 128': () => op2([BATCH, PIXELS], [BATCH, HIDDEN], (a, b) => matmul(transpose(a), b)),
  'matmul NT 64 x 128 x 784': () => op2([BATCH, HIDDEN], [PIXELS, HIDDEN], (a, b) => matmul(a, transpose(b))),
  'MLP 784-128-10, loss and gradients': () => {
    const { target, loss } = network()
    return () => target.evaluate(loss)
  },
  'MLP 784-128-10, step of SGD': () => {
    const { model, loss } = network()
    const optimizer = new Optimizer(model, sgd({ lr: 0.01 }))
    return () => optimizer.step(loss)
  },
  'MLP 784-128-10, step of Adam': () => {
    const { model, loss } = network()
    const optimizer = new Optimizer(model, adam({ lr: 1e-3 }))
    return () => optimizer.step(loss)
  },
}

/** Inside a recording, where results go to the backend's memory; 8 at a time, to spread the cost of opening one. */
function op1(shape: readonly number[], f: (x: Tensor) => Tensor) {
  const x = kept(shape, 1)
  return () => record(() => noGrad(() => times8(() => f(x))))
}
function op2(left: readonly number[], right: readonly number[], f: (a: Tensor, b: Tensor) => Tensor) {
  const [a, b] = [kept(left, 1), kept(right, 2)]
  return () => record(() => noGrad(() => times8(() => f(a, b))))
}
const CALLS = 8
function times8(f: () => unknown): void {
  for (let i = 0; i < CALLS; i++) f()
}

/** A batch like MNIST's: 19 of 100 pixels are not 0. */
function network() {
  const rng = generator(1)
  const model = new Sequential(new Dense(PIXELS, HIDDEN, { rng }), relu, new Dense(HIDDEN, CLASSES, { rng }))
  const x = kept([BATCH, PIXELS], 3, 0.19)
  const labels = tensor(Int32Array.from({ length: BATCH }, (_, i) => (i * 7) % CLASSES))
  return { model, target: model.flat(), loss: () => crossEntropy(model.forward(x), labels) }
}

/** Microseconds of one call: one window of time, after a call that brings everything into the caches. */
function microseconds(call: () => unknown): number {
  call()
  let calls = 0
  const start = performance.now()
  let passed = 0
  do {
    call()
    calls++
    passed = performance.now() - start
  } while (passed < WINDOW)
  return (1000 * passed) / calls
}

const median = (x: number[]): number => x.sort((a, b) => a - b)[x.length >> 1]
const column = (x: string, width: number): string => x.padStart(width)

const backends: readonly Kernels[] = [reference, wasm()]
process.stdout.write(
  `microseconds, median (best) of ${ROUNDS} windows of ${WINDOW} ms; Node ${process.version}\n\n${''.padEnd(38)}${backends.map(({ name }) => column(name, 20)).join('')}${column('times', 9)}\n`,
)
for (const [name, prepare] of Object.entries(cases)) {
  const per = name.startsWith('MLP') ? 1 : CALLS
  const calls = backends.map((kernels) => {
    useBackend(kernels)
    return prepare()
  })
  const rounds = backends.map((): number[] => [])
  for (let round = -1; round < ROUNDS; round++)
    backends.forEach((kernels, k) => {
      useBackend(kernels)
      const found = microseconds(calls[k]) / per
      if (round >= 0) rounds[k].push(found)
    })
  const [slow, fast] = rounds.map(median)
  const shown = rounds.map((r) => column(`${median(r).toFixed(1)} (${Math.min(...r).toFixed(1)})`, 20))
  process.stdout.write(`${name.padEnd(38)}${shown.join('')}${column((slow / fast).toFixed(1), 9)}\n`)
}
