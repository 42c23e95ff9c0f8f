// Other looks at the same numbers: no copy is made (but by reshape, where strides cannot say it).
// Each op's derivative is the op that undoes it; slice and embed undo each other.
import { ShapeError, ValueError } from '../errors.ts'
import { identity } from '../kernels/scalar.ts'
import { anyType, apply, checkTensor, type KernelOp, type ViewOp } from '../op.ts'
import { checkList, resolveAxes, resolveAxis, sameShape, show, sizeOf, type Shape } from '../shape.ts'
import type { Tensor } from '../tensor.ts'
import { permuted, reshaped, sliced, type Range } from '../view.ts'

const reshapeOp: ViewOp<Shape> = {
  name: 'reshape',
  view: reshaped,
  pullbacks: [(dy, [x]) => reshape(dy, x.shape)],
  reads: [],
}

/** The same elements in row-major order at another shape; one size may be −1, meaning whatever is left. */
export function reshape(x: Tensor, shape: Shape): Tensor {
  checkTensor('reshape', x)
  checkList('reshape', 'shape', shape)
  const known = shape.reduce((n, d) => (d === -1 ? n : n * d), 1)
  const unknown = shape.filter((d) => d === -1).length
  const full = shape.map((d) => (d === -1 ? x.size / known : d))
  const fits = unknown <= 1 && full.every((d) => Number.isInteger(d) && d >= 0) && sizeOf(full) === x.size
  if (!fits)
    throw new ShapeError(
      `reshape: ${show(x.shape)} holds ${x.size} elements; ${show(shape)} needs ${unknown > 0 ? `a multiple of ${known}` : known}.`,
    )
  return sameShape(full, x.shape) ? x : apply(reshapeOp, [x], full)
}

const permuteOp: ViewOp<readonly number[]> = {
  name: 'permute',
  view: permuted,
  pullbacks: [
    (dy, _x, _y, order) =>
      permute(
        dy,
        order.map((_, axis) => order.indexOf(axis)),
      ),
  ],
  reads: [],
}

/** Axes in another order: out.shape[i] = x.shape[order[i]]. */
export function permute(x: Tensor, order: readonly number[]): Tensor {
  checkTensor('permute', x)
  checkList('permute', 'order', order)
  const axes = order.map((a) => resolveAxis('permute', a, x.rank))
  if (axes.length !== x.rank || new Set(axes).size !== x.rank) {
    throw new ShapeError(
      `permute: order (${order.join(', ')}) for a tensor ${show(x.shape)}; it needs each of its ${x.rank} axes once.`,
    )
  }
  return apply(permuteOp, [x], axes)
}

/** Swaps two axes, the last two unless said. */
export function transpose(x: Tensor, a = -2, b = -1): Tensor {
  checkTensor('transpose', x)
  const [i, j] = [resolveAxis('transpose', a, x.rank), resolveAxis('transpose', b, x.rank)]
  const order = x.shape.map((_, axis) => (axis === i ? j : axis === j ? i : axis))
  return apply(permuteOp, [x], order)
}

/** A new axis of size 1 at `axis` of the result. */
export function expandDims(x: Tensor, axis: number): Tensor {
  checkTensor('expandDims', x)
  const at = resolveAxis('expandDims', axis, x.rank + 1)
  return reshape(x, [...x.shape.slice(0, at), 1, ...x.shape.slice(at)])
}

/** Drops axes of size 1: those named, or all. */
export function squeeze(x: Tensor, axis?: number | readonly number[]): Tensor {
  checkTensor('squeeze', x)
  const axes = resolveAxes('squeeze', axis, x.rank)
  const wide = axes.find((a) => x.shape[a] !== 1)
  if (axis !== undefined && wide !== undefined)
    throw new ShapeError(
      `squeeze: axis ${wide} of ${show(x.shape)} is ${x.shape[wide]}; it needs an axis of size 1.`,
    )
  return reshape(
    x,
    x.shape.filter((d, i) => d !== 1 || !axes.includes(i)),
  )
}

