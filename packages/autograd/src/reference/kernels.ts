// The readable backend: the definition of right. Every kernel in its plainest form, on npm `ndarray` and `ndarray-ops`.
// A fast backend is held against this one by the contract in `../testing/kernel-contract.ts`.
import ndarray, { type NdArray } from 'ndarray'
import ops from 'ndarray-ops'
import type { Fold, Kernels } from '../kernels/kernels.ts'
import { eachRow, flat, mapLoop } from '../kernels/loops.ts'
import { sizeOf } from '../shape.ts'
import { broadcast, heap, type Data, type View } from '../view.ts'
import { Arena } from './arena.ts'

const nd = (x: View): NdArray<Data> => ndarray(x.data, [...x.shape], [...x.stride], x.offset)

/** Sums and products run in float64: a float32 sum of a million terms drifts by a percent. */
const accumulate = { sum: ops.addeq, prod: ops.muleq } as const

/** Math.max and Math.min, unlike `>`, let NaN through. */
const extreme = {
  max: (a: number, b: number) => Math.max(a, b),
  min: (a: number, b: number) => Math.min(a, b),
}

/**
 * Broadcasting read backwards: `out` stretched over x with stride 0 gathers every element of x that folds into it.
 */
function fold(kind: Fold, x: View, out: View): void {
  if (kind === 'sum' || kind === 'prod') {
    const wide = ndarray(new Float64Array(sizeOf(out.shape)), [...out.shape])
    ops.assigns(wide, kind === 'sum' ? 0 : 1)
    const { data, stride, offset } = broadcast(
      { data: wide.data, shape: out.shape, stride: wide.stride, offset: 0 },
      x.shape,
    )
    if (sizeOf(x.shape) > 0) accumulate[kind](ndarray(data, [...x.shape], [...stride], offset), nd(x))
    ops.assign(nd(out), wide)
    return
  }
  const most = out.data instanceof Int32Array ? 2 ** 31 - 1 : Infinity
  ops.assigns(nd(out), kind === 'max' ? -most - 1 : most)
  const over = broadcast(out, x.shape)
  mapLoop(extreme[kind], [over, x], [], over)
}

/** Anomaly mode: nothing may be left out. */
const watched = { on: false }

/** The i-k-j order: the inner loop runs along rows of B and C, and a zero in A skips a whole row. */
function matmul(a: View, b: View, out: View): void {
  const [m, n] = out.shape.slice(-2)
  const k = a.shape[a.shape.length - 1]
  const batch = out.shape.slice(0, -2)
  const left = flat(a)
  const right = flat(b)
  const row = new Float64Array(n)
  const [rows, columns] = out.stride.slice(-2)
  let matrix = 0
  eachRow(
    [...batch, 1],
    [{ ...out, shape: [...batch, 1], stride: [...out.stride.slice(0, -2), 0] }],
    ([at]) => {
      for (let i = 0; i < m; i++) {
        row.fill(0)
        for (let p = 0; p < k; p++) {
          const x = left[(matrix * m + i) * k + p]
          if (x === 0 && !watched.on) continue
          for (let j = 0, q = (matrix * k + p) * n; j < n; j++, q++) row[j] += x * right[q]
        }
        for (let j = 0; j < n; j++) out.data[at + i * rows + j * columns] = row[j]
      }
      matrix++
    },
  )
}

const rowOf = (x: View, i: number): View => ({
  data: x.data,
  shape: x.shape.slice(1),
  stride: x.stride.slice(1),
  offset: x.offset + i * x.stride[0],
})

function gather(x: View, rows: Int32Array, out: View): void {
  rows.forEach((row, i) => ops.assign(nd(rowOf(out, i)), nd(rowOf(x, row))))
}

function scatter(x: View, rows: Int32Array, out: View): void {
  const wide = ndarray(new Float64Array(sizeOf(out.shape)), [...out.shape])
  rows.forEach((row, i) => ops.addeq(wide.pick(row), nd(rowOf(x, i))))
  ops.assign(nd(out), wide)
}

const arenas = { float32: new Arena('float32'), float64: new Arena('float64'), int32: new Arena('int32') }

/** Readable kernels for every element type. Memory is the engine's: ordinary arrays. */
export const reference: Kernels = {
  name: 'reference',
  dtypes: ['float32', 'float64', 'int32'],
  alloc: (dtype, shape) => arenas[dtype].block(shape),
  keep: heap,
  begin: () => {},
  end: () => Object.values(arenas).forEach((arena) => arena.reset()),
  anomaly: (on) => void (watched.on = on),
  map: (f, inputs, params, out) => mapLoop(f.js, inputs, params, out),
  fold,
  matmul,
  gather,
  scatter,
}
