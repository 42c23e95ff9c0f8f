// Putting tensors together, and apart again. Copies; each derivative is a slice.
import { DTypeError, ShapeError, ValueError } from '../errors.ts'
import { copyInto } from '../kernels/loops.ts'
import { identity } from '../kernels/scalar.ts'
import { constant } from '../allocate.ts'
import { anyType, apply, checkTensor, type KernelOp } from '../op.ts'
import { shown } from '../options.ts'
import { checkList, resolveAxis, sameShape, show, type Shape } from '../shape.ts'
import type { Tensor } from '../tensor.ts'
import { broadcast, sliced, type Range } from '../view.ts'
import { add } from './arithmetic.ts'
import { broadcastTo } from './sum.ts'
import { embed, expandDims, reshape, slice, type Slice } from './view.ts'

const whole = (shape: Shape): Range[] => shape.map((count) => ({ start: 0, step: 1, count }))
const along = (rank: number, axis: number, part: Slice): Slice[] =>
  Array.from({ length: rank }, (_, i) => (i === axis ? part : null))

const concatOp: KernelOp<number> = {
  name: 'concat',
  dtype: anyType('concat'),
  shape: (shapes, axis) => {
    const [first] = shapes
    for (const s of shapes) {
      if (s.length !== first.length || s.some((d, i) => i !== axis && d !== first[i])) {
        throw new ShapeError(
          `concat: ${show(first)} and ${show(s)} along axis ${axis}; all other sizes must be equal.`,
        )
      }
    }
    return first.map((d, i) => (i === axis ? shapes.reduce((n, s) => n + s[axis], 0) : d))
  },
  forward: (k, y, parts, axis) => {
    let start = 0
    for (const x of parts) {
      const ranges = whole(x.shape)
      ranges[axis] = { start, step: 1, count: x.shape[axis] }
      start += x.shape[axis]
      k.map(identity, [x], [], sliced(y, ranges))
    }
  },
  pullbacks: (index) => (dy, inputs, _y, axis) => {
    const start = inputs.slice(0, index).reduce((n, x) => n + x.shape[axis], 0)
    return slice(dy, along(dy.rank, axis, [start, start + inputs[index].shape[axis]]))
  },
  reads: [],
}

function checkTensors(where: string, parts: readonly Tensor[]): void {
  if (!Array.isArray(parts))
    throw new DTypeError(`${where}: ${shown(parts)} in place of a list; it needs a list of tensors.`)
  if (parts.length === 0) throw new ValueError(`${where}: no tensors; it needs at least one.`)
  for (const part of parts) checkTensor(where, part)
}

/** Tensors one after another along an axis; all other sizes are equal. */
export function concat(parts: readonly Tensor[], axis = 0): Tensor {
  checkTensors('concat', parts)
  return apply(concatOp, parts, resolveAxis('concat', axis, parts[0].rank))
}

/** Tensors of one shape side by side along a new axis. */
export function stack(parts: readonly Tensor[], axis = 0): Tensor {
  checkTensors('stack', parts)
  const other = parts.find((x) => !sameShape(x.shape, parts[0].shape))
  if (other)
    throw new ShapeError(`stack: ${show(parts[0].shape)} and ${show(other.shape)}; they need one shape.`)
  return concat(
    parts.map((x) => expandDims(x, axis)),
    axis,
  )
}

/** Cuts an axis into pieces of the given sizes, or into pieces of one size (the last may be smaller). */
export function split(x: Tensor, sizes: number | readonly number[], axis = 0): Tensor[] {
  checkTensor('split', x)
  if (typeof sizes !== 'number') checkList('split', 'sizes', sizes)
  const at = resolveAxis('split', axis, x.rank)
  const total = x.shape[at]
  if (typeof sizes === 'number' && !(Number.isInteger(sizes) && sizes > 0))
    throw new ValueError(`split: pieces of ${sizes}; it needs an integer of at least 1.`)
  const list =
    typeof sizes === 'number'
      ? Array.from({ length: Math.ceil(total / sizes) }, (_, i) => Math.min(sizes, total - i * sizes))
      : sizes
  if (list.some((n) => !Number.isInteger(n) || n < 0) || list.reduce((n, d) => n + d, 0) !== total) {
    throw new ShapeError(
      `split: sizes (${list.join(', ')}) of an axis of ${total}; they need to be integers that add up to it.`,
    )
  }
  let start = 0
  return list.map((n) => slice(x, along(x.rank, at, [start, (start += n)])))
}

/** Adds `value` around x: [before, after] for each axis. */
export function pad(
  x: Tensor,
  widths: readonly (readonly [before: number, after: number])[],
  value = 0,
): Tensor {
  checkTensor('pad', x)
  checkList('pad', 'widths', widths)
  if (widths.length !== x.rank || widths.flat().some((n) => !Number.isInteger(n) || n < 0)) {
    throw new ShapeError(
      `pad: widths ${shown(widths)} for ${show(x.shape)}; it needs [before, after], integers of at least 0, for each of ${x.rank} axes.`,
    )
  }
  if (typeof value !== 'number') throw new ValueError(`pad: value is ${shown(value)}; it needs a number.`)
  const shape = x.shape.map((d, i) => widths[i][0] + d + widths[i][1])
  const ranges = x.shape.map((count, i) => ({ start: widths[i][0], step: 1, count }))
  const padded = embed(x, shape, ranges)
  return value === 0 ? padded : add(padded, frame(x, shape, ranges, value))
}

/** `value` around a hole of zeros. */
function frame(x: Tensor, shape: Shape, ranges: readonly Range[], value: number): Tensor {
  const border = constant(value, shape, x.dtype)
  const hole = sliced(border.view, ranges)
  copyInto(broadcast(constant(0, [], x.dtype).view, x.shape), hole)
  return border
}

/** Repeats x `times[i]` along axis i. */
export function tile(x: Tensor, times: readonly number[]): Tensor {
  checkTensor('tile', x)
  checkList('tile', 'times', times)
  if (times.length !== x.rank || times.some((n) => !Number.isInteger(n) || n < 0)) {
    throw new ShapeError(
      `tile: times (${times.join(', ')}) for ${show(x.shape)}; it needs an integer of at least 0 for each of ${x.rank} axes.`,
    )
  }
  const apart = reshape(
    x,
    x.shape.flatMap((d) => [1, d]),
  )
  return reshape(
    broadcastTo(
      apart,
      x.shape.flatMap((d, i) => [times[i], d]),
    ),
    x.shape.map((d, i) => times[i] * d),
  )
}

/** Moves the elements `shift` places along an axis; those that leave at one end enter at the other. */
export function roll(x: Tensor, shift: number, axis = 0): Tensor {
  checkTensor('roll', x)
  const at = resolveAxis('roll', axis, x.rank)
  const n = x.shape[at]
  if (!Number.isInteger(shift)) throw new ValueError(`roll: shift ${shift}; it needs an integer.`)
  const k = n === 0 ? 0 : ((shift % n) + n) % n
  return k === 0
    ? x
    : concat([slice(x, along(x.rank, at, [n - k])), slice(x, along(x.rank, at, [0, n - k]))], at)
}
