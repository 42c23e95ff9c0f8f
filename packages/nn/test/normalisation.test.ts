// Normalisation: over a batch with running statistics in two conventions, and of each sample by itself.
import { tensor } from '@glissade/autograd'
import { describe, expect, it } from 'vitest'
import * as nn from '../src/index.ts'
import { BatchNorm } from '../src/index.ts'

describe('BatchNorm', () => {
  const batch = () =>
    tensor(
      [
        [1, 10],
        [3, 30],
      ],
      { dtype: 'float64' },
    )

  it('gives each feature mean 0 and variance 1 in training, and remembers in the convention of PyTorch', () => {
    const layer = new BatchNorm(2, { eps: 1e-30, dtype: 'float64' })
    expect(layer.forward(batch()).toArray()).toEqual([
      [-1, -1],
      [1, 1],
    ])
    expect(layer.runningMean.toArray()).toEqual([0.2, 2])
    expect(layer.runningVariance.toArray()).toEqual([0.9 + 0.1 * 2, 0.9 + 0.1 * 200])
  })

  it('remembers the biased variance, weighing the old value, in the convention of Keras', () => {
    const layer = new BatchNorm(2, { convention: 'keras', momentum: 0.75, dtype: 'float64' })
    layer.forward(batch())
    expect(layer.runningMean.toArray()).toEqual([0.5, 5])
    expect(layer.runningVariance.toArray()).toEqual([0.75 + 0.25, 0.75 + 0.25 * 100])
    expect([layer.eps, new BatchNorm(2, { convention: 'keras' }).momentum]).toEqual([1e-3, 0.99])
  })

  it('uses what it remembers in evaluation, changes it no more, and takes a batch of one', () => {
    const layer = new BatchNorm(2, { eps: 1e-30, dtype: 'float64' }).eval()
    layer.runningMean.data.set([1, 2])
    layer.runningVariance.data.set([4, 9])
    expect(layer.forward(tensor([[5, 8]], { dtype: 'float64' })).toArray()).toEqual([[2, 2]])
    expect(layer.runningMean.toArray()).toEqual([1, 2])
  })
})

describe('normalisation of each sample by itself', () => {
  const x = tensor([[[1, 3], [2, 6]]], { dtype: 'float64' }) // prettier-ignore
  const eps = 1e-30

  it('is over groups of channels, or over each of them', () => {
    const group = new nn.GroupNorm(1, 2, { eps, dtype: 'float64' }).forward(x)
    expect([...group.data]).toEqual([-2, 0, -1, 3].map((each) => expect.closeTo(each / Math.sqrt(3.5), 14)))
    expect(new nn.InstanceNorm(2, { eps, dtype: 'float64' }).forward(x).toArray()).toEqual([[[-1, 1], [-1, 1]]]) // prettier-ignore
  })
  it('leaves the mean where it is, of RmsNorm', () => {
    const y = new nn.RmsNorm(2, { eps, dtype: 'float64' }).forward(x)
    expect([...y.data]).toEqual([1 / Math.sqrt(5), 3 / Math.sqrt(5), 2 / Math.sqrt(20), 6 / Math.sqrt(20)].map((each) => expect.closeTo(each, 14))) // prettier-ignore
    expect(new nn.RmsNorm(2).eps).toBe(2 ** -23)
    expect(new nn.RmsNorm(2, { dtype: 'float64' }).eps).toBe(Number.EPSILON)
  })
})
