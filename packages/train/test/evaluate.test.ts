// Looking at a model: evaluate, predict, and the numbers for people.
import { tensor } from '@glissade/autograd'
import { crossEntropy, Dropout, Sequential } from '@glissade/nn'
import { generator } from '@glissade/random'
import { describe, expect, it } from 'vitest'
import { accuracy, binaryAccuracy, confusionMatrix, evaluate, predict } from '../src/index.ts'
import { all, busyClassifier, classifier, points } from './setup.ts'

const labels = (...list: number[]) => tensor(list, { dtype: 'int32' })

describe('evaluate()', () => {
  it('gives the means over all samples, whatever the size of batches', async () => {
    const model = classifier()
    const { x, y } = all(points())
    const whole = crossEntropy(model.forward(x), y).item()
    for (const batchSize of [7, 50, 256]) {
      const { loss, accuracy: right } = await evaluate(model, points(), { batchSize })
      expect(loss).toBeCloseTo(whole, 6)
      expect(right).toBeCloseTo(accuracy(model.forward(x), y), 12)
    }
  })

  it('changes nothing: no statistics, no mode, no generator', async () => {
    const model = busyClassifier()
    const before = JSON.stringify([
      model.stateDict(),
      Array.from(model.generators(), ([, rng]) => rng.state()),
    ])
    await evaluate(model, points())
    expect(
      JSON.stringify([model.stateDict(), Array.from(model.generators(), ([, rng]) => rng.state())]),
    ).toBe(before)
    expect(model.training).toBe(true)
  })

  it('takes other losses and metrics', async () => {
    const found = await evaluate(classifier(), points(), {
      loss: (p, t) => crossEntropy(p, t, { labelSmoothing: 0.1 }),
      metrics: [{ name: 'size', measure: (p) => p.shape[0] }],
      batchSize: 25,
    })
    expect(Object.keys(found)).toEqual(['loss', 'size'])
    expect(found.size).toBe(25)
  })
})

describe('predict()', () => {
  it('answers in evaluation mode, the same in batches of any size', () => {
    const model = busyClassifier()
    const { x } = all(points())
    const whole = busyClassifier().eval().forward(x).toArray()
    for (const batchSize of [1, 16, 256]) expect(predict(model, x, { batchSize }).toArray()).toEqual(whole)
    expect(model.training).toBe(true)
  })

  it('takes a data set too', () => {
    const model = classifier()
    expect(predict(model, points()).toArray()).toEqual(predict(model, all(points()).x).toArray())
  })

  it('drops nothing', () => {
    const model = new Sequential(new Dropout(0.9, { rng: generator(1) }))
    expect(predict(model, tensor([[1, 2, 3]])).toArray()).toEqual([[1, 2, 3]])
  })

  it('refuses no samples, and batches of nothing', () => {
    expect(() => predict(classifier(), tensor(new Float32Array(0), { shape: [0, 2] }))).toThrow(
      'predict: there is no sample; it needs at least one.',
    )
    expect(() => predict(classifier(), tensor([[1, 2]]), { batchSize: 0 })).toThrow(
      'predict: batchSize is 0; it needs at least 1.',
    )
  })
})

describe('Numbers for people', () => {
  const scores = tensor([[3, 1, 2], [0, 5, 1], [0, 5, 1], [1, 2, 9]]) // prettier-ignore

  it('accuracy is the share of rows whose largest score is the label’s', () => {
    expect(accuracy(scores, labels(0, 1, 2, 2))).toBe(0.75)
    expect(accuracy(tensor([[[1, 2], [2, 1]]]), tensor([[1, 1]], { dtype: 'int32' }))).toBe(0.5) // prettier-ignore
  })

  it('accuracy of yes or no is told by a threshold', () => {
    const t = tensor([[1], [0], [1], [0]])
    expect(binaryAccuracy().measure(tensor([[2], [-1], [-3], [-0.5]]), t)).toBe(0.75)
    expect(binaryAccuracy({ threshold: 0.5 }).measure(tensor([[0.7], [0.4], [0.2], [0.6]]), t)).toBe(0.5)
  })

  it('the confusion matrix counts predictions of each class', () => {
    expect(confusionMatrix(scores, labels(0, 1, 2, 2))).toEqual([
      [1, 0, 0],
      [0, 1, 0],
      [0, 1, 1],
    ])
  })
})
