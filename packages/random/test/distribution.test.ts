import { erf } from '@glissade/math'
import { describe, expect, it } from 'vitest'
import { generator } from '../src/index.ts'

const n = 100_000
const sample = (draw: () => number): Float64Array => Float64Array.from({ length: n }, draw).sort()
const mean = (x: Float64Array, power: number) => x.reduce((sum, each) => sum + each ** power, 0) / n

/** √n times the largest distance between a sorted sample's distribution and F (Kolmogorov and Smirnov). */
const distance = (x: Float64Array, F: (x: number) => number): number =>
  Math.sqrt(n) * x.reduce((worst, each, i) => Math.max(worst, F(each) - i / n, (i + 1) / n - F(each)), 0)
const CRITICAL = 1.95 // exceeded once in a thousand samples that do follow F

const normalDistribution = (x: number) => 0.5 * (1 + erf(x / Math.SQRT2))

describe('uniform', () => {
  const rng = generator(2024)
  const x = sample(() => rng.uniform())

  it('lies in [0, 1)', () => expect([x[0] >= 0, x[n - 1] < 1]).toEqual([true, true]))
  it('has the mean and variance of the uniform distribution', () => {
    expect(Math.abs(mean(x, 1) - 1 / 2)).toBeLessThan(4 * Math.sqrt(1 / 12 / n))
    expect(Math.abs(mean(x, 2) - 1 / 3)).toBeLessThan(4 * Math.sqrt(4 / 45 / n))
  })
  it('follows the uniform distribution', () => expect(distance(x, (each) => each)).toBeLessThan(CRITICAL))
  it('uses all 53 bits', () => {
    const odd = Array.from(x, (each) => (each * 2 ** 53) % 2).filter((bit) => bit === 1).length
    expect(Math.abs(odd - n / 2)).toBeLessThan(4 * Math.sqrt(n / 4))
  })
})

describe('normal', () => {
  const rng = generator(2024)
  const pairs = Float64Array.from({ length: n }, () => rng.normal())
  const x = pairs.slice().sort()

  it('has the first four moments of the normal distribution', () => {
    expect(Math.abs(mean(x, 1))).toBeLessThan(4 * Math.sqrt(1 / n))
    expect(Math.abs(mean(x, 2) - 1)).toBeLessThan(4 * Math.sqrt(2 / n))
    expect(Math.abs(mean(x, 3))).toBeLessThan(4 * Math.sqrt(15 / n))
    expect(Math.abs(mean(x, 4) - 3)).toBeLessThan(4 * Math.sqrt(96 / n))
  })
  it('follows the normal distribution', () => expect(distance(x, normalDistribution)).toBeLessThan(CRITICAL))
  it('gives independent numbers within a pair and between pairs', () => {
    for (const lag of [1, 2]) {
      const products = pairs.slice(lag).reduce((sum, each, i) => sum + each * pairs[i], 0)
      expect(Math.abs(products)).toBeLessThan(4 * Math.sqrt(n))
    }
  })
  it('would not pass as another distribution', () => {
    expect(distance(x, (each) => normalDistribution(each * 1.04))).toBeGreaterThan(CRITICAL)
  })
})

describe('integer', () => {
  it.each([1, 2, 3, 10, 97])('gives each of %i values equally often', (size) => {
    const rng = generator(size)
    const counts = new Float64Array(size)
    for (let i = 0; i < n; i++) counts[rng.integer(size)]++
    const chiSquare = counts.reduce((sum, count) => sum + (count - n / size) ** 2 / (n / size), 0)
    expect(chiSquare).toBeLessThan(size + 4 * Math.sqrt(2 * size))
  })

  it('favours no part of a range that does not divide 2³²', () => {
    const size = 3 * 2 ** 30
    const rng = generator(1)
    const upper = Array.from({ length: n }, () => rng.integer(size)).filter((k) => k >= size / 2).length
    expect(Math.abs(upper - n / 2)).toBeLessThan(4 * Math.sqrt(n / 4))
  })

  it('reaches the largest range whole', () => {
    const rng = generator(1)
    const drawn = Array.from({ length: 1000 }, () => rng.integer(2 ** 32))
    expect(Math.max(...drawn)).toBeGreaterThan(2 ** 32 * 0.99)
    expect(drawn.every((k) => Number.isInteger(k) && k >= 0 && k < 2 ** 32)).toBe(true)
  })
})
