// Fashion-MNIST: clothes in the form of MNIST, from files that you have. Read mnist-full.ts first.
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import type { Dataset } from '../dataset.ts'
import { checkKnown, DataError } from '../errors.ts'
import { readIdxFile } from './files.ts'
import { labelledImages } from './mnist-full.ts'

/** The classes, by number. */
// prettier-ignore
export const fashionClasses = [
  'T-shirt/top', 'trouser', 'pullover', 'dress', 'coat', 'sandal', 'shirt', 'sneaker', 'bag', 'ankle boot',
] as const

/** Where Debian's package `dataset-fashion-mnist` puts the files. */
const DEBIAN = '/usr/share/datasets/fashion-mnist'

/**
 * 60,000 pictures of clothes to train on and 10,000 to test on, from four IDX files in one folder, packed with gzip or not.
 *
 *     x (n, 28, 28) bytes, given as float32 in [0, 1];  y the kind, 0 … 9 as in `fashionClasses`
 *
 * @throws DataError when a file is missing, which says where to get it, or is not what it should be.
 * @see Xiao, Rasul, Vollgraf 2017, Fashion-MNIST: a novel image dataset for benchmarking machine learning algorithms.
 */
export function fashionMnist(options: { readonly folder?: string } = {}): { train: Dataset; test: Dataset } {
  checkKnown('fashionMnist', options, ['folder'])
  const { folder = DEBIAN } = options
  return { train: part(folder, 'train', 60_000), test: part(folder, 't10k', 10_000) }
}

function part(folder: string, name: 'train' | 't10k', count: number): Dataset {
  const images = readIdxFile(found(folder, `${name}-images-idx3-ubyte`))
  const labels = readIdxFile(found(folder, `${name}-labels-idx1-ubyte`))
  return labelledImages(`fashionMnist: ${name}`, images, labels, [count, 28, 28])
}

function found(folder: string, file: string): string {
  const path = [join(folder, file), join(folder, `${file}.gz`)].find((each) => existsSync(each))
  if (path !== undefined) return path
  throw new DataError(
    `fashionMnist: ${folder} has no ${file} or ${file}.gz; it needs the images and labels of train and t10k there. ` +
      'They come with the Debian package dataset-fashion-mnist, or from the repository zalandoresearch/fashion-mnist on GitHub, data/fashion.',
  )
}
