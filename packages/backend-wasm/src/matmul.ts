// Matrix products: one call for each matrix of the batch; a batch that shares its right operand is one tall matrix.
// Read `axes.ts` and `staging.ts` first.
import type { View } from '@glissade/autograd/kernels'
import { eachBlock, mergedAxes } from './axes.ts'
import type { Engine } from './engine.ts'
import { address, deliver, inside, target } from './staging.ts'

export function matmul({ memory, functions }: Engine, left: View, right: View, out: View): void {
  const rank = out.shape.length
  const [k, n] = right.shape.slice(-2)
  const columnsTouch = n === 1 || out.stride[rank - 1] === 1
  const y = target(memory, out, columnsTouch)
  const [a, b] = [inside(memory, left), inside(memory, right)]
  const [[ap], [bp, bj]] = [a.stride.slice(-1), b.stride.slice(-2)]
  // The batch and the rows; strides of the right operand are 0 along the rows.
  const axes = mergedAxes(y.shape.slice(0, -1), [
    y.stride.slice(0, -1),
    a.stride.slice(0, -1),
    [...b.stride.slice(0, -2), 0],
  ])
  const m = axes.sizes[axes.sizes.length - 1]
  const [yi, ai] = axes.strides.map((s) => s[s.length - 1])
  eachBlock(axes, 1, ([yo, ao, bo]) =>
    functions.matmul(
      m,
      k,
      n,
      address(a) + 4 * ao,
      ai,
      ap,
      address(b) + 4 * bo,
      bp,
      bj,
      address(y) + 4 * yo,
      yi,
    ),
  )
  deliver(y, out)
}
