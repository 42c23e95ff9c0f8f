// Order: which element is largest, and sorting. The positions carry no gradient; the values are gathered, so theirs flows.
import { ValueError } from '../errors.ts'
import { eachRow } from '../kernels/loops.ts'
import { checkTensor } from '../op.ts'
import { checkOptions } from '../options.ts'
import { resolveAxis, show } from '../shape.ts'
import { Storage, Tensor } from '../tensor.ts'
import { dense, permuted } from '../view.ts'
import { gather } from './gather.ts'
import { left } from './sum.ts'
import { reshape, slice } from './view.ts'

/** For each line along the last axis, `pick` turns its numbers into `n` positions. */
function positions(x: Tensor, n: number, pick: (line: Float64Array) => ArrayLike<number>): Tensor {
  const shape = [...x.shape.slice(0, -1), n]
  const data = new Int32Array(shape.reduce((a, b) => a * b, 1))
  const { view } = x
  const length = x.shape[x.rank - 1]
  const step = view.stride[x.rank - 1]
  const line = new Float64Array(length)
  let k = 0
  eachRow(view.shape, [view], ([at]) => {
    for (let i = 0; i < length; i++) line[i] = view.data[at + i * step]
    data.set(pick(line), k)
    k += n
  })
  return new Tensor(new Storage(data), dense(data, shape))
}

const lastAxis = (x: Tensor, axis: number): Tensor => {
  const order = x.shape.map((_, i) => i).filter((i) => i !== axis)
  return new Tensor(x.storage, permuted(x.view, [...order, axis]))
}
const axisBack = (x: Tensor, axis: number): Tensor => {
  const order = x.shape.map((_, i) => i).slice(0, -1)
  order.splice(axis, 0, x.rank - 1)
  return new Tensor(x.storage, permuted(x.view, order))
}

export interface PositionOptions {
  /** One axis; unsaid, the whole tensor in row-major order. */
  readonly axis?: number
  /** Leave the searched axis in place with size 1. */
  readonly keepDims?: boolean
}

function extremePosition(
  where: string,
  x: Tensor,
  options: PositionOptions,
  beats: (a: number, b: number) => boolean,
): Tensor {
  checkTensor(where, x)
  checkOptions(where, options, ['axis', 'keepDims'])
  const { axis, keepDims = false } = options
  const line = axis === undefined ? reshape(x.detach(), [x.size]) : x
  const a = axis === undefined ? 0 : resolveAxis(where, axis, x.rank)
  if (line.shape[a] === 0)
    throw new ValueError(
      `${where}: ${axis === undefined ? '' : `axis ${a} of `}${show(x.shape)} is empty; it needs at least one element.`,
    )
  const best = positions(lastAxis(line, a), 1, (numbers) => {
    let at = 0
    for (let i = 1; i < numbers.length && !Number.isNaN(numbers[at]); i++)
      if (beats(numbers[i], numbers[at]) || Number.isNaN(numbers[i])) at = i
    return [at]
  })
  const searched = axis === undefined ? x.shape.map((_, i) => i) : [a]
  return reshape(best, left(x.shape, { axes: searched, keepDims }))
}

/** The position of the largest element along an axis, or in the whole tensor; the first of equals; NaN counts as largest. int32. */
export const argmax = (x: Tensor, options: PositionOptions = {}): Tensor =>
  extremePosition('argmax', x, options, (a, b) => a > b)
/** The position of the smallest element along an axis, or in the whole tensor; the first of equals; NaN counts as smallest. int32. */
export const argmin = (x: Tensor, options: PositionOptions = {}): Tensor =>
  extremePosition('argmin', x, options, (a, b) => a < b)

export interface Sorted {
  readonly values: Tensor
  /** Where each value was, int32. */
  readonly indices: Tensor
}

export interface SortOptions {
  /** The last one unless said. */
  readonly axis?: number
  readonly descending?: boolean
}

/** The elements along an axis in rising (or falling) order; equal ones keep theirs, NaN counts as largest. */
export function sort(x: Tensor, options: SortOptions = {}): Sorted {
  checkTensor('sort', x)
  checkOptions('sort', options, ['axis', 'descending'])
  const { axis = -1, descending = false } = options
  const a = resolveAxis('sort', axis, x.rank)
  const order = positions(lastAxis(x, a), x.shape[a], (line) => {
    const rising = (i: number, j: number) =>
      Math.sign(line[i] - line[j]) || Number(Number.isNaN(line[i])) - Number(Number.isNaN(line[j]))
    const compare = (i: number, j: number) => (descending ? rising(j, i) : rising(i, j)) || i - j
    return Array.from(line.keys()).sort(compare)
  })
  const indices = axisBack(order, a)
  return { values: gather(x, indices, a), indices }
}

export interface TopKOptions {
  /** The last one unless said. */
  readonly axis?: number
  /** false for the smallest. */
  readonly largest?: boolean
}

/** The k largest elements along an axis (or smallest, with `largest: false`), in order; NaN counts as largest. */
export function topK(x: Tensor, k: number, options: TopKOptions = {}): Sorted {
  checkTensor('topK', x)
  checkOptions('topK', options, ['axis', 'largest'])
  const { axis = -1, largest = true } = options
  const a = resolveAxis('topK', axis, x.rank)
  if (!Number.isInteger(k) || k < 0 || k > x.shape[a])
    throw new ValueError(
      `topK: k is ${k} and axis ${a} of ${show(x.shape)} has ${x.shape[a]}; it needs an integer from 0 to ${x.shape[a]}.`,
    )
  const { indices } = sort(x, { axis: a, descending: largest })
  const first = slice(
    indices,
    x.shape.map((_, i) => (i === a ? [0, k] : null)),
  )
  return { values: gather(x, first, a), indices: first }
}
