import { describe, expect, it } from 'vitest'
import { generator } from '@glissade/random'
import { arrayDataset, DataError, standardize, type Dataset } from '../src/index.ts'

const rng = generator(1)
const rows = Array.from({ length: 600 }, () => [5 + 2 * rng.normal(), -100 + 0.1 * rng.normal(), 7])
const dataset = arrayDataset(
  rows,
  rows.map(() => 0),
)

const moments = (data: Dataset, feature: number): [mean: number, std: number] => {
  const column = Array.from({ length: data.length }, (_, i) => data.batch([i]).x.data[feature])
  const mean = column.reduce((sum, x) => sum + x, 0) / column.length
  return [mean, Math.sqrt(column.reduce((sum, x) => sum + (x - mean) ** 2, 0) / column.length)]
}

describe('standardize', () => {
  const [train, test] = dataset.split([0.5, 0.5], { seed: 1 })
  const scaling = standardize(train)

  it('measures each feature of the training part', () => {
    for (const feature of [0, 1, 2]) {
      const [mean, std] = moments(train, feature)
      expect(scaling.mean[feature]).toBeCloseTo(mean, 9)
      expect(scaling.std[feature]).toBeCloseTo(std || 1, 9)
    }
  })

  it('brings the training part to mean 0 and deviation 1', () => {
    const scaled = scaling.apply(train)
    for (const feature of [0, 1]) {
      const [mean, std] = moments(scaled, feature)
      expect(mean).toBeCloseTo(0, 5)
      expect(std).toBeCloseTo(1, 5)
    }
  })

  it('makes a constant feature 0', () => expect(moments(scaling.apply(train), 2)).toEqual([0, 0]))

  it('uses the moments of the training part on other parts', () => {
    const scaled = scaling.apply(test).batch([3]).x.data
    const plain = test.batch([3]).x.data
    for (const feature of [0, 1]) {
      expect(scaled[feature]).toBeCloseTo((plain[feature] - scaling.mean[feature]) / scaling.std[feature], 4)
    }
    expect(moments(scaling.apply(test), 0)[0]).not.toBeCloseTo(0, 5)
  })

  it('leaves the data set it is given as it was', () => {
    const before = [...train.batch([0]).x.data]
    scaling.apply(train).batch()
    expect([...train.batch([0]).x.data]).toEqual(before)
  })

  it('takes one mean and one deviation for all elements on request, on bytes with a scale', () => {
    const bytes = arrayDataset(Uint8Array.of(0, 255, 0, 255), [0, 0], { shape: [2], scale: 1 / 255 })
    const { mean, std, apply } = standardize(bytes, { per: 'dataset' })
    expect([[...mean], [...std]]).toEqual([[0.5], [0.5]])
    expect(apply(bytes).batch().x.toArray()).toEqual([
      [-1, 1],
      [-1, 1],
    ])
  })

  it('can be applied to what was scaled before', () => {
    const twice = standardize(scaling.apply(train)).apply(scaling.apply(train))
    const once = scaling.apply(train)
    expect(Math.abs(twice.batch([5]).x.data[0] - once.batch([5]).x.data[0])).toBeLessThan(1e-5)
    const all = standardize(once, { per: 'dataset' }).apply(once)
    expect(all.batch([5]).x.data[0]).toBeCloseTo(once.batch([5]).x.data[0] * Math.sqrt(3 / 2), 5)
  })

  it('refuses samples of another size', () => {
    const act = () => scaling.apply(arrayDataset([[1, 2]], [0]))
    expect(act).toThrow(DataError)
    expect(act).toThrow(
      "standardize: moments of 3 features, samples (2); it needs samples of the training set's shape.",
    )
  })
})
