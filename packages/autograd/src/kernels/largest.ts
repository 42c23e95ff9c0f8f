// The largest element of each window, where it is, and the way back: plain forms of shortcuts that a backend may have.
// Read `kernels.ts` first.
import { rowMajor, sizeOf } from '../shape.ts'
import { windowed, type Sliding, type View } from '../view.ts'
import { eachRow, flat } from './loops.ts'

/** How far each element of a window lies from its first one. */
function offsets({ shape, stride }: View, axes: number): number[] {
  const [kernel, steps] = [shape.slice(-axes), stride.slice(-axes)]
  return Array.from({ length: sizeOf(kernel) }, (_, n) =>
    kernel.reduce((at, d, i) => at + (Math.floor(n / sizeOf(kernel.slice(i + 1))) % d) * steps[i], 0),
  )
}

/** Larger, where NaN is larger than every number; equals are not. */
const beats = (a: number, b: number): boolean => a > b || (Number.isNaN(a) && !Number.isNaN(b))

export function largest(x: View, sliding: readonly Sliding[], out: View, at: Int32Array): void {
  const axes = sliding.length
  const windows = windowed(x, sliding)
  const order = windowed({ ...x, stride: rowMajor(x.shape), offset: 0 }, sliding)
  const [near, places] = [offsets(windows, axes), offsets(order, axes)]
  const shape = [...out.shape, 1]
  const corners = [windows, order, out].map((v) => ({
    ...v,
    shape,
    stride: [...v.stride.slice(0, out.shape.length), 0],
  }))
  let n = 0
  eachRow(shape, corners, ([first, place, y]) => {
    let best = 0
    for (let i = 1; i < near.length; i++)
      if (beats(x.data[first + near[i]], x.data[first + near[best]])) best = i
    out.data[y] = x.data[first + near[best]]
    at[n++] = place + places[best]
  })
}

/** out = 0, then out[at[i]] += x[i], both in row-major order; `out` lies in one piece. */
export function put(x: View, at: Int32Array, { data, shape, offset }: View): void {
  data.fill(0, offset, offset + sizeOf(shape))
  flat(x).forEach((value, i) => (data[offset + at[i]] += value))
}
