import { describe, expect, it } from 'vitest'
import {
  blobs,
  DataError,
  moons,
  sine,
  spirals,
  xor,
  type Dataset,
  type GeneratedOptions,
} from '../src/index.ts'

interface Row {
  readonly make: (options: GeneratedOptions) => Dataset
  readonly classes: number
  /** How far a point without noise is from where it belongs. */
  readonly miss: (x: number, y: number, label: number) => number
}

const rows: Record<string, Row> = {
  spirals: {
    make: spirals,
    classes: 2,
    miss: (x, y, label) => {
      const r = Math.hypot(x, y)
      const angle = 2 * Math.PI * (label / 2 + r)
      return Math.hypot(x - r * Math.cos(angle), y - r * Math.sin(angle))
    },
  },
  moons: {
    make: moons,
    classes: 2,
    miss: (x, y, label) =>
      label === 0 ? Math.abs(Math.hypot(x, y) - 1) : Math.abs(Math.hypot(x - 1, y - 0.5) - 1),
  },
  blobs: {
    make: (options) => blobs({ noise: 0, ...options }),
    classes: 3,
    miss: (x, y, label) => {
      const angle = (2 * Math.PI * label) / 3
      return Math.hypot(x - Math.cos(angle), y - Math.sin(angle))
    },
  },
  xor: { make: xor, classes: 2, miss: (x, y, label) => Math.abs(Math.abs(x - y) - label) },
  sine: { make: sine, classes: 0, miss: (x, y) => Math.abs(Math.sin(x) - y) },
}

/** Two coordinates and the label of every sample; x and y for a curve. */
const samples = (dataset: Dataset): [number, number, number][] => {
  const { x, y } = dataset.batch()
  return Array.from({ length: dataset.length }, (_, i) =>
    dataset.classes > 0 ? [x.data[2 * i], x.data[2 * i + 1], y.data[i]] : [x.data[i], y.data[i], 0],
  )
}

describe.each(Object.entries(rows))('%s', (name, { make, classes, miss }) => {
  it('has the classes and shape it says', () => {
    const dataset = make({ samples: 60, seed: 1 })
    expect([dataset.length, dataset.classes]).toEqual([60, classes])
    expect(dataset.shape).toEqual([classes > 0 ? 2 : 1])
  })

  it('lies on its curve without noise', () => {
    for (const [x, y, label] of samples(make({ samples: 200, seed: 2 })))
      expect(miss(x, y, label)).toBeLessThan(1e-6)
  })

  it('is as far from it as the noise says', () => {
    const off = samples(make({ samples: 4000, noise: 0.01, seed: 2 })).map(([x, y, label]) =>
      miss(x, y, label),
    )
    const spread = Math.sqrt(off.reduce((sum, d) => sum + d * d, 0) / off.length)
    expect(spread).toBeGreaterThan(0.008)
    expect(spread).toBeLessThan(0.1)
  })

  it('depends on the seed alone', () => {
    const options = { samples: 20, noise: 0.1, seed: 3 }
    expect(samples(make(options))).toEqual(samples(make(options)))
    expect(samples(make(options))).not.toEqual(samples(make({ ...options, seed: 4 })))
  })

  it('has its classes evenly mixed', () => {
    if (classes === 0) return
    const { labels } = make({ samples: 12, seed: 1 }).take(12)
    for (let label = 0; label < classes; label++) {
      expect(labels.filter((each) => each === label)).toHaveLength(12 / classes)
    }
  })

  it('refuses what makes no sense', () => {
    for (const count of [0, 1.5, NaN]) {
      const act = () => make({ samples: count, seed: 1 })
      expect(act).toThrow(DataError)
      expect(act).toThrow(`${name}: samples is ${count}; it needs an integer of at least 1.`)
    }
    expect(() => make({ samples: 4, noise: -1, seed: 1 })).toThrow(
      `${name}: noise is -1; it needs a standard deviation of at least 0.`,
    )
    expect(() => make({ samples: 4, seed: 0.5 })).toThrow(
      'generator: seed is 0.5; it needs an integer of at most 53 bits.',
    )
  })
})

it('xor without options is the table itself', () => {
  expect(samples(xor())).toEqual([
    [0, 0, 0],
    [0, 1, 1],
    [1, 0, 1],
    [1, 1, 0],
  ])
})

it.each([spirals, blobs])('more classes can be asked for, one cannot', (make) => {
  expect(make({ samples: 10, seed: 1, classes: 5 }).classes).toBe(5)
  expect(() => make({ samples: 10, seed: 1, classes: 1 })).toThrow(
    `${make.name}: classes is 1; it needs an integer of at least 2.`,
  )
})