const sliceOp: ViewOp<readonly Range[]> = {
  name: 'slice',
  view: sliced,
  pullbacks: [(dy, [x], _y, ranges) => embed(dy, x.shape, ranges)],
  reads: [],
}

const embedOp: KernelOp<{ readonly shape: Shape; readonly ranges: readonly Range[] }> = {
  name: 'embed',
  dtype: anyType('embed'),
  shape: (_, { shape }) => shape,
  forward: (k, y, [x], { ranges }) => {
    y.data.fill(0, y.offset, y.offset + sizeOf(y.shape))
    k.map(identity, [x], [], sliced(y, ranges))
  },
  pullbacks: [(dy, _x, _y, { ranges }) => apply(sliceOp, [dy], ranges)],
  reads: [],
}

/** Zeros of `shape` with x written at `ranges`: the adjoint of a slice. */
export const embed = (x: Tensor, shape: Shape, ranges: readonly Range[]): Tensor =>
  apply(embedOp, [x], { shape, ranges })

/** One axis of a slice: an index (the axis goes), null for all, or [start, stop, step] as in Python, null where open. */
export type Slice = number | null | readonly [start: number | null, stop?: number | null, step?: number]

function rangeOf(part: Slice, size: number, axis: number): Range {
  if (part === null) return { start: 0, step: 1, count: size }
  if (typeof part === 'number') {
    if (!Number.isInteger(part) || part < -size || part >= size) {
      throw new ValueError(
        `slice: index ${part} on axis ${axis} of size ${size}; it needs an integer from ${-size} to ${size - 1}.`,
      )
    }
    return { start: part < 0 ? part + size : part, step: 1, count: 1 }
  }
  checkList('slice', `the part of axis ${axis}`, part)
  const [start, stop, step = 1] = part
  if ([start ?? 0, stop ?? 0].some((bound) => !Number.isInteger(bound)))
    throw new ValueError(
      `slice: from ${start} to ${stop} on axis ${axis}; it needs integers, or null where it is open.`,
    )
  if (!Number.isInteger(step) || step === 0)
    throw new ValueError(`slice: step ${step} on axis ${axis}; it needs an integer that is not 0.`)
  const [least, most] = step > 0 ? [0, size] : [-1, size - 1]
  const bound = (x: number | null | undefined, open: number) =>
    x == null ? open : Math.min(most, Math.max(least, x < 0 ? x + size : x))
  const [from, to] = [bound(start, step > 0 ? 0 : size - 1), bound(stop, step > 0 ? size : -1)]
  return { start: from, step, count: Math.max(0, Math.ceil((to - from) / step)) }
}

/** Part of each axis; axes that are not named are taken whole. Negative numbers count from the end, steps may be negative. */
export function slice(x: Tensor, parts: readonly Slice[]): Tensor {
  checkTensor('slice', x)
  checkList('slice', 'parts', parts)
  if (parts.length > x.rank)
    throw new ShapeError(`slice: ${parts.length} parts for a tensor ${show(x.shape)}; it has ${x.rank} axes.`)
  const ranges = x.shape.map((size, axis) => rangeOf(parts[axis] ?? null, size, axis))
  const part = apply(sliceOp, [x], ranges)
  const dropped = parts.some((p) => typeof p === 'number')
  return dropped
    ? reshape(
        part,
        part.shape.filter((_, axis) => typeof parts[axis] !== 'number'),
      )
    : part
}

/** The order of elements reversed along axes, all unless said. */
export function flip(x: Tensor, axis?: number | readonly number[]): Tensor {
  checkTensor('flip', x)
  const axes = resolveAxes('flip', axis, x.rank)
  return slice(
    x,
    x.shape.map((_, i) => (axes.includes(i) ? [null, null, -1] : null)),
  )
}
