// The looks that a kernel must see through: one table of numbers, laid out in memory in many ways.
// Read `../../view.ts` first.
import type { Kernels } from '../../kernels/kernels.ts'
import { copyInto } from '../../kernels/loops.ts'
import { sizeOf, type Shape } from '../../shape.ts'
import { broadcast, dense, heap, permuted, sliced, type DType, type Range, type View } from '../../view.ts'

/** Where blocks come from: the backend's own memory, or the engine's, which a backend must accept too. */
export type Place = (dtype: DType, shape: Shape) => View
export const own =
  (k: Kernels): Place =>
  (dtype, shape) =>
    k.alloc(dtype, shape)
export const foreign: Place = (dtype, shape) => dense(heap(dtype, sizeOf(shape)), shape)

/** A view of the given shape in memory of its own; its elements are still to be written. */
type Layout = (place: Place, dtype: DType, shape: Shape) => View

const contiguous: Layout = (place, dtype, shape) => place(dtype, shape)

/** A part of a larger block: `ranges` says which elements of each axis. */
const part =
  (size: (d: number) => number, range: (d: number) => Range): Layout =>
  (place, dtype, shape) =>
    sliced(contiguous(place, dtype, shape.map(size)), shape.map(range))

export const layouts: Readonly<Record<string, Layout>> = {
  contiguous,
  transposed: (place, dtype, shape) => {
    const back = shape.map((_, i) => shape.length - 1 - i)
    return permuted(contiguous(place, dtype, [...shape].reverse()), back)
  },
  sliced: part(
    (d) => d + 3,
    (d) => ({ start: 1, step: 1, count: d }),
  ),
  stepped: part(
    (d) => 2 * d + 1,
    (d) => ({ start: 1, step: 2, count: d }),
  ),
  reversed: part(
    (d) => d,
    (d) => ({ start: d - 1, step: -1, count: d }),
  ),
}

/** A view of `shape` that holds `numbers`, row-major. */
export function laidOut(
  layout: string,
  place: Place,
  dtype: DType,
  shape: Shape,
  numbers: readonly number[] = [],
): View {
  const view = layouts[layout](place, dtype, shape)
  const data = heap(dtype, sizeOf(shape))
  data.set(numbers.slice(0, data.length))
  copyInto(dense(data, shape), view)
  return view
}

/** One axis (or all) of size 1 in memory, stretched over `shape` with stride 0. */
export function stretched(
  axis: number | 'all',
  place: Place,
  dtype: DType,
  shape: Shape,
  numbers: readonly number[],
): View {
  const small = shape.map((d, i) => (axis === 'all' || i === axis ? 1 : d))
  return broadcast(laidOut('contiguous', place, dtype, small, numbers), shape)
}

/** Numbers that look random, the same on every machine: multiples of the golden ratio modulo 1, stretched over [lo, hi]. */
export const spread = (n: number, lo: number, hi: number, start = 1): number[] =>
  Array.from({ length: n }, (_, i) => Math.fround(lo + (hi - lo) * (((start + i) * 0.6180339887498949) % 1)))
