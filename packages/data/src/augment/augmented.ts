// A data set whose images come changed at random, another way in each epoch. Read image.ts and ../batches.ts first.
import { generator } from '@glissade/random'
import type { BatchOptions } from '../batches.ts'
import { gatherInto, show, sizeOf, type Column } from '../column.ts'
import type { Batch, Dataset } from '../dataset.ts'
import { checkDataset, checkKnown, checkListed, DataError } from '../errors.ts'
import type { Image, ImageTransform } from './image.ts'

export interface AugmentOptions {
  readonly seed: number
  /** (height, width) or (channels, height, width), where samples have another shape, such as (784). */
  readonly image?: readonly number[]
}

/**
 * The same samples, each through all transforms in turn whenever a batch is gathered; the data set itself is not touched.
 *
 *     fit(model, augmented(train, [randomShift(2), randomRotation(10)], { seed: 1 }), …)
 *
 * What becomes of a sample depends on the seed, the epoch and the sample's position alone: not on batch size, order, or
 * where an interrupted epoch goes on. Bytes stay bytes, rounded and held to 0 … 255, and are scaled behind the transforms.
 *
 * @throws DataError when samples are no images.
 */
export function augmented(dataset: Dataset, transforms: readonly ImageTransform[], options: AugmentOptions) {
  checkDataset('augmented', dataset)
  checkListed('augmented', 'transforms', transforms, 'transforms, such as randomShift(2)')
  checkKnown('augmented', options, ['seed', 'image'])
  const { seed, image = dataset.shape } = options
  if ((image.length !== 2 && image.length !== 3) || sizeOf(image) !== sizeOf(dataset.shape)) {
    throw new DataError(
      `augmented: images ${show(image)} of samples ${show(dataset.shape)}; it needs (height, width) or (channels, height, width) with as many numbers.`,
    )
  }
  const root = generator(seed).stream('augment')
  return {
    length: dataset.length,
    classes: dataset.classes,
    fingerprint: () => dataset.fingerprint(),
    batches(request: BatchOptions): Iterable<Batch> & { readonly length: number; at(k: number): Batch } {
      const batches = dataset.batches(request)
      const streams = root.stream(`epoch ${request.epoch ?? 0}`)
      const change = (i: number, original: Image): Image => {
        const rng = streams.stream(`sample ${i}`)
        return transforms.reduce((image, transform) => transform(image, rng), original)
      }
      const refilled = (batch: Batch): Batch => {
        refill(dataset, image, batch, change)
        return batch
      }
      return {
        length: batches.length,
        at: (k) => refilled(batches.at(k)),
        *[Symbol.iterator]() {
          for (const batch of batches) yield refilled(batch)
        },
      }
    },
  }
}

/** Writes the changed images over those that the batch came with. */
function refill(
  { samples, rows }: Dataset,
  shape: readonly number[],
  { x, indices }: Batch,
  change: (i: number, original: Image) => Image,
): void {
  const [channels, height, width] = shape.length === 3 ? shape : [1, ...shape]
  const size = channels * height * width
  const bytes = samples.data instanceof Uint8Array
  const changed = bytes
    ? new Uint8ClampedArray(indices.length * size)
    : new Float32Array(indices.length * size)
  for (const [k, i] of indices.entries()) {
    const data = Float32Array.from(samples.data.subarray(rows[i] * size, (rows[i] + 1) * size))
    changed.set(change(i, { data, channels, height, width }).data, k * size)
  }
  const data = changed instanceof Uint8ClampedArray ? new Uint8Array(changed.buffer) : changed
  const column: Column = { ...samples, data }
  gatherInto(column, Int32Array.from(indices.keys()), x.view.data)
}
