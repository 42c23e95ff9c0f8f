// What it saves to leave zeros out: both large products of a first layer, on MNIST and on random numbers of some density.
// Run: node --import tsx bench/zeros.ts [--fma]     Microseconds, medians of rounds that take turns; other numbers at each call.
import { performance } from 'node:perf_hooks'
import { setFlagsFromString } from 'node:v8'
import { generator, wasm, type WasmKernels } from 'glissade'
import { digits } from './contenders/mnist.ts'

const [BATCH, PIXELS, HIDDEN, BATCHES, ROUNDS] = [64, 784, 128, 40, 9]
const fma = process.argv.includes('--fma')
if (fma) setFlagsFromString('--experimental-wasm-relaxed-simd')

const matrix = (k: WasmKernels, rows: number, columns: number) => ({
  data: k.keep('float32', rows * columns) as Float32Array,
  shape: [rows, columns],
  stride: [columns, 1],
  offset: 0,
})
type Matrix = ReturnType<typeof matrix>
const transposed = ({ data, shape, stride, offset }: Matrix) => ({
  data,
  shape: [shape[1], shape[0]],
  stride: [stride[1], stride[0]],
  offset,
})

/** Inputs and the other operands, in the memory of one backend. */
function products(k: WasmKernels, numbers: (i: number) => number) {
  const rng = generator(1)
  const filled = (rows: number, columns: number, number: (i: number) => number) => {
    const made = matrix(k, rows, columns)
    for (let i = 0; i < made.data.length; i++) made.data[i] = number(i)
    return made
  }
  const x = Array.from({ length: BATCHES }, (_, b) =>
    filled(BATCH, PIXELS, (i) => numbers(b * BATCH * PIXELS + i)),
  )
  const w = filled(PIXELS, HIDDEN, () => rng.normal())
  const dy = filled(BATCH, HIDDEN, () => rng.normal())
  const [y, dw] = [matrix(k, BATCH, HIDDEN), matrix(k, PIXELS, HIDDEN)]
  return {
    'X W': () => x.forEach((each) => k.matmul(each, w, y)),
    'Xᵀ Ȳ': () => x.forEach((each) => k.matmul(transposed(each), dy, dw)),
  }
}

const median = (x: number[]): number => x.sort((a, b) => a - b)[x.length >> 1]

function compare(name: string, numbers: (i: number) => number): void {
  const both = [false, true].map((sparse) => products(wasm({ sparse, fma, mebibytes: 64 }), numbers))
  for (const product of ['X W', 'Xᵀ Ȳ'] as const) {
    const times = both.map((): number[] => [])
    for (let round = -1; round < ROUNDS; round++)
      both.forEach((each, i) => {
        const start = performance.now()
        each[product]()
        if (round >= 0) times[i].push(((performance.now() - start) * 1000) / BATCHES)
      })
    const [dense, sparse] = times.map(median)
    console.log(
      `${name.padEnd(12)} ${product.padEnd(6)} ${dense.toFixed(0).padStart(6)} ${sparse.toFixed(0).padStart(6)} ${(dense / sparse).toFixed(2).padStart(6)}`,
    )
  }
}

console.log(
  `Batches of ${BATCH}, ${PIXELS} -> ${HIDDEN}, ${fma ? 'fused' : 'mul+add'}, Node ${process.version}`,
)
console.log('input        product  dense   zeros  times')
const { x } = digits(false)
compare('MNIST', (i) => x[i])
for (const density of [0.05, 0.2, 0.3, 0.4, 0.5, 0.6, 1]) {
  const rng = generator(2)
  compare(`${100 * density} %`, () => (rng.uniform() < density ? rng.normal() : 0))
}
