// Curricula: what comes first, how fast more is opened, and where batches are drawn from.

import { describe, expect, it } from 'vitest'
import { generator } from '@glissade/random'
import {
  arrayDataset,
  byDifficulty,
  curriculum,
  DataError,
  exponentialPacing,
  linearPacing,
  mixture,
  noPacing,
  rootPacing,
  switchPacing,
  type Pacing,
} from '../src/index.ts'

describe('byDifficulty', () => {
  it('puts the easiest first and keeps the order of equals', () => {
    const words = ['ccc', 'a', 'bb', 'd', 'ee']
    expect([...byDifficulty(5, (i) => words[i].length)]).toEqual([1, 3, 2, 4, 0])
  })
  it('takes infinite difficulties', () => {
    expect([...byDifficulty(3, (i) => [Infinity, -Infinity, Infinity][i])]).toEqual([1, 0, 2])
  })
})

// prettier-ignore
const pacings: readonly [string, Pacing, readonly number[], readonly number[]][] = [
  ['linearPacing',      linearPacing({ from: 0.2, steps: 8 }),                       [0, 4, 8, 99],      [0.2, 0.6, 1, 1]],
  ['rootPacing',        rootPacing({ from: 0.5, steps: 12 }),                        [0, 4, 12, 99],     [0.5, Math.sqrt(0.5), 1, 1]],
  ['rootPacing',        rootPacing({ from: 0, steps: 4 }),                           [0, 1, 4],          [0, 0.5, 1]],
  ['exponentialPacing', exponentialPacing({ from: 0.125, factor: 2, every: 10 }),    [0, 9, 10, 20, 30, 1e9], [0.125, 0.125, 0.25, 0.5, 1, 1]],
  ['exponentialPacing', exponentialPacing({ from: 0.5, factor: 1, every: 1 }),       [0, 1e12],          [0.5, 0.5]],
  ['switchPacing',      switchPacing({ from: 0.25, at: 7 }),                         [0, 6, 7, 99],      [0.25, 0.25, 1, 1]],
  ['noPacing',          noPacing,                                                    [0, 99],            [1, 1]],
]
it.each(pacings)('%s opens what its equation says', (_, pacing, ts, expected) => {
  for (const [k, t] of ts.entries()) expect(pacing(t)).toBeCloseTo(expected[k], 14)
})

describe('curriculum', () => {
  const order = Int32Array.of(9, 7, 5, 3, 1)
  const next = (pacing: Pacing) => curriculum(order, { pacing, rng: generator(1).stream('curriculum') })

  it('draws from the open part alone, and from all of it', () => {
    const sample = next(linearPacing({ from: 0.4, steps: 10 }))
    expect(new Set(sample(0, 200))).toEqual(new Set([9, 7]))
    expect(new Set(sample(5, 200))).toEqual(new Set([9, 7, 5, 3]))
    expect(new Set(sample(99, 200))).toEqual(new Set(order))
  })

  it('always opens one sample, and draws the same for the same seed', () => {
    expect(new Set(next(rootPacing({ from: 0, steps: 9 }))(0, 50))).toEqual(new Set([9]))
    expect(next(noPacing)(0, 20)).toEqual(next(noPacing)(0, 20))
  })

  it('feeds a data set', () => {
    const data = arrayDataset([[5], [1], [3]], [0, 1, 2])
    const easy = byDifficulty(data.length, (i) => data.batch([i]).x.data[0])
    const sample = curriculum(easy, { pacing: switchPacing({ from: 0.5, at: 1 }), rng: generator(2) })
    expect(new Set(data.batch(sample(0, 30)).y.data)).toEqual(new Set([1, 2]))
  })
})

