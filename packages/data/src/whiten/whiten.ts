// Inputs without correlations, each with variance 1: steepest descent then sees a round bowl. Read jacobi.ts first.
import { show, sizeOf } from '../column.ts'
import { Dataset } from '../dataset.ts'
import { checkDataset, checkKnown, DataError } from '../errors.ts'
import { symmetricEigen } from './jacobi.ts'

export interface WhitenOptions {
  /** `pca`: the principal axes become the features; `zca`: turned back, so that an image still looks like one. */
  readonly method?: 'pca' | 'zca'
  /** Added to each variance, so that directions in which nothing happens are not blown up. */
  readonly epsilon?: number
  /** How many of the widest axes to keep; `pca` only. */
  readonly components?: number
}

/** What was measured on a training set, and what it does to it and to others. */
export interface Whitening {
  readonly mean: Float64Array
  /** The variances along the principal axes, falling. */
  readonly variances: Float64Array
  /** W, row by row: (components, features). */
  readonly matrix: Float64Array
  /** The data set with W (x − mean) in place of x, as float32. */
  apply(dataset: Dataset): Dataset
}

/**
 * Measures mean and covariance of a training set, so that it and what is tested on it are whitened alike.
 *
 *     C = 1/n Σ (x − mean)(x − mean)ᵀ = U Λ Uᵀ
 *     W = (Λ + epsilon)^(−½) Uᵀ          pca
 *     W = U (Λ + epsilon)^(−½) Uᵀ        zca
 *
 *     const whitening = whiten(train, { epsilon: 0.01 })
 *     fit(whitening.apply(train)), evaluate(whitening.apply(test))
 *
 * @see LeCun, Bottou, Orr, Müller 1998, Efficient BackProp, section 4.3 (pca)
 * @see Bell, Sejnowski 1997, The "independent components" of natural scenes are edge filters (zca)
 */
export function whiten(train: Dataset, options: WhitenOptions = {}): Whitening {
  checkDataset('whiten', train)
  const width = sizeOf(train.shape)
  const { method, epsilon, components } = checked(options, width, train.length)
  const mean = meanOf(train, width)
  const { values, vectors } = symmetricEigen(covarianceOf(train, mean), width)
  const axes = vectors.map((x, k) => x / Math.sqrt(Math.max(0, values[Math.floor(k / width)]) + epsilon))
  const matrix = method === 'pca' ? axes.slice(0, components * width) : turnedBack(vectors, axes, width)
  return { mean, variances: values, matrix, apply: (dataset) => transformed(dataset, mean, matrix) }
}

function checked(options: WhitenOptions, width: number, length: number): Required<WhitenOptions> {
  checkKnown('whiten', options, ['method', 'epsilon', 'components'])
  const { method = 'zca', epsilon = 1e-5, components = width } = options
  if (method !== 'pca' && method !== 'zca') {
    throw new DataError(`whiten: method is ${String(method)}; it needs 'pca' or 'zca'.`)
  }
  if (!Number.isFinite(epsilon) || epsilon <= 0) {
    throw new DataError(`whiten: epsilon is ${epsilon}; it needs a number above 0.`)
  }
  const most = method === 'pca' ? width : 0
  if ('components' in options && !(Number.isInteger(components) && components >= 1 && components <= most)) {
    const needs = method === 'pca' ? `an integer from 1 to ${width}, the number of features` : "method 'pca'"
    throw new DataError(`whiten: components is ${components}; it needs ${needs}.`)
  }
  if (length < 2) throw new DataError(`whiten: there is ${length} sample; it needs at least 2.`)
  return { method, epsilon, components }
}

function meanOf(dataset: Dataset, width: number): Float64Array {
  const sum = new Float64Array(width)
  for (const x of rowsOf(dataset, width)) for (let j = 0; j < width; j++) sum[j] += x[j]
  return sum.map((total) => total / dataset.length)
}

function covarianceOf(dataset: Dataset, mean: Float64Array): Float64Array {
  const n = mean.length
  const sum = new Float64Array(n * n)
  const centred = new Float64Array(n)
  for (const x of rowsOf(dataset, n)) {
    for (let j = 0; j < n; j++) centred[j] = x[j] - mean[j]
    for (let i = 0; i < n; i++) {
      const xi = centred[i]
      if (xi === 0) continue
      for (let j = i; j < n; j++) sum[i * n + j] += xi * centred[j]
    }
  }
  for (let i = 0; i < n; i++) {
    for (let j = i; j < n; j++) sum[j * n + i] = sum[i * n + j] /= dataset.length
  }
  return sum
}

/** U times the scaled axes. */
function turnedBack(vectors: Float64Array, axes: Float64Array, n: number): Float64Array {
  const matrix = new Float64Array(n * n)
  for (let k = 0; k < n; k++) {
    for (let i = 0; i < n; i++) {
      const u = vectors[k * n + i]
      for (let j = 0; j < n; j++) matrix[i * n + j] += u * axes[k * n + j]
    }
  }
  return matrix
}

function transformed(dataset: Dataset, mean: Float64Array, matrix: Float64Array): Dataset {
  const width = mean.length
  if (sizeOf(dataset.shape) !== width) {
    throw new DataError(
      `whiten: measured on ${width} features, samples ${show(dataset.shape)}; it needs samples of the training set's shape.`,
    )
  }
  const components = matrix.length / width
  const data = new Float32Array(dataset.length * components)
  let at = 0
  for (const x of rowsOf(dataset, width)) {
    for (let k = 0; k < components; k++) {
      let sum = 0
      for (let j = 0; j < width; j++) sum += matrix[k * width + j] * (x[j] - mean[j])
      data[at++] = sum
    }
  }
  const shape = components === width ? dataset.shape : [components]
  const { y } = dataset.batch()
  const targets = { data: y.data as Float32Array | Int32Array, shape: dataset.targets.shape }
  const rows = Int32Array.from({ length: dataset.length }, (_, i) => i)
  return new Dataset({ data, shape }, targets, dataset.classes, rows)
}

/** The samples one by one, as numbers. */
function* rowsOf(dataset: Dataset, width: number): Generator<ArrayLike<number>> {
  for (const { x } of dataset.batches({ batchSize: Math.min(dataset.length, 256) })) {
    const { data } = x
    for (let from = 0; from < data.length; from += width) yield data.subarray(from, from + width)
  }
}
