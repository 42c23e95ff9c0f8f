// Dropout: how much is dropped, what is kept, and from which generator.
import { tensor } from '@glissade/autograd'
import { generator } from '@glissade/random'
import { describe, expect, it } from 'vitest'
import { Dropout, Dropout2d } from '../src/index.ts'

describe('Dropout', () => {
  const ones = (n: number) => tensor(new Float32Array(n).fill(1))

  it('keeps the share 1 − p within four standard deviations, and scales it by 1 / (1 − p) exactly', () => {
    const n = 20_000
    for (const p of [0.1, 0.5, 0.8]) {
      const { data } = new Dropout(p, { rng: generator(1) }).forward(ones(n))
      const kept = data.filter((y) => y !== 0)
      expect(new Set(kept)).toEqual(new Set([Math.fround(1 / (1 - p))]))
      expect(Math.abs(kept.length / n - (1 - p))).toBeLessThan(4 * Math.sqrt((p * (1 - p)) / n))
    }
  })

  it('gives zeros for p = 1, and its input for p = 0 and in evaluation', () => {
    const rng = generator(1)
    const x = ones(3)
    expect(new Dropout(1, { rng }).forward(x).toArray()).toEqual([0, 0, 0])
    expect(new Dropout(0, { rng }).forward(x)).toBe(x)
    expect(new Dropout(0.5, { rng }).eval().forward(x)).toBe(x)
  })

  it('draws other masks at the next call, in the next layer, and for another seed', () => {
    const mask = (layer: Dropout) => layer.forward(ones(40)).toArray()
    const rng = generator(1)
    const [first, second] = [new Dropout(0.5, { rng }), new Dropout(0.5, { rng })]
    const masks = [mask(first), mask(first), mask(second), mask(new Dropout(0.5, { rng: generator(2) }))]
    expect(new Set(masks.map(String)).size).toBe(4)
    expect(mask(new Dropout(0.5, { rng: generator(1) }))).toEqual(masks[0])
  })
})

describe('Dropout2d', () => {
  it('leaves out whole channels, and scales the others', () => {
    const y = new Dropout2d(0.5, { rng: generator(1) }).forward(tensor(new Float32Array(20 * 9).fill(1), { shape: [4, 5, 3, 3] })) // prettier-ignore
    const channels = Array.from({ length: 20 }, (_, i) => y.data.slice(9 * i, 9 * i + 9))
    expect(channels.every((each) => new Set(each).size === 1)).toBe(true)
    expect(new Set(channels.map(([first]) => first))).toEqual(new Set([0, 2]))
  })
})
