// A column holds one array per sample, side by side in one typed array. Bytes stay bytes until a batch is gathered.

import {
  byteScale,
  gatherBytes,
  Tensor,
  tensor,
  type DType,
  type Nested,
  type Shape,
} from '@glissade/autograd'
import { DataError } from './errors.ts'

/** v ↦ factor[j]·v + offset[j] for element j of a sample; lists of one hold for all elements. Of bytes in float32, else in float64. */
export interface Affine {
  readonly factor: Float64Array
  readonly offset: Float64Array
}

export interface Column {
  readonly data: Uint8Array | Float32Array | Int32Array
  /** The shape of one sample. */
  readonly shape: Shape
  /** Applied when a batch is gathered, which makes it float32. */
  readonly affine?: Affine | undefined
}

export const show = (shape: Shape): string => `(${shape.join(', ')})`
export const sizeOf = (shape: Shape): number => shape.reduce((size, d) => size * d, 1)

type Values = Float32Array | Float64Array | Int32Array

/** The type of a batch: class numbers stay integers. */
export const typeOf = ({ data, affine }: Column): DType =>
  data instanceof Int32Array && !affine ? 'int32' : 'float32'

/** The samples of a column that `rows` lists, as a tensor of shape (rows, ...sample). */
export function gather(column: Column, rows: Int32Array): Tensor {
  const shape = [rows.length, ...column.shape]
  const values = typeOf(column) === 'int32' ? new Int32Array(sizeOf(shape)) : new Float32Array(sizeOf(shape))
  gatherInto(column, rows, values)
  return tensor(values, { shape })
}

/** The same, to the beginning of an array of the column's type. */
export function gatherInto({ data, shape, affine }: Column, rows: Int32Array, values: Values): void {
  const width = sizeOf(shape)
  if (data instanceof Uint8Array) {
    const { factor, offset } = affine ?? IDENTITY
    return gatherBytes(data, rows, width, byteScale(factor, offset), values)
  }
  for (let i = 0; i < rows.length; i++) {
    const from = rows[i] * width
    if (affine) transform(data, from, values, i * width, width, affine)
    else if (width === 1) values[i] = data[from]
    else values.set(data.subarray(from, from + width), i * width)
  }
}

const IDENTITY: Affine = { factor: Float64Array.of(1), offset: Float64Array.of(0) }

function transform(
  data: Column['data'],
  from: number,
  values: Values,
  to: number,
  width: number,
  { factor, offset }: Affine,
): void {
  if (factor.length === 1) {
    const [a, b] = [factor[0], offset[0]]
    for (let j = 0; j < width; j++) values[to + j] = a * data[from + j] + b
  } else {
    for (let j = 0; j < width; j++) values[to + j] = factor[j] * data[from + j] + offset[j]
  }
}

/** What samples can be made from: nested lists, or a typed array with the shape of one sample. */
export type Samples = Nested | Uint8Array | Float32Array | Float64Array

/** A column of numbers. Nested lists and float64 become float32; bytes and float32 are used as they are, not copied. */
export function column(name: string, samples: Samples, shape: Shape | undefined): Column {
  const given: unknown = samples
  if (given instanceof Tensor) {
    throw new DataError(
      `arrayDataset: ${name} is a tensor ${show(given.shape)}; it needs nested lists such as x.toArray(), or a typed array with the shape of one sample.`,
    )
  }
  if (!ArrayBuffer.isView(samples)) {
    const { data, shape: found } = tensor(samples)
    if (found.length === 0)
      throw new DataError(`arrayDataset: ${name} is one number; it needs a list of samples.`)
    return finite(name, { data: data as Float32Array, shape: found.slice(1) })
  }
  if (shape === undefined) {
    throw new DataError(
      `arrayDataset: ${name} is a ${samples.constructor.name} without a shape; it needs the shape of one sample, such as [2].`,
    )
  }
  const width = sizeOf(shape)
  if (!shape.every((d) => Number.isInteger(d) && d > 0) || samples.length % width !== 0) {
    throw new DataError(
      `arrayDataset: ${name} holds ${samples.length} numbers and one sample is ${show(shape)}; it needs a whole number of samples.`,
    )
  }
  return finite(name, { data: samples instanceof Float64Array ? Float32Array.from(samples) : samples, shape })
}

function finite(name: string, found: Column): Column {
  if (found.data instanceof Uint8Array) return found
  const bad = found.data.findIndex((value) => !Number.isFinite(value))
  if (bad === -1) return found
  const width = sizeOf(found.shape)
  throw new DataError(
    `arrayDataset: ${name} of sample ${Math.floor(bad / width)} holds ${found.data[bad]} at element ${bad % width}; ` +
      'it needs finite numbers. Was a missing value read as a number?',
  )
}
