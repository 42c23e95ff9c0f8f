// Matrix products: one call for each matrix of the batch; a batch that shares its right operand is one tall matrix.
// Read `axes.ts` and `staging.ts` first.
import type { View } from '@glissade/autograd/kernels'
import { eachBlock, mergedAxes, type Axes } from './axes.ts'
import type { Engine } from './engine.ts'
import { address, deliver, inside, target } from './staging.ts'

export function matmul({ memory, functions }: Engine, left: View, right: View, out: View): void {
  const rank = out.shape.length
  const [k, n] = right.shape.slice(-2)
  const y = target(memory, out, n === 1 || out.stride[rank - 1] === 1)
  const [a, b] = [inside(memory, left), inside(memory, right)]
  const [ap, bp, bj] = [a.stride[rank - 1], b.stride[rank - 2], b.stride[rank - 1]]
  // The batch and the rows: along the rows the right operand stays where it is.
  const axes = mergedAxes(y.shape.slice(0, -1), [
    y.stride.slice(0, -1),
    a.stride.slice(0, -1),
    [...b.stride.slice(0, -2), 0],
  ])
  if (axes.strides[2].at(-1) !== 0) addRow(axes)
  const row = axes.sizes.length - 1
  const [m, yi, ai] = [axes.sizes[row], axes.strides[0][row], axes.strides[1][row]]
  const [yt, at, bt] = [address(y), address(a), address(b)]
  eachBlock(axes, 1, ([yo, ao, bo]) => {
    functions.matmul(m, k, n, at + 4 * ao, ai, ap, bt + 4 * bo, bp, bj, yt + 4 * yo, yi)
  })
  deliver(y, out)
}

/** Where each matrix has one row, the last axis left is one of the batch; its rows come back as an axis of size 1. */
function addRow({ sizes, strides }: Axes): void {
  sizes.push(1)
  for (const s of strides) s.push(0)
}
