// Whitening: eigenvectors, covariances before and after, and targets at ±1.

import { describe, expect, it } from 'vitest'
import { generator } from '@glissade/random'
import { arrayDataset, DataError, signedTargets, symmetricEigen, whiten, type Dataset } from '../src/index.ts'

describe('symmetricEigen', () => {
  it('knows a matrix that can be worked out by hand', () => {
    const { values, vectors } = symmetricEigen(Float64Array.of(2, 1, 1, 2), 2)
    expect([...values]).toEqual([expect.closeTo(3, 14), expect.closeTo(1, 14)])
    expect(Math.abs(vectors[0])).toBeCloseTo(Math.SQRT1_2, 14)
    expect(vectors[0]).toBeCloseTo(vectors[1], 14)
    expect(vectors[2]).toBeCloseTo(-vectors[3], 14)
  })

  it('takes diagonal matrices, zeros, one number, and huge ratios', () => {
    expect([...symmetricEigen(Float64Array.of(1, 0, 0, 5), 2).values]).toEqual([5, 1])
    expect([...symmetricEigen(new Float64Array(9), 3).values]).toEqual([0, 0, 0])
    expect([...symmetricEigen(Float64Array.of(-7), 1).values]).toEqual([-7])
    expect(symmetricEigen(Float64Array.of(1, 1e-200, 1e-200, 2), 2).values[0]).toBe(2)
  })

  it.each([2, 5, 30, 60])('takes a random matrix of size %i apart and together again', (n) => {
    const rng = generator(n)
    const a = new Float64Array(n * n)
    for (let i = 0; i < n; i++) for (let j = 0; j <= i; j++) a[i * n + j] = a[j * n + i] = rng.normal()
    const { values, vectors } = symmetricEigen(a, n)
    expect([...values]).toEqual([...values].sort((x, y) => y - x))
    for (let i = 0; i < n; i++) {
      for (let j = 0; j < n; j++) {
        let [product, whole] = [0, 0]
        for (let k = 0; k < n; k++) {
          product += vectors[i * n + k] * vectors[j * n + k]
          whole += values[k] * vectors[k * n + i] * vectors[k * n + j]
        }
        expect(product).toBeCloseTo(i === j ? 1 : 0, 12)
        expect(whole).toBeCloseTo(a[i * n + j], 11)
      }
    }
  })
})

/** Mean and covariance of a data set's samples. */
function moments(dataset: Dataset): { mean: number[]; covariance: number[][] } {
  const rows = dataset.batch().x.toArray() as number[][]
  const width = rows[0].length
  const mean = Array.from(
    { length: width },
    (_, j) => rows.reduce((sum, row) => sum + row[j], 0) / rows.length,
  )
  const covariance = mean.map((mi, i) =>
    mean.map((mj, j) => rows.reduce((sum, row) => sum + (row[i] - mi) * (row[j] - mj), 0) / rows.length),
  )
  return { mean, covariance }
}

const rng = generator(4)
const rows = Array.from({ length: 500 }, () => {
  const [a, b, c] = [rng.normal(), rng.normal(), rng.normal()]
  return [5 + 3 * a, 2 * a + 0.5 * b - 1, 0.2 * c + b]
})
const data = arrayDataset(
  rows,
  rows.map((_, i) => i % 4),
)
const identity = [0, 1, 2].map((i) => [0, 1, 2].map((j) => expect.closeTo(i === j ? 1 : 0, 4)))

