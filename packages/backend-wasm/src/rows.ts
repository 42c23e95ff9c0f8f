// Rows by number. Of a large table in an ordinary array (a data set, say) only the rows asked for are copied.
// Read `axes.ts` and `staging.ts` first.
import { copyInto, sizeOf, type View } from '@glissade/autograd/kernels'
import { eachBlock, mergedAxes } from './axes.ts'
import type { Engine } from './engine.ts'
import { address, deliver, inside, target } from './staging.ts'

const rowOf = ({ data, shape, stride, offset }: View, i: number): View => ({
  data,
  shape: shape.slice(1),
  stride: stride.slice(1),
  offset: offset + i * stride[0],
})

/** The axes behind the first, of two views together; the last of them is what one call takes. */
function behind(x: View, y: View) {
  const axes = mergedAxes(x.shape.slice(1), [x.stride.slice(1), y.stride.slice(1)])
  const width = axes.sizes[axes.sizes.length - 1]
  const [xc, yc] = axes.strides.map((s) => s[s.length - 1])
  return { axes, width, xc, yc }
}

export function gather({ memory, functions }: Engine, table: View, rows: Int32Array, out: View): void {
  if (!memory.owns(table.data) && sizeOf(table.shape) > sizeOf(out.shape)) {
    rows.forEach((row, i) => copyInto(rowOf(table, row), rowOf(out, i)))
    return
  }
  const [x, y] = [inside(memory, table), target(memory, out)]
  const list = memory.integers(rows)
  const { axes, width, xc, yc } = behind(x, y)
  const [xr, yr, xt, yt] = [x.stride[0], y.stride[0], address(x), address(y)]
  eachBlock(axes, 1, ([xo, yo]) => {
    functions.gather(rows.length, list, width, xt + 4 * xo, xr, xc, yt + 4 * yo, yr, yc)
  })
  deliver(y, out)
}

export function scatter({ memory, functions }: Engine, input: View, rows: Int32Array, out: View): void {
  const [x, y] = [inside(memory, input), target(memory, out)]
  const height = out.shape[0]
  const [first, next] = [memory.take(4 * height), memory.take(4 * rows.length)]
  functions.chain(rows.length, memory.integers(rows), height, first, next)
  const { axes, width, xc, yc } = behind(x, y)
  const [xr, yr, xt, yt] = [x.stride[0], y.stride[0], address(x), address(y)]
  eachBlock(axes, 1, ([xo, yo]) => {
    functions.scatter(height, first, next, width, xt + 4 * xo, xr, xc, yt + 4 * yo, yr, yc)
  })
  deliver(y, out)
}
