// What the training loop needs of data; a Dataset of @glissade/data is one.
import type { Tensor } from '@glissade/autograd'

/** Some samples together. */
export interface Batch {
  readonly x: Tensor
  readonly y: Tensor
}

/** How one epoch is to be cut into batches. */
export interface BatchRequest {
  readonly batchSize: number | 'all'
  readonly shuffle: boolean
  readonly seed?: number
  readonly epoch: number
  /** Batches that were seen before. */
  readonly skip: number
  readonly dropLast: boolean
}

/** Samples that can be had in batches, in an order that depends on seed and epoch alone. */
export interface Source {
  readonly length: number
  /** The number of classes; 0 or absent when the targets are values. */
  readonly classes?: number
  batches(request: BatchRequest): Iterable<Batch> & { readonly length: number }
}

/** A source that can be split into a part to train on and a part to validate on. */
export interface Splittable extends Source {
  split(
    fractions: readonly [number, number],
    options: { readonly seed: number; readonly stratify: boolean },
  ): readonly Source[]
}
