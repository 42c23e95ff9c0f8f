// A column holds one array per sample, side by side in one typed array. Bytes stay bytes until a batch is gathered.

import { Tensor, tensor, type Nested, type Shape } from '@glissade/autograd'
import { DataError } from './errors.ts'

/** v ↦ factor[j]·v + offset[j] for element j of a sample; lists of one hold for all elements. */
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

/** The samples of a column that `rows` lists, as a tensor of shape (rows, ...sample). */
export function gather({ data, shape, affine }: Column, rows: Int32Array): Tensor {
  const width = sizeOf(shape)
  const batch = [rows.length, ...shape]
  if (data instanceof Uint8Array || affine) {
    const values = new Float32Array(rows.length * width)
    const { factor, offset } = affine ?? IDENTITY
    for (let i = 0; i < rows.length; i++)
      transform(data, rows[i] * width, values, i * width, width, factor, offset)
    return tensor(values, { shape: batch })
  }
  const values =
    data instanceof Int32Array ? new Int32Array(rows.length * width) : new Float32Array(rows.length * width)
  for (let i = 0; i < rows.length; i++) {
    const from = rows[i] * width
    if (width === 1) values[i] = data[from]
    else values.set(data.subarray(from, from + width), i * width)
  }
  return tensor(values, { shape: batch })
}

const IDENTITY: Affine = { factor: Float64Array.of(1), offset: Float64Array.of(0) }

function transform(
  data: Column['data'],
  from: number,
  values: Float32Array,
  to: number,
  width: number,
  factor: Float64Array,
  offset: Float64Array,
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
