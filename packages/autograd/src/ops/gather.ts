// Picking elements by index. Everything is one pair of ops on the rows of a matrix: gather reads rows, scatter adds to them,
// and each is the derivative of the other.
import { DTypeError, ShapeError, ValueError } from '../errors.ts'
import { eachRow, flat } from '../kernels/loops.ts'
import { anyType, apply, checkTensor, floats, type KernelOp } from '../op.ts'
import { checkOptions } from '../options.ts'
import { resolveAxis, rowMajor, sameShape, show, sizeOf, type Shape } from '../shape.ts'
import { Storage, Tensor } from '../tensor.ts'
import { checkDType, dense, heap, type DType } from '../view.ts'
import { add } from './arithmetic.ts'
import { expandDims, reshape, squeeze, transpose } from './view.ts'

interface Rows {
  readonly index: Int32Array
  /** How many rows the table has. */
  readonly rows: number
}

const gatherRows: KernelOp<Rows> = {
  name: 'gather',
  dtype: anyType('gather'),
  shape: ([x], { index }) => [index.length, x[1]],
  forward: (k, y, [x], { index }) => k.gather(x, index, y),
  pullbacks: [(dy, _x, _y, attrs) => apply(scatterRows, [dy], attrs)],
  reads: [],
  rows: ({ index }) => index,
}

const scatterRows: KernelOp<Rows> = {
  name: 'scatter',
  shape: ([x], { rows }) => [rows, x[1]],
  forward: (k, y, [x], { index }) => k.scatter(x, index, y),
  pullbacks: [(dy, _x, _y, attrs) => apply(gatherRows, [dy], attrs)],
  reads: [],
}

function checkIntegers(where: string, what: string, index: Tensor): void {
  checkTensor(where, index)
  if (index.dtype === 'int32') return
  throw new DTypeError(
    `${where}: the ${what} ${index.dtype}; it needs int32: tensor([…], { dtype: 'int32' }), or cast(x, 'int32').`,
  )
}

/** The indices as plain integers in [0, size); negative ones count from the end. */
function integers(where: string, index: Tensor, size: number): Int32Array {
  checkIntegers(where, 'index is', index)
  const list = flat(index.view) as Int32Array
  for (let i = 0; i < list.length; i++) {
    if (list[i] < -size || list[i] >= size)
      throw new ValueError(
        `${where}: index ${list[i]} at position ${i}; the axis has size ${size}, so it needs ${-size} to ${size - 1}.`,
      )
    if (list[i] < 0) list[i] += size
  }
  return list
}

/**
 * Whole slices of x along an axis, in the order of `index` (any shape, int32): an embedding look-up is index(table, ids).
 * Of the gradient of a matrix that is a leaf only the rows read are written.
 *
 *     y[…, i, …] = x[…, index[i], …]
 */
export function index(x: Tensor, at: Tensor, axis = 0): Tensor {
  checkTensor('index', x)
  const a = resolveAxis('index', axis, x.rank)
  const list = integers('index', at, x.shape[a])
  if (a === 0 && x.rank === 2) {
    const rows = apply(gatherRows, [x], { index: list, rows: x.shape[0] })
    return at.rank === 1 ? rows : reshape(rows, [...at.shape, x.shape[1]])
  }
  const front = transpose(expandDims(x, 0), 0, a + 1) // the axis first; the old first axis, of size 1, in its place
  const width = sizeOf(front.shape.slice(1))
  const table = reshape(front, [x.shape[a], width])
  const picked = apply(gatherRows, [table], { index: list, rows: x.shape[a] })
  const rest = front.shape.slice(1)
  const back = squeeze(transpose(reshape(picked, [list.length, ...rest]), 0, a + 1), 0)
  return at.rank === 1 ? back : reshape(back, [...x.shape.slice(0, a), ...at.shape, ...x.shape.slice(a + 1)])
}

/** For each position of `shape`, the flat place in `table` that has `index` there along `axis`. */
function places(index: Int32Array, shape: Shape, table: Shape, axis: number): Int32Array {
  const stride = rowMajor(table)
  const at = { data: index, shape, stride: stride.map((s, i) => (i === axis ? 0 : s)), offset: 0 }
  const out = new Int32Array(index.length)
  const last = at.stride[at.stride.length - 1] ?? 0
  const n = shape.length === 0 ? 1 : shape[shape.length - 1]
  let k = 0
  eachRow(shape, [at], ([start]) => {
    for (let i = 0; i < n; i++, k++) out[k] = start + i * last + index[k] * stride[axis]
  })
  return out
}

function checkIndex(where: string, x: Shape, at: Shape, axis: number): void {
  if (x.length === at.length && at.every((d, i) => i === axis || d <= x[i])) return
  throw new ShapeError(
    `${where}: index ${show(at)} into ${show(x)} along axis ${axis}; it needs as many axes, none of them larger but axis ${axis}.`,
  )
}

/** y[i, j] = x[index[i, j], j] for axis 0 of a matrix, and so on: one element for each index. */
export function gather(x: Tensor, at: Tensor, axis: number): Tensor {
  checkTensor('gather', x)
  checkTensor('gather', at)
  const a = resolveAxis('gather', axis, x.rank)
  checkIndex('gather', x.shape, at.shape, a)
  const where = places(integers('gather', at, x.shape[a]), at.shape, x.shape, a)
  return reshape(apply(gatherRows, [reshape(x, [x.size, 1])], { index: where, rows: x.size }), at.shape)
}

/** x with `source` added: y[index[i, j], j] += source[i, j] for axis 0 of a matrix. Repeated places add up. */
export function scatterAdd(x: Tensor, at: Tensor, source: Tensor, axis: number): Tensor {
  for (const each of [x, at, source]) checkTensor('scatterAdd', each)
  const a = resolveAxis('scatterAdd', axis, x.rank)
  checkIndex('scatterAdd', x.shape, at.shape, a)
  if (!sameShape(at.shape, source.shape))
    throw new ShapeError(
      `scatterAdd: index ${show(at.shape)} and source ${show(source.shape)}; they need one shape.`,
    )
  floats('scatterAdd', [x, source])
  const where = places(integers('scatterAdd', at, x.shape[a]), at.shape, x.shape, a)
  const added = apply(scatterRows, [reshape(source, [source.size, 1])], { index: where, rows: x.size })
  return add(x, reshape(added, x.shape))
}

/** Rows of the identity: 1 at each label (int32, any shape), 0 elsewhere; (…) → (…, classes). float32 unless said. */
export function oneHot(labels: Tensor, classes: number, options: { readonly dtype?: DType } = {}): Tensor {
  checkOptions('oneHot', options, ['dtype'])
  const { dtype = 'float32' } = options
  checkDType('oneHot', dtype)
  if (!Number.isInteger(classes) || classes < 1)
    throw new ValueError(`oneHot: ${classes} classes; it needs an integer of at least 1.`)
  checkIntegers('oneHot', 'labels are', labels)
  const list = flat(labels.view)
  const data = heap(dtype, sizeOf(labels.shape) * classes)
  for (let i = 0; i < list.length; i++) {
    if (list[i] < 0 || list[i] >= classes)
      throw new ValueError(
        `oneHot: label ${list[i]} at position ${i}; it needs 0 to ${classes - 1} for ${classes} classes.`,
      )
    data[i * classes + list[i]] = 1
  }
  return new Tensor(new Storage(data), dense(data, [...labels.shape, classes]))
}
