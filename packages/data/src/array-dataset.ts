// A data set from arrays in memory. Read column.ts and dataset.ts first.
import { shown, type Nested, type Shape } from '@glissade/autograd'
import { column, sizeOf, type Column, type Samples } from './column.ts'
import { Dataset } from './dataset.ts'
import { checkKnown, DataError } from './errors.ts'

export interface ArrayOptions {
  /** The shape of one sample, needed when x is a typed array. */
  readonly shape?: Shape
  /** Each number of x is multiplied by this when a batch is gathered: 1/255 brings bytes into [0, 1]. */
  readonly scale?: number
  /** The number of classes; one more than the largest label unless said. */
  readonly classes?: number
}

/**
 * A data set of samples x and targets y.
 *
 * A flat list of integers, an Int32Array or a Uint8Array y holds class numbers from 0. Nested lists ([[0.5], [1]]) and float
 * arrays hold values to predict.
 *
 * @throws DataError for lengths that differ, no samples, NaN or infinity, and labels that are no class numbers.
 */
export function arrayDataset(
  x: Samples,
  y: Nested | Int32Array | Uint8Array | Float32Array | Float64Array,
  options: ArrayOptions = {},
): Dataset {
  checkKnown('arrayDataset', options, ['shape', 'scale', 'classes'])
  const { shape, scale = 1, classes } = options
  if (!Number.isFinite(scale) || scale === 0) {
    throw new DataError(`arrayDataset: scale is ${scale}; it needs a finite number that is not 0.`)
  }
  const plain = column('x', x, shape)
  const samples = plain.data.length / sizeOf(plain.shape)
  const affine = scale === 1 ? undefined : { factor: Float64Array.of(scale), offset: Float64Array.of(0) }
  const { targets, found } = isLabels(y) ? labels(y, classes) : { targets: values(y), found: 0 }
  const given = targets.data.length / sizeOf(targets.shape)
  if (!(samples > 0) || samples !== given) {
    throw new DataError(
      `arrayDataset: x has ${samples || 0} samples and y has ${given || 0}; it needs as many of both, and at least one.`,
    )
  }
  const rows = Int32Array.from({ length: samples }, (_, i) => i)
  return new Dataset({ ...plain, affine }, targets, found, rows)
}

type Labels = readonly number[] | Int32Array | Uint8Array

const isLabels = (y: unknown): y is Labels =>
  y instanceof Int32Array || y instanceof Uint8Array || (Array.isArray(y) && !Array.isArray(y[0]))

const values = (y: Exclude<Samples, Uint8Array>): Column => column('y', y, [])

function labels(y: Labels, classes: number | undefined): { targets: Column; found: number } {
  if (classes !== undefined && (!Number.isInteger(classes) || classes < 1)) {
    throw new DataError(`arrayDataset: classes is ${classes}; it needs an integer of at least 1.`)
  }
  const limit = classes ?? 2 ** 31
  let largest = 0
  for (let i = 0; i < y.length; i++) {
    if (!Number.isInteger(y[i]) || y[i] < 0 || y[i] >= limit) {
      const range = classes === undefined ? 'class numbers 0, 1, 2, …' : `integers from 0 to ${classes - 1}`
      throw new DataError(
        `arrayDataset: the label of sample ${i} is ${shown(y[i])}; it needs ${range}. Values to predict are nested: [[0.5], [1]].`,
      )
    }
    largest = Math.max(largest, y[i])
  }
  return { targets: { data: Int32Array.from(y), shape: [] }, found: classes ?? largest + 1 }
}