describe('mixture', () => {
  const from = (weights: readonly (number | ((t: number) => number))[], seed = 3) =>
    mixture(
      weights.map((weight, k) => ({ weight, draw: (t: number) => `${k} at ${t}` })),
      generator(seed),
    )
  const shares = (next: (t: number) => string, t: number) => {
    const counts = [0, 0, 0]
    for (let k = 0; k < 10_000; k++) counts[Number(next(t)[0])]++
    return counts.map((n) => n / 10_000)
  }
  it('draws from each source as often as its weight says', () => {
    for (const [k, share] of shares(from([1, 3, 6]), 0).entries()) {
      // Four standard deviations of a share of 10,000 draws are at most 0.02.
      expect(Math.abs(share - [0.1, 0.3, 0.6][k])).toBeLessThan(0.02)
    }
  })
  it('follows weights that change, and leaves weight 0 out', () => {
    const next = from([1, (t) => t, 0])
    expect(shares(next, 0)).toEqual([1, 0, 0])
    expect(shares(next, 1)[1]).toBeGreaterThan(0.45)
    expect(shares(next, 1)[2]).toBe(0)
  })
  it('never takes a source of weight 0, whatever rounding leaves over', () => {
    // 0.1 + 0.1 + 0.4 taken off the largest draw one by one leave exactly 0.
    const sources = [0.1, 0.1, 0.4, 0].map((weight, k) => ({ weight, draw: () => k }))
    expect(mixture(sources, { uniform: () => 1 - 2 ** -53 })(0)).toBe(2)
  })
  it('tells the source how far training is', () => expect(from([1])(7)).toBe('0 at 7'))
})

const order = Int32Array.of(0)
// prettier-ignore
const refused: readonly [() => unknown, string][] = [
  [() => byDifficulty(0, () => 1),                                   'byDifficulty: there are 0 samples; it needs an integer of at least 1.'],
  [() => byDifficulty(3, (i) => (i === 1 ? NaN : 0)),                'byDifficulty: the difficulty of sample 1 is NaN; it needs a number.'],
  [() => linearPacing({ from: -0.1, steps: 5 }),                     'linearPacing: from is -0.1; it needs a number from 0 to 1.'],
  [() => linearPacing({ from: 0, steps: 2.5 }),                      'linearPacing: steps is 2.5; it needs an integer of at least 1.'],
  [() => linearPacing({ from: 0, stps: 5 } as never),                'linearPacing: stps is no option; it has from, steps.'],
  [() => linearPacing({ from: 0 } as never),                         'linearPacing: steps is undefined; it needs an integer of at least 1.'],
  [() => rootPacing({ from: NaN, steps: 5 }),                        'rootPacing: from is NaN; it needs a number from 0 to 1.'],
  [() => exponentialPacing({ from: 0.1, factor: 0.5, every: 1 }),    'exponentialPacing: factor is 0.5; it needs a number of at least 1.'],
  [() => switchPacing({ from: 0.1, at: -1 }),                        'switchPacing: at is -1; it needs an integer of at least 0.'],
  [() => curriculum(new Int32Array(0), { pacing: noPacing, rng: generator(1) }), 'curriculum: the order is empty; it needs at least one sample.'],
  [() => curriculum(order, { pacing: noPacing, rng: generator(1) })(0, 0), 'curriculum: batchSize is 0; it needs an integer of at least 1.'],
  [() => curriculum(order, { pacing: (t) => t, rng: generator(1) })(3, 1), 'pacing: the open part after 3 steps is 3; it needs a number from 0 to 1.'],
  [() => mixture([], generator(1)),                                  'mixture: there are no sources; it needs at least one.'],
  [() => mixture([{ weight: -1, draw: () => 0 }], generator(1))(2),  'mixture: the weight of source 0 after 2 steps is -1; it needs a number of at least 0.'],
  [() => mixture([{ weight: 0, draw: () => 0 }], generator(1))(2),   'mixture: every weight after 2 steps is 0; it needs one above 0.'],
]
it.each(refused)('%#: what cannot be is refused', (call, message) => {
  expect(call).toThrow(DataError)
  expect(call).toThrow(message)
})
