// Gradients that are zero but for some rows, as that of a large table of which a batch has read a few. Read `sweep.ts` first.
// They are added to where they belong: no array of the table's size is made, and whoever asks learns which rows were written.
import { kernelsFor } from './kernels/backend.ts'
import { allocate } from './allocate.ts'
import type { Tensor } from './tensor.ts'

const known = new WeakMap<Tensor, Set<number>>()
/** Gradients that count as zero while their numbers are still the old ones: what is written whole need not be zeroed first. */
const stale = new WeakSet<Tensor>()

/** The rows of a gradient that were written since it was last cleared, in any order; undefined where it may be any. */
export const touchedRows = (gradient: Tensor): ReadonlySet<number> | undefined => known.get(gradient)

/** Says that a gradient is zero from here on, so that its rows are counted anew. */
export const markCleared = (gradient: Tensor): void => void known.set(gradient, new Set())

/** Says that a gradient counts as zero from here on, whatever its numbers are: it is zeroed when something is added to it. */
export function markStale(gradient: Tensor): void {
  markCleared(gradient)
  stale.add(gradient)
}

/** Zeroes a gradient that only counts as zero. */
export function clearStale(gradient: Tensor): void {
  if (!stale.delete(gradient)) return
  const { data, offset } = gradient.view
  data.fill(0, offset, offset + gradient.size)
}

/** Says that all of a gradient was written. */
export function markWritten(gradient: Tensor): void {
  known.delete(gradient)
  stale.delete(gradient)
}

/** Each row once, in order of its number, and for each position the place of its row among them. */
function distinct(rows: Int32Array): { each: Int32Array; places: Int32Array } {
  const sorted = rows.slice().sort()
  let n = 0
  for (let i = 0; i < sorted.length; i++) if (i === 0 || sorted[i] !== sorted[n - 1]) sorted[n++] = sorted[i]
  const each = sorted.subarray(0, n)
  const place = new Map<number, number>()
  each.forEach((row, k) => place.set(row, k))
  return { each, places: rows.map((row) => place.get(row) as number) }
}

/** gradient[rows[i], :] += dy[i, :]; a row that comes several times is summed up first, as a scatter does. */
export function addRows(gradient: Tensor, rows: Int32Array, dy: Tensor): void {
  if (rows.length === 0) return
  clearStale(gradient)
  const { each, places } = distinct(rows)
  const sums = allocate(dy.dtype, [each.length, dy.shape[1]])
  kernelsFor(dy.dtype).scatter(dy.view, places, sums.view)
  const [from, to] = [sums.view, gradient.view]
  const [rowStep, step] = to.stride
  const width = dy.shape[1]
  for (let k = 0, at = from.offset; k < each.length; k++) {
    let out = to.offset + each[k] * rowStep
    for (let j = 0; j < width; j++, at++, out += step) to.data[out] += from.data[at]
  }
  gradient.storage.touch('backward')
  const touched = known.get(gradient)
  if (touched) for (const row of each) touched.add(row)
}
