// Does sparsity pay? Bytes and time of one layer at inference: dense loop, matmul of the library, compressed rows.
// Run: node --import tsx bench/sparse.ts

import { performance } from 'node:perf_hooks'
import { csrMatmul, generator, matmul, noGrad, prune, tensor, toCsr } from 'glissade'

const [rows, columns] = [784, 300]

/** y = x W with the zeros of x skipped, as the compressed product does. */
function denseMatmul(x: Float32Array, w: Float32Array, y: Float32Array): void {
  y.fill(0)
  const n = x.length / rows
  for (let b = 0; b < n; b++) {
    for (let i = 0; i < rows; i++) {
      const scale = x[b * rows + i]
      if (scale === 0) continue
      for (let j = 0; j < columns; j++) y[b * columns + j] += scale * w[i * columns + j]
    }
  }
}

/** Microseconds of one call: the best of many short rounds, which a busy machine disturbs least. */
function microseconds(call: () => unknown): number {
  let best = Infinity
  const end = performance.now() + 500
  while (performance.now() < end) {
    const start = performance.now()
    for (let k = 0; k < 3; k++) call()
    best = Math.min(best, ((performance.now() - start) * 1000) / 3)
  }
  return best
}

const rng = generator(1)
const normals = (size: number) => Float32Array.from({ length: size }, () => rng.normal())

/** Random weights of one layer, pruned. */
function layer(sparsity: number): Float32Array {
  const value = normals(rows * columns)
  const segments = [{ name: 'weight', shape: [rows, columns], lo: 0, hi: value.length }]
  const target = { value, gradient: new Float32Array(0), segments, touch() {}, evaluate: () => 0 }
  prune(target, { sparsity })
  return value
}

console.log(`One layer ${rows} -> ${columns}, ${(rows * columns * 4) / 1000} kB dense; microseconds a call`)
console.log('batch  zeros   bytes   dense loop   matmul    CSR   loop/CSR  matmul/CSR')
for (const batch of [1, 8]) {
  for (const sparsity of [0.5, 0.8, 0.9, 0.95, 0.99]) {
    const w = layer(sparsity)
    const x = normals(batch * rows)
    const y = new Float32Array(batch * columns)
    const csr = toCsr(w, [rows, columns])
    const [a, b] = [tensor(x, { shape: [batch, rows] }), tensor(w, { shape: [rows, columns] })]
    const loop = microseconds(() => denseMatmul(x, w, y))
    const library = microseconds(() => noGrad(() => matmul(a, b)))
    const sparse = microseconds(() => csrMatmul(x, csr, y))
    const numbers = [loop, library, sparse].map((t) => t.toFixed(1).padStart(9)).join('')
    const ratios = [loop / sparse, library / sparse].map((ratio) => ratio.toFixed(2).padStart(9)).join('  ')
    const bytes = `${((100 * csr.bytes) / w.byteLength).toFixed(1)} %`
    console.log(
      `${String(batch).padStart(5)}  ${String(100 * sparsity).padStart(4)} %  ${bytes.padStart(7)} ${numbers} ${ratios}`,
    )
  }
}