describe('whiten', () => {
  it.each(['pca', 'zca'] as const)('by %s leaves no correlation, mean 0 and variance 1', (method) => {
    const whitening = whiten(data, { method, epsilon: 1e-9 })
    const { mean, covariance } = moments(whitening.apply(data))
    expect(mean).toEqual([0, 0, 0].map((x) => expect.closeTo(x, 5)))
    expect(covariance).toEqual(identity)
  })

  it('measures the variances along the axes', () => {
    const { variances } = whiten(data)
    const { covariance } = moments(data)
    expect(variances.reduce((sum, v) => sum + v)).toBeCloseTo(
      covariance[0][0] + covariance[1][1] + covariance[2][2],
      4,
    )
    expect([...variances]).toEqual([...variances].sort((a, b) => b - a))
  })

  it('by zca is symmetric, so that features keep their places', () => {
    const { matrix } = whiten(data, { method: 'zca' })
    for (const i of [0, 1, 2])
      for (const j of [0, 1, 2]) expect(matrix[3 * i + j]).toBeCloseTo(matrix[3 * j + i], 12)
    expect(matrix[0]).toBeGreaterThan(0)
  })

  it('by pca may keep the widest axes alone', () => {
    const two = whiten(data, { method: 'pca', components: 2 }).apply(data)
    const three = whiten(data, { method: 'pca' }).apply(data)
    expect(two.shape).toEqual([2])
    expect([...two.batch([7]).x.data]).toEqual([...three.batch([7]).x.data.subarray(0, 2)])
  })

  it('scales others by the moments of the training part', () => {
    const [train, test] = data.split([0.8, 0.2], { seed: 1 })
    const whitening = whiten(train)
    const { covariance } = moments(whitening.apply(test))
    expect(covariance).not.toEqual(identity)
    expect(covariance[0][0]).toBeGreaterThan(0.5)
    expect([...whitening.apply(test).labels]).toEqual([...test.labels])
    expect(whitening.apply(test).classes).toBe(4)
  })

  it('leaves a constant feature at 0, and a shape as it is', () => {
    const flat = arrayDataset(Float32Array.of(1, 7, 2, 7, 4, 7), [0, 1, 0], { shape: [2, 1] })
    const whitened = whiten(flat).apply(flat)
    expect(whitened.shape).toEqual([2, 1])
    expect([1, 3, 5].map((i) => whitened.batch().x.data[i])).toEqual([0, 0, 0])
  })

  // prettier-ignore
  const refused: readonly [() => unknown, string][] = [
    [() => whiten(data, { method: 'lda' as never }),           "whiten: method is lda; it needs 'pca' or 'zca'."],
    [() => whiten(data, { epsilon: 0 }),                       'whiten: epsilon is 0; it needs a number above 0.'],
    [() => whiten(data, { eps: 1 } as never),                  'whiten: eps is no option; it has method, epsilon, components.'],
    [() => whiten(data, { method: 'pca', components: 4 }),     'whiten: components is 4; it needs an integer from 1 to 3, the number of features.'],
    [() => whiten(data, { components: 2 }),                    "whiten: components is 2; it needs method 'pca'."],
    [() => whiten(data.take(1)),                               'whiten: there is 1 sample; it needs at least 2.'],
    [() => whiten(data).apply(arrayDataset([[1, 2]], [0])),    "whiten: measured on 3 features, samples (2); it needs samples of the training set's shape."],
    [() => symmetricEigen(new Float64Array(3), 2),             'symmetricEigen: the matrix has 3 elements for n = 2; it needs 4, all finite.'],
    [() => symmetricEigen(Float64Array.of(NaN), 1),            'symmetricEigen: the matrix has 1 elements for n = 1; it needs 1, all finite.'],
    [() => signedTargets(arrayDataset([[1], [2]], [[1], [2]])), 'signedTargets: the targets are values; it needs classes.'],
  ]
  it.each(refused)('%#: refuses what cannot be', (call, message) => {
    expect(call).toThrow(DataError)
    expect(call).toThrow(message)
  })
})

describe('signedTargets', () => {
  it('are +1 for the class and −1 for the others, in subsets too', () => {
    const signed = signedTargets(arrayDataset([[1], [2], [3]], [2, 0, 1]))
    expect(signed.batch().y.toArray()).toEqual([
      [-1, -1, 1],
      [1, -1, -1],
      [-1, 1, -1],
    ])
    expect(
      signedTargets(arrayDataset([[1], [2], [3]], [2, 0, 1]).subset([1]))
        .batch()
        .y.toArray(),
    ).toEqual([[1, -1, -1]])
  })
})
