import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { checkRange, extent, makeScale, plain } from '../src/scale.ts'

describe('makeScale', () => {
  const number = fc.oneof(
    fc.double(),
    fc.double({ min: -1e3, max: 1e3 }),
    fc.constantFrom(0, -0, 5e-324, 1, 1 + 2 ** -52),
  )
  it.each([[false], [true]])('places whatever can be drawn inside its range (log %s)', (log) => {
    fc.assert(
      fc.property(fc.array(number, { maxLength: 5 }), (values) => {
        const domain = extent(values, log)
        if (!domain) return
        const scale = makeScale(domain, [0, 500], { log })
        for (const value of values.filter(scale.places)) {
          expect(scale.at(value)).toBeGreaterThanOrEqual(-1e-6)
          expect(scale.at(value)).toBeLessThanOrEqual(500 + 1e-6)
        }
        expect(scale.ticks.length).toBeLessThan(5000)
      }),
      { seed: 1, numRuns: 2000 },
    )
  })

  it('reads back the value at a pixel', () => {
    const scale = makeScale([1, 100], [0, 200], { log: true, nice: false })
    expect(scale.from(100)).toBeCloseTo(10, 12)
    expect(scale.at(scale.from(37))).toBeCloseTo(37, 12)
  })

  it('labels a logarithmic axis with plain numbers', () => {
    const labels = makeScale([1e-5, 100], [0, 200], { log: true }).ticks.map((tick) => tick.label)
    expect(labels.filter((label) => label !== '')).toEqual([
      '1e-5',
      '1e-4',
      '0.001',
      '0.01',
      '0.1',
      '1',
      '10',
      '100',
    ])
  })

  it.each([
    [[3, 40], ['3', '4', '5', '6', '7', '8', '9', '10', '20', '30', '40'], 8],
    [[3, 40], ['5', '10', '20'], 6],
    [[3, 110], ['5', '10', '20', '50', '100'], 6],
    [[0.02, 90], ['0.03', '0.1', '0.3', '1', '3', '10', '30'], 5],
    [[0.02, 90], ['0.1', '1', '10'], 3],
    [[1.2, 1.9], ['1.2', '1.4', '1.6', '1.8'], 4],
  ] as const)(
    'labels %j on a logarithmic axis with %j, where there is room for %d',
    (domain, wanted, count) => {
      const { ticks } = makeScale(domain, [0, 300], { log: true, nice: false, count })
      expect(ticks.map(({ label }) => label).filter((label) => label !== '')).toEqual(wanted)
    },
  )
})

describe('plain', () => {
  it.each([
    [0, '0'],
    [20, '20'],
    [0.001, '0.001'],
    [1e-7, '1e-7'],
    [-2.5e10, '-2.5e10'],
    [1 / 3, '0.333333'],
    [123456, '123456'],
  ])('writes %d as %s', (value, text) => expect(plain(value)).toBe(text))
})

describe('checkRange', () => {
  it.each([
    [1, 1],
    [2, 1],
    [NaN, 1],
    [0, Infinity],
    [-1.7e308, 1.7e308],
    [0, 5e-324],
    [1, 1 + 2 ** -52],
  ])('refuses [%d, %d]', (low, high) => {
    expect(() => checkRange('f', 'x', [low, high])).toThrow(
      `f: the range of x is [${low}, ${high}]; it needs two finite numbers, the lower first.`,
    )
  })
})
