// The small sets that come with installed packages, and clothes from files.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { DataError } from '../src/index.ts'
import {
  fashionClasses,
  fashionMnist,
  firstNames,
  iris,
  irisSpecies,
  penguins,
  penguinSpecies,
} from '../src/node/index.ts'
import { installed } from '../src/node/installed.ts'
import { fromCsv } from '../src/node/penguins.ts'

describe('iris', () => {
  it('has fifty of each species, and the numbers that Fisher published', () => {
    const data = iris()
    expect(String(data)).toBe('Dataset: 150 samples (4), 3 classes')
    expect([0, 1, 2].map((k) => data.labels.filter((label) => label === k).length)).toEqual([50, 50, 50])
    const x = [...data.batch().x.data]
    const means = [0, 1, 2, 3].map((j) => x.reduce((sum, v, i) => (i % 4 === j ? sum + v : sum), 0) / 150)
    for (const [j, mean] of [5.8433, 3.0573, 3.758, 1.1993].entries()) expect(means[j]).toBeCloseTo(mean, 3)
    expect(irisSpecies).toHaveLength(3)
  })
})

describe('penguins', () => {
  it('are those that were measured, with the means of the publication', () => {
    const data = penguins()
    expect(String(data)).toBe('Dataset: 342 samples (4), 3 classes')
    const count = (k: number) => data.labels.filter((label) => label === k).length
    expect(penguinSpecies.map((_, k) => count(k))).toEqual([151, 68, 123])
    const x = [...data.batch().x.data]
    const means = [0, 1, 2, 3].map((j) => x.reduce((sum, v, i) => (i % 4 === j ? sum + v : sum), 0) / 342)
    for (const [j, mean] of [43.9219, 17.1512, 200.9152, 4201.7544].entries())
      expect(means[j]).toBeCloseTo(mean, 3)
  })

  it('are refused from a file of another kind', () => {
    expect(() => fromCsv('species,island\r\nEmperor,Ross')).toThrow(
      new DataError(
        'penguins: the file holds 1 rows of species, island; it needs 344 with species, culmen_length_mm, culmen_depth_mm, flipper_length_mm, body_mass_g, and the species Adelie, Chinstrap, Gentoo.',
      ),
    )
  })
})

it('firstNames are 4,951, in their order', () => {
  const names = firstNames()
  expect(names).toHaveLength(4951)
  expect([names[0], names[14], new Set(names).size]).toEqual(['Aaren', 'Ada', 4944])
})

it('a package that is not installed is named, with the cure', () => {
  expect(() => installed('iris', 'ml-dataset-nowhere', () => 'no/such/file.json')).toThrow(
    new DataError(
      'iris: its file was not found; it needs the npm package ml-dataset-nowhere. Install it: npm install ml-dataset-nowhere.',
    ),
  )
})

describe('fashionMnist', () => {
  it('says which file is missing, where it goes and where it comes from', () => {
    const folder = mkdtempSync(join(tmpdir(), 'fashion-'))
    try {
      expect(() => fashionMnist({ folder })).toThrow(
        new DataError(
          `fashionMnist: ${folder} has no train-images-idx3-ubyte or train-images-idx3-ubyte.gz; it needs the images and labels of train and t10k there. They come with the Debian package dataset-fashion-mnist, or from the repository zalandoresearch/fashion-mnist on GitHub, data/fashion.`,
        ),
      )
      const header = (sizes: number[]) => [0, 0, 8, sizes.length, ...sizes.flatMap((n) => [0, 0, 0, n])]
      const few = Uint8Array.from([...header([2, 28, 28]), ...new Array<number>(2 * 784).fill(7)])
      writeFileSync(join(folder, 'train-images-idx3-ubyte'), few)
      writeFileSync(join(folder, 'train-labels-idx1-ubyte'), Uint8Array.from([...header([2]), 0, 9]))
      expect(() => fashionMnist({ folder })).toThrow(
        'fashionMnist: train images are (2, 28, 28); it needs (60000, 28, 28).',
      )
    } finally {
      rmSync(folder, { recursive: true })
    }
    expect(fashionClasses).toHaveLength(10)
  })
})
