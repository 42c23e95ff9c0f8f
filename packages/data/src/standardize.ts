// Bringing features to mean 0 and standard deviation 1, with moments taken from the training part alone.
import { Dataset } from './dataset.ts'
import { show, sizeOf } from './column.ts'
import { checkDataset, checkKnown, DataError } from './errors.ts'

export interface StandardizeOptions {
  /** Moments of each element of a sample, or one pair for all elements (usual for images). */
  readonly per?: 'feature' | 'dataset'
}

/** The moments of a training set, and what they do to it and to others. */
export interface Standardization {
  readonly mean: Float64Array
  /** √(Σ(x − mean)²/n); 1 where a feature is constant, which then becomes 0. */
  readonly std: Float64Array
  /** The data set with (x − mean)/std in place of x; nothing is copied until a batch is gathered. */
  apply(dataset: Dataset): Dataset
}

/**
 * Measures a training set, so that it and what is tested on it are scaled alike:
 *
 *     const scaling = standardize(train)
 *     fit(scaling.apply(train)), evaluate(scaling.apply(test))
 *
 *     x̂ = (x − mean)/std
 *
 * @see LeCun, Bottou, Orr, Müller 1998, Efficient BackProp, section 4.3.
 */
export function standardize(train: Dataset, options: StandardizeOptions = {}): Standardization {
  checkDataset('standardize', train)
  checkKnown('standardize', options, ['per'])
  const { per = 'feature' } = options
  if (per !== 'feature' && per !== 'dataset')
    throw new DataError(`standardize: per is '${String(per)}'; it needs 'feature' or 'dataset'.`)
  const size = per === 'feature' ? sizeOf(train.shape) : 1
  const terms = (train.length * sizeOf(train.shape)) / size
  // Sums start at the first sample, so that a constant feature deviates by exactly 0.
  const origin = Float64Array.from(train.batch([0]).x.data.subarray(0, size))
  const mean = deviations(train, origin, 1).map((sum, j) => origin[j] + sum / terms)
  const std = deviations(train, mean, 2).map((sum) => Math.sqrt(sum / terms) || 1)
  return { mean, std, apply: (dataset) => scaled(dataset, mean, std) }
}

/** Σ (x − centre)^power over the samples, for each feature. */
function deviations(dataset: Dataset, centre: Float64Array, power: 1 | 2): Float64Array {
  const total = new Float64Array(centre.length)
  for (const { x } of dataset.batches({ batchSize: Math.min(dataset.length, 256) })) {
    const { data } = x
    for (let i = 0, j = 0; i < data.length; i++) {
      const deviation = data[i] - centre[j]
      total[j] += power === 1 ? deviation : deviation * deviation
      j = j + 1 === total.length ? 0 : j + 1
    }
  }
  return total
}

function scaled(dataset: Dataset, mean: Float64Array, std: Float64Array): Dataset {
  checkDataset('standardize', dataset)
  const size = sizeOf(dataset.shape)
  if (mean.length !== 1 && mean.length !== size) {
    throw new DataError(
      `standardize: moments of ${mean.length} features, samples ${show(dataset.shape)}; it needs samples of the training set's shape.`,
    )
  }
  const { factor, offset } = dataset.samples.affine ?? {
    factor: Float64Array.of(1),
    offset: Float64Array.of(0),
  }
  const at = (list: Float64Array, j: number): number => list[list.length === 1 ? 0 : j]
  const width = Math.max(mean.length, factor.length)
  const affine = {
    factor: Float64Array.from({ length: width }, (_, j) => at(factor, j) / at(std, j)),
    offset: Float64Array.from({ length: width }, (_, j) => (at(offset, j) - at(mean, j)) / at(std, j)),
  }
  return new Dataset({ ...dataset.samples, affine }, dataset.targets, dataset.classes, dataset.rows)
}
