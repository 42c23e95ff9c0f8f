// A view is data, shape, stride, offset: structurally an ndarray. Another look at the same numbers costs nothing.
// Read `shape.ts` first. Broadcasting is a stride of 0; reversing is a negative one.
import { DTypeError } from './errors.ts'
import { rowMajor, sameShape, sizeOf, type Shape } from './shape.ts'

export type DType = 'float32' | 'float64' | 'int32'
export type Data = Float32Array | Float64Array | Int32Array

export interface View {
  readonly data: Data
  readonly shape: Shape
  readonly stride: readonly number[]
  readonly offset: number
}

export const dtypeOf = (data: Data): DType =>
  data instanceof Float32Array ? 'float32' : data instanceof Float64Array ? 'float64' : 'int32'

const arrays = { float32: Float32Array, float64: Float64Array, int32: Int32Array }

/** Refuses what is not an element type. */
export function checkDType(where: string, dtype: DType): void {
  if (!Object.hasOwn(arrays, dtype))
    throw new DTypeError(`${where}: dtype '${String(dtype)}'; it needs 'float32', 'float64' or 'int32'.`)
}

/** An ordinary array of zeros, which the engine collects. */
export const heap = (dtype: DType, size: number): Data => new arrays[dtype](size)

export const dense = (data: Data, shape: Shape): View => ({ data, shape, stride: rowMajor(shape), offset: 0 })

/** Whether the elements lie in row-major order without gaps, from `offset` on. */
export function isContiguous({ shape, stride }: View): boolean {
  let step = 1
  for (let i = shape.length - 1; i >= 0; i--) {
    if (shape[i] !== 1 && stride[i] !== step) return sizeOf(shape) === 0
    step *= shape[i]
  }
  return true
}

/** The same numbers seen at a larger shape, repeated along stretched axes. The shapes must broadcast. */
export function broadcast(x: View, shape: Shape): View {
  if (sameShape(x.shape, shape)) return x
  const lead = shape.length - x.shape.length
  const stride = shape.map((d, i) =>
    i < lead || (x.shape[i - lead] === 1 && d !== 1) ? 0 : x.stride[i - lead],
  )
  return { data: x.data, shape, stride, offset: x.offset }
}

/** Axes in another order. */
export const permuted = (x: View, order: readonly number[]): View => ({
  data: x.data,
  shape: order.map((a) => x.shape[a]),
  stride: order.map((a) => x.stride[a]),
  offset: x.offset,
})

/** `count` elements from `start`, `step` apart, along each axis. */
export interface Range {
  readonly start: number
  readonly step: number
  readonly count: number
}

export const sliced = (x: View, ranges: readonly Range[]): View => ({
  data: x.data,
  shape: ranges.map((r) => r.count),
  stride: ranges.map((r, i) => r.step * x.stride[i]),
  offset: ranges.reduce((at, r, i) => at + (r.count > 0 ? r.start * x.stride[i] : 0), x.offset),
})

/** A window slides along an axis: it stops at `count` places, `stride` apart, and sees `kernel` elements there, `dilation` apart. */
export interface Sliding {
  readonly kernel: number
  readonly stride: number
  readonly dilation: number
  readonly count: number
}

/** The last axes as windows: (…, H, W) to (…, counts, kernels). Windows overlap, so one number may be seen many times. */
export function windowed({ data, shape, stride, offset }: View, sliding: readonly Sliding[]): View {
  const lead = shape.length - sliding.length
  const along = stride.slice(lead)
  return {
    data,
    shape: [...shape.slice(0, lead), ...sliding.map((s) => s.count), ...sliding.map((s) => s.kernel)],
    stride: [
      ...stride.slice(0, lead),
      ...sliding.map((s, i) => s.stride * along[i]),
      ...sliding.map((s, i) => s.dilation * along[i]),
    ],
    offset,
  }
}

/** Whether several elements may lie in one place, as in a repeated axis or in windows. */
export function overlaps({ shape, stride }: View): boolean {
  const axes = shape.map((d, i) => [Math.abs(stride[i]), d]).filter(([, d]) => d > 1)
  let reach = 0 // of the axes with smaller steps
  return axes
    .sort(([a], [b]) => a - b)
    .some(([step, d]) => {
      const meets = step <= reach
      reach += (d - 1) * step
      return meets
    })
}

/** The same elements in row-major order at another shape, if strides can say so; else undefined. */
export function reshaped(x: View, shape: Shape): View | undefined {
  if (isContiguous(x)) return { data: x.data, shape, stride: rowMajor(shape), offset: x.offset }
  const old = x.shape.map((d, i) => [d, x.stride[i]]).filter(([d]) => d !== 1)
  const kept = shape.map((d, i) => [d, i]).filter(([d]) => d !== 1)
  if (old.length !== kept.length || old.some(([d], i) => d !== kept[i][0])) return undefined
  const stride = new Array<number>(shape.length).fill(0)
  kept.forEach(([, axis], i) => (stride[axis] = old[i][1]))
  return { data: x.data, shape, stride, offset: x.offset }
}
