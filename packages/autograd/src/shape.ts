// Shapes are plain lists of sizes; everything here is a pure function of them.
// Broadcasting is NumPy's: align at the right, a size of 1 stretches.
import { ShapeError, ValueError } from './errors.ts'
import { shown } from './options.ts'

export type Shape = readonly number[]

/** (2, 3) as people write it; a scalar is (). */
export const show = (shape: Shape): string => `(${shape.join(', ')})`

/** The number of elements: the product of the sizes, 1 for a scalar. */
export const sizeOf = (shape: Shape): number => {
  let n = 1
  for (const d of shape) n *= d
  return n
}

export function sameShape(a: Shape, b: Shape): boolean {
  if (a === b) return true
  if (a.length !== b.length) return false
  for (let i = 0; i < a.length; i++) if (a[i] !== b[i]) return false
  return true
}

/** Strides of scalars and vectors, shared by all of them. */
const SHORT: readonly (readonly number[])[] = [[], [1]]

/** Row-major strides: the last axis varies fastest. */
export function rowMajor(shape: Shape): readonly number[] {
  if (shape.length < SHORT.length) return SHORT[shape.length]
  const stride = new Array<number>(shape.length)
  let step = 1
  for (let i = shape.length - 1; i >= 0; i--) {
    stride[i] = step
    step *= shape[i]
  }
  return stride
}

/** The shape that all the given ones stretch to, or a ShapeError that names the axis. */
export function broadcastShapes(where: string, shapes: readonly Shape[]): Shape {
  const [first = []] = shapes
  let [rank, same] = [0, true]
  for (const s of shapes) {
    rank = Math.max(rank, s.length)
    same &&= sameShape(s, first)
  }
  if (same) return first
  const out = new Array<number>(rank).fill(1)
  for (const s of shapes) {
    for (let i = 0; i < s.length; i++) {
      const axis = rank - s.length + i
      if (out[axis] === 1) out[axis] = s[i]
      else if (s[i] !== 1 && s[i] !== out[axis]) {
        throw new ShapeError(
          `${where}: shapes ${shapes.map(show).join(' and ')} do not broadcast; axis ${axis} is ${out[axis]} in one and ${s[i]} in the other.`,
        )
      }
    }
  }
  return out
}

/** The axis as a number in [0, rank); negative ones count from the end. */
export function resolveAxis(where: string, axis: number, rank: number): number {
  if (!Number.isInteger(axis) || axis < -rank || axis >= rank) throw noAxis(where, axis, rank)
  return axis < 0 ? axis + rank : axis
}

function noAxis(where: string, axis: unknown, rank: number): ShapeError {
  const range = rank === 0 ? 'a scalar has no axes' : `it needs an integer from ${-rank} to ${rank - 1}`
  const option = typeof axis === 'object' && axis !== null && !Array.isArray(axis)
  const cure = option ? ' The axis itself goes there, and not an object of options.' : ''
  return new ShapeError(`${where}: axis ${shown(axis)} of a tensor of rank ${rank}; ${range}.${cure}`)
}

/** One axis, several or (undefined) all, as a sorted list without repeats. */
export function resolveAxes(
  where: string,
  axis: number | readonly number[] | undefined,
  rank: number,
): number[] {
  if (axis === undefined) return Array.from({ length: rank }, (_, i) => i)
  const axes = (Array.isArray(axis) ? [...(axis as readonly number[])] : [axis as number])
    .map((a) => resolveAxis(where, a, rank))
    .sort((a, b) => a - b)
  if (axes.some((a, i) => a === axes[i - 1])) {
    throw new ShapeError(
      `${where}: axes (${[axis].flat().join(', ')}) name one axis twice; each may appear once.`,
    )
  }
  return axes
}

/** Refuses what is no list: numbers given one by one, or left out. */
export function checkList(where: string, name: string, list: unknown): asserts list is readonly unknown[] {
  if (!Array.isArray(list))
    throw new ShapeError(`${where}: ${name} is ${shown(list)}; it needs a list, such as [2, 3].`)
}

/** Refuses a shape that is not a list of non-negative integers. */
export function checkShape(where: string, shape: Shape): void {
  if (!Array.isArray(shape) || shape.some((d) => !Number.isInteger(d) || d < 0)) {
    const cure = typeof shape === 'number' ? ` Write [${String(shape)}].` : ''
    throw new ValueError(
      `${where}: shape ${shown(shape)}; it needs a list of integers that are at least 0.${cure}`,
    )
  }
}
