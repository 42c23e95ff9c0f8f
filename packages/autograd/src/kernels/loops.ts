// Plain loops over strided views: the map that any backend can fall back on, copying, and visiting one axis.
// Read `../view.ts` first.
import { isContiguous, type Data, type View } from '../view.ts'
import { sizeOf, type Shape } from '../shape.ts'
import type { Scalar } from './scalar.ts'

/** Calls `row` for each position of all axes but the last, with the offset of each view there. */
export function eachRow(shape: Shape, views: readonly View[], row: (at: readonly number[]) => void): void {
  const rank = shape.length
  const at = views.map((v) => v.offset)
  if (rank < 2) {
    if (shape[0] !== 0) row(at)
    return
  }
  if (sizeOf(shape) === 0) return
  const index = new Array<number>(rank).fill(0)
  for (;;) {
    row(at)
    let axis = rank - 2
    for (; axis >= 0; axis--) {
      for (let k = 0; k < at.length; k++) at[k] += views[k].stride[axis]
      if (++index[axis] < shape[axis]) break
      for (let k = 0; k < at.length; k++) at[k] -= views[k].stride[axis] * shape[axis]
      index[axis] = 0
    }
    if (axis < 0) return
  }
}

const last = (shape: Shape): number => (shape.length === 0 ? 1 : shape[shape.length - 1])
const step = (v: View): number => (v.shape.length === 0 ? 0 : v.stride[v.shape.length - 1])

/** out[i] = f(a[i], b[i], …, params…) on views of one shape. */
export function mapLoop(
  f: Scalar['js'],
  inputs: readonly View[],
  params: readonly number[],
  out: View,
): void {
  const n = last(out.shape)
  const y = out.data
  const sy = step(out)
  const [p, q, r] = params
  const [a, b, c] = inputs.map((x) => x.data)
  const [sa, sb, sc] = inputs.map(step)
  if (inputs.length === 1) {
    eachRow(out.shape, [out, ...inputs], (at) => {
      for (let i = 0, oy = at[0], oa = at[1]; i < n; i++, oy += sy, oa += sa) y[oy] = f(a[oa], p, q, r)
    })
  } else if (inputs.length === 2) {
    eachRow(out.shape, [out, ...inputs], (at) => {
      for (let i = 0, oy = at[0], oa = at[1], ob = at[2]; i < n; i++, oy += sy, oa += sa, ob += sb)
        y[oy] = f(a[oa], b[ob], p, q)
    })
  } else if (inputs.length === 3) {
    eachRow(out.shape, [out, ...inputs], (at) => {
      for (
        let i = 0, oy = at[0], oa = at[1], ob = at[2], oc = at[3];
        i < n;
        i++, oy += sy, oa += sa, ob += sb, oc += sc
      )
        y[oy] = f(a[oa], b[ob], c[oc], p)
    })
  } else {
    const strides = inputs.map(step)
    const x = [...inputs.map(() => 0), ...params]
    eachRow(out.shape, [out, ...inputs], (at) => {
      for (let i = 0; i < n; i++) {
        for (let k = 0; k < inputs.length; k++) x[k] = inputs[k].data[at[k + 1] + i * strides[k]]
        y[at[0] + i * sy] = f(...x)
      }
    })
  }
}

/** Copies `x` into `out`, a view of the same shape. */
export function copyInto(x: View, out: View): void {
  if (sizeOf(x.shape) === 0) return
  if (isContiguous(x) && isContiguous(out) && x.data.constructor === out.data.constructor) {
    out.data.set(x.data.subarray(x.offset, x.offset + sizeOf(x.shape)), out.offset)
    return
  }
  const n = last(out.shape)
  const [sx, sy] = [step(x), step(out)]
  eachRow(out.shape, [out, x], ([oy, ox]) => {
    for (let i = 0; i < n; i++) out.data[oy + i * sy] = x.data[ox + i * sx]
  })
}

/** The elements in row-major order, in an array that nobody else holds. */
export function flat(x: View): Data {
  const size = sizeOf(x.shape)
  if (isContiguous(x)) return x.data.slice(x.offset, x.offset + size)
  const data =
    x.data instanceof Float32Array
      ? new Float32Array(size)
      : x.data instanceof Float64Array
        ? new Float64Array(size)
        : new Int32Array(size)
  let k = 0
  const n = last(x.shape)
  const s = step(x)
  eachRow(x.shape, [x], ([at]) => {
    for (let i = 0; i < n; i++) data[k++] = x.data[at + i * s]
  })
  return data
}
