import { describe, expect, it } from 'vitest'
import {
  adding,
  blobs,
  checkerboard,
  circles,
  DataError,
  moons,
  sine,
  spirals,
  xor,
  zipf,
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
  circles: {
    make: circles,
    classes: 2,
    miss: (x, y, label) => Math.abs(Math.hypot(x, y) - (label === 0 ? 1 : 0.5)),
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

/** Points as a picture: the class in each cell of a grid over [lo, hi)², a dot where there is none, # where there are several. */
function picture(dataset: Dataset, lo: number, hi: number, cells = 12): string {
  const grid = Array.from({ length: cells }, () => new Array<string>(cells).fill('.'))
  for (const [x, y, label] of samples(dataset)) {
    const [column, row] = [x, y].map((v) => Math.floor(((v - lo) / (hi - lo)) * cells))
    const before = grid[cells - 1 - row][column]
    grid[cells - 1 - row][column] = before === '.' || before === String(label) ? String(label) : '#'
  }
  return grid.map((line) => line.join('')).join('\n')
}

describe('pictures', () => {
  it.each([
    ['blobs', blobs({ samples: 300, noise: 0.1, seed: 1 }), -1.4, 1.4],
    ['checkerboard', checkerboard({ samples: 600, seed: 1 }), 0, 4],
    ['circles', circles({ samples: 300, seed: 1 }), -1.2, 1.2],
    ['moons', moons({ samples: 300, seed: 1 }), -1.2, 2.2],
    ['spirals', spirals({ samples: 300, seed: 1 }), -1.1, 1.1],
    ['xor', xor({ samples: 200, noise: 0.1, seed: 1 }), -0.5, 1.5],
  ] as const)('%s', (_name, dataset, lo, hi) => expect(picture(dataset, lo, hi)).toMatchSnapshot())
})

describe('checkerboard', () => {
  it('gives each class its squares, all of them alike', () => {
    const counts = new Map<string, number>()
    for (const [x, y, label] of samples(checkerboard({ samples: 8000, seed: 1 }))) {
      expect((Math.floor(x) + Math.floor(y)) % 2).toBe(label)
      const square = `${Math.floor(x)} ${Math.floor(y)}`
      counts.set(square, (counts.get(square) ?? 0) + 1)
    }
    expect(counts.size).toBe(16)
    for (const count of counts.values()) expect(Math.abs(count - 500)).toBeLessThan(120)
  })
})

describe('adding', () => {
  const data = adding({ samples: 2000, length: 20, seed: 1 })
  const { x, y } = data.batch()
  const sequences = Array.from({ length: 2000 }, (_, i) => {
    const pairs = Array.from({ length: 22 }, (_, k) => [x.data[44 * i + 2 * k], x.data[44 * i + 2 * k + 1]])
    const begin = pairs.findIndex(([, marker]) => marker === -1)
    return { before: pairs.slice(0, begin), pairs: pairs.slice(begin), target: y.data[i] }
  })

  it('marks two numbers, the beginning and the end; their sum is the target', () => {
    expect([data.shape, data.classes, y.shape]).toEqual([[22, 2], 0, [2000, 1]])
    let chosenFirst = 0
    for (const { before, pairs, target } of sequences) {
      expect(before.flat().every((value) => value === 0)).toBe(true)
      expect([pairs[0][1], pairs.at(-1)![1]]).toEqual([-1, -1])
      const marked = pairs.filter(([, marker]) => marker === 1)
      expect(pairs.slice(1, -1).every(([, marker]) => marker === 0 || marker === 1)).toBe(true)
      if (marked.length === 1) {
        chosenFirst++
        expect(pairs[0][0]).toBe(0)
      } else expect(marked).toHaveLength(2)
      expect(target).toBeCloseTo(0.5 + marked.reduce((sum, [value]) => sum + value, 0) / 4, 6)
    }
    // The first of ten, or else the first of the nine that are left: 1/10 + 9/10 · 1/9.
    expect(Math.abs(chosenFirst / 2000 - 0.2)).toBeLessThan(0.04)
  })

  it('has lengths from T to T + T/10, and numbers from −1 to 1', () => {
    expect(new Set(sequences.map(({ pairs }) => pairs.length))).toEqual(new Set([20, 21, 22]))
    const numbers = sequences.flatMap(({ pairs }) => pairs.map(([value]) => value))
    expect(Math.min(...numbers)).toBeLessThan(-0.99)
    expect(Math.max(...numbers)).toBeGreaterThan(0.99)
    const error = sequences.reduce((sum, { target }) => sum + (target - 0.5) ** 2, 0) / 2000
    expect(Math.abs(error - 1 / 24)).toBeLessThan(0.006) // a fifth of the targets have one number alone
  })
})

describe('zipf', () => {
  it('has features as frequent as it says, and labels to be learnt from them', () => {
    const data = zipf({ samples: 4000, features: 50, seed: 1 })
    const { data: x } = data.batch().x
    for (const j of [0, 1, 2, 5, 20, 49]) {
      let count = 0
      for (let i = 0; i < 4000; i++) count += x[50 * i + j]
      expect(Math.abs(count / 4000 - Math.min(1, 3 / (j + 1)))).toBeLessThan(0.03)
    }
    const ones = data.labels.reduce((sum, label) => sum + label)
    expect(ones).toBeGreaterThan(400)
    expect(ones).toBeLessThan(3600)
    expect([...zipf({ samples: 50, seed: 1 }).labels]).toEqual([...zipf({ samples: 50, seed: 1 }).labels])
  })
})

it.each([
  ['circles: inner is 1; it needs a radius above 0 and below 1.', () => circles({ samples: 2, inner: 1, seed: 1 })],
  ['checkerboard: squares is 3; it needs an even number of at least 2.', () => checkerboard({ samples: 2, squares: 3, seed: 1 })],
  ['adding: length is 3; it needs an integer of at least 4.', () => adding({ samples: 2, length: 3, seed: 1 })],
  ['zipf: features is 0; it needs an integer of at least 1.', () => zipf({ samples: 2, features: 0, seed: 1 })],
  ['zipf: scale is 0; it needs a number above 0.', () => zipf({ samples: 2, scale: 0, seed: 1 })],
  ['moons: turns is no option; it has samples, seed, noise.', () => moons({ samples: 2, seed: 1, turns: 2 } as never)],
])('%s', (message, act) => expect(act).toThrow(new DataError(message))) // prettier-ignore
