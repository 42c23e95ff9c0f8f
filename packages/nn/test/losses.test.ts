// Every loss: hand-computed values, reductions, derivatives of orders one and two, and the refusal to broadcast.
import { gradCheck, grad, logSoftmax, randn, sigmoid, softmax, tensor, type Tensor } from '@glissade/autograd'
import { describe, expect, it } from 'vitest'
import * as losses from '../src/losses/index.ts'
import {
  binaryCrossEntropy,
  binaryCrossEntropyFromProbabilities,
  cosineEmbedding,
  cosineSimilarity,
  crossEntropy,
  gaussianNll,
  hinge,
  huber,
  klDivergence,
  l1Penalty,
  l2Penalty,
  mae,
  mse,
  multiMargin,
  nll,
  sequenceCrossEntropy,
  smoothL1,
  tripletMargin,
  type Reduction,
} from '../src/index.ts'

const f64 = (numbers: Parameters<typeof tensor>[0]) => tensor(numbers, { dtype: 'float64' })
const labels = (...list: number[]) => tensor(list, { dtype: 'int32' })
const normal = (shape: number[], seed: number) => randn(shape, { seed, dtype: 'float64' })

interface Row {
  readonly name: string
  /** Takes what a derivative is wanted for, first. */
  readonly loss: (x: Tensor, options: { reduction: Reduction }) => Tensor
  readonly x: Tensor
  /** Loss of each element, or row, computed by hand. */
  readonly values: readonly number[]
  /** What the sum is divided by for the mean, if not by the number of values. */
  readonly divisor?: number
}

const { exp, log, log1p, sqrt } = Math
const ln = (p: number) => -log(p)
/** Two sequences of two steps; the 9 is no class. */
const words = tensor([[1, 9], [0, 1]], { dtype: 'int32' }) // prettier-ignore
const steps = f64([[[0, 0], [5, -5]], [[log(3), 0], [log(3), 0]]]) // prettier-ignore
// prettier-ignore
const rows: readonly Row[] = [
  { name: 'mse',              loss: (x, o) => mse(x, f64([1, 1]), o),                        x: f64([3, 0.5]),       values: [4, 0.25] },
  { name: 'mae',              loss: (x, o) => mae(x, f64([1, 1]), o),                        x: f64([3, 0.5]),       values: [2, 0.5] },
  { name: 'huber',            loss: (x, o) => huber(x, f64([1, 1]), o),                      x: f64([3, 0.5]),       values: [1.5, 0.125] },
  { name: 'huber',            loss: (x, o) => huber(x, f64([1, 1]), { delta: 0.25, ...o }),  x: f64([3, 0.9]),       values: [0.25 * (2 - 0.125), 0.005] },
  { name: 'smoothL1',         loss: (x, o) => smoothL1(x, f64([1, 1]), { beta: 2, ...o }),   x: f64([5, 0]),         values: [3, 0.25] },
  { name: 'smoothL1',         loss: (x, o) => smoothL1(x, f64([1, 1]), { beta: 0, ...o }),   x: f64([5, 0]),         values: [4, 1] },
  { name: 'hinge',            loss: (x, o) => hinge(x, f64([1, -1, 1]), o),                  x: f64([0.25, 3, 7]),   values: [0.75, 4, 0] },
  { name: 'hinge',            loss: (x, o) => hinge(x, f64([1, -1]), { margin: 2, ...o }),   x: f64([0.25, 3]),      values: [1.75, 5] },
  { name: 'multiMargin',      loss: (x, o) => multiMargin(x, labels(0, 2), o),               x: f64([[1, 0.5, 3], [0, 0, 9]]), values: [(0.5 + 3) / 3, 0] },
  { name: 'multiMargin',      loss: (x, o) => multiMargin(x, labels(0), { p: 2, margin: 2, ...o }), x: f64([[1, 0.5, 3]]), values: [(2.25 + 16) / 3] },
  { name: 'binaryCrossEntropy', loss: (x, o) => binaryCrossEntropy(x, f64([1, 0, 0.5]), o),  x: f64([0.5, 2, -1]),   values: [log1p(exp(-0.5)), 2 + log1p(exp(-2)), log1p(exp(-1)) + 0.5] },
  { name: 'binaryCrossEntropy', loss: (x, o) => binaryCrossEntropy(x, f64([1, 0]), { posWeight: 3, ...o }), x: f64([0.5, 2]), values: [3 * log1p(exp(-0.5)), 2 + log1p(exp(-2))] },
  { name: 'binaryCrossEntropyFromProbabilities', loss: (x, o) => binaryCrossEntropyFromProbabilities(x, f64([1, 0, 0.5]), o), x: f64([0.25, 0.25, 0.5]), values: [ln(0.25), ln(0.75), ln(0.5)] },
  { name: 'crossEntropy',     loss: (x, o) => crossEntropy(x, labels(1, 0), o),              x: f64([[0, 0], [log(3), 0]]), values: [ln(0.5), ln(0.75)] },
  { name: 'crossEntropy',     loss: (x, o) => crossEntropy(x, f64([[0.5, 0.5], [1, 0]]), o), x: f64([[0, 0], [log(3), 0]]), values: [ln(0.5), ln(0.75)] },
  { name: 'crossEntropy',     loss: (x, o) => crossEntropy(x, labels(1, 0), { labelSmoothing: 0.5, ...o }), x: f64([[0, 0], [log(3), 0]]), values: [ln(0.5), 0.75 * ln(0.75) + 0.25 * ln(0.25)] },
  { name: 'crossEntropy',     loss: (x, o) => crossEntropy(x, labels(1, 0), { weight: [3, 1], ...o }), x: f64([[0, 0], [log(3), 0]]), values: [ln(0.5), 3 * ln(0.75)], divisor: 4 },
  { name: 'crossEntropy',     loss: (x, o) => crossEntropy(x, f64([[0.5, 0.5]]), { weight: f64([3, 1]), ...o }), x: f64([[log(3), 0]]), values: [1.5 * ln(0.75) + 0.5 * ln(0.25)] },
  { name: 'crossEntropy',     loss: (x, o) => crossEntropy(x, labels(-1, 0), { ignoreIndex: -1, ...o }), x: f64([[0, 0], [log(3), 0]]), values: [0, ln(0.75)], divisor: 1 },
  { name: 'sequenceCrossEntropy', loss: (x, o) => sequenceCrossEntropy(x, words, { lengths: [1, 2], ...o }), x: steps, values: [ln(0.5), 0, ln(0.75), ln(0.25)], divisor: 3 },
  { name: 'sequenceCrossEntropy', loss: (x, o) => sequenceCrossEntropy(x, words, { mask: tensor([[1, 0], [0, 1]]), ...o }), x: steps, values: [ln(0.5), 0, 0, ln(0.25)], divisor: 2 },
  { name: 'sequenceCrossEntropy', loss: (x, o) => sequenceCrossEntropy(x, words, { ignoreIndex: 9, lengths: [2, 1], weight: [2, 1], ...o }), x: steps, values: [ln(0.5), 0, 2 * ln(0.75), 0], divisor: 3 },
  { name: 'nll',              loss: (x, o) => nll(x, labels(1, 0), o),                       x: f64([[-1, -2], [-3, -4]]), values: [2, 3] },
  { name: 'nll',              loss: (x, o) => nll(x, labels(1, 0), { weight: [4, 2], ...o }), x: f64([[-1, -2], [-3, -4]]), values: [4, 12], divisor: 6 },
  { name: 'gaussianNll',      loss: (x, o) => gaussianNll(x, f64([1, 2]), f64([0.5, 2]), o), x: f64([2, 4]),         values: [0.5 * (ln(2) + 2), 0.5 * (log(2) + 2)] },
  { name: 'gaussianNll',      loss: (v, o) => gaussianNll(f64([2, 4]), f64([1, 2]), v, { full: true, ...o }), x: f64([0.5, 2]), values: [0.5 * (ln(2) + 2 + log(2 * Math.PI)), 0.5 * (log(2) + 2 + log(2 * Math.PI))] },
  { name: 'gaussianNll',      loss: (v, o) => gaussianNll(f64([[2, 4], [1, 1]]), f64([[1, 2], [1, 4]]), v, o), x: f64([0.5, 2]), values: [0.5 * (ln(2) + 2), 0.5 * (ln(2) + 8), 0.5 * log(2), 0.5 * (log(2) + 4.5)] },
  { name: 'gaussianNll',      loss: (v, o) => gaussianNll(f64([[2, 4], [1, 1]]), f64([[1, 2], [1, 4]]), v, o), x: f64([[0.5, 2]]), values: [0.5 * (ln(2) + 2), 0.5 * (log(2) + 2), 0.5 * ln(2), 0.5 * (log(2) + 4.5)] },
  { name: 'gaussianNll',      loss: (v, o) => gaussianNll(f64([[2, 4], [1, 1]]), f64([[1, 2], [1, 4]]), v, o), x: f64([[0.5], [2]]), values: [0.5 * (ln(2) + 2), 0.5 * (ln(2) + 8), 0.5 * log(2), 0.5 * (log(2) + 4.5)] },
  { name: 'gaussianNll',      loss: (v, o) => gaussianNll(f64([[2], [1]]), f64([[1], [4]]), v, o),         x: f64(2),        values: [0.5 * (log(2) + 0.5), 0.5 * (log(2) + 4.5)] },
  { name: 'gaussianNll',      loss: (x, o) => gaussianNll(x, f64([1, 4]), 2, o),                           x: f64([2, 1]),   values: [0.5 * (log(2) + 0.5), 0.5 * (log(2) + 4.5)] },
  { name: 'tripletMargin',    loss: (x, o) => tripletMargin(x, f64([[3, 4], [0, 1]]), f64([[1, 0], [9, 9]]), { eps: 0, ...o }), x: f64([[0, 0], [1, 2]]), values: [5, 0] },
  { name: 'tripletMargin',    loss: (x, o) => tripletMargin(x, f64([[3, 4]]), f64([[6, 5]]), { eps: 0, swap: true, margin: 2, p: 1, ...o }), x: f64([[1, 1]]), values: [5 - 4 + 2] },
  { name: 'klDivergence',     loss: (x, o) => klDivergence(x, f64([[0.5, 0.5], [0, 1]]), o), x: f64([[log(0.25), log(0.75)], [-7, log(0.5)]]), values: [0.5 * log(2), 0.5 * log(2 / 3), 0, log(2)] },
  { name: 'cosineSimilarity', loss: (x) => cosineSimilarity(x, f64([[3, 4], [1, 0]])),       x: f64([[4, 3], [1, 1]]), values: [24 / 25, 1 / sqrt(2)] },
  { name: 'cosineEmbedding',  loss: (x, o) => cosineEmbedding(x, f64([[3, 4], [1, 0]]), f64([1, -1]), o), x: f64([[4, 3], [1, 1]]), values: [1 - 24 / 25, 1 / sqrt(2)] },
  { name: 'l1Penalty',        loss: (x) => l1Penalty(x, 0.5),                                x: f64([[-2, 3], [1, 0.5]]), values: [3.25] },
  { name: 'l2Penalty',        loss: (x) => l2Penalty(x, 0.5),                                x: f64([[-2, 3], [1, 0.5]]), values: [0.25 * 14.25] },
]
/** These give what they are, without a reduction. */
const bare = ['cosineSimilarity', 'l1Penalty', 'l2Penalty']

const close = (found: Tensor, expected: readonly number[]) => {
  const got = [...found.data]
  expect(got).toHaveLength(expected.length)
  for (const [i, value] of expected.entries()) expect(got[i]).toBeCloseTo(value, 12)
}

describe.each(rows.map((row, k) => ({ ...row, k })))(
  '$name, row $k',
  ({ name, loss, x, values, divisor }) => {
    const total = values.reduce((sum, value) => sum + value, 0)

    it('gives the values computed by hand, and their sum and mean', () => {
      close(loss(x, { reduction: 'none' }), values)
      if (bare.includes(name)) return
      close(loss(x, { reduction: 'sum' }), [total])
      close(loss(x, { reduction: 'mean' }), [total / (divisor ?? values.length)])
    })

    it('has the derivatives that central differences give, orders one and two', () => {
      for (const reduction of ['none', 'sum', 'mean'] as const)
        gradCheck((each) => loss(each, { reduction }), [x], { order: 2 })
    })
  },
)

it('There is a row for every loss that is exported', () => {
  expect([...new Set(rows.map(({ name }) => name))].sort()).toEqual(Object.keys(losses).sort())
})

describe('crossEntropy', () => {
  it('is the logarithm of the number of classes for equal logits', () => {
    expect(crossEntropy(f64([[5, 5, 5, 5]]), labels(2)).item()).toBeCloseTo(log(4), 14)
  })

  it('stays finite for logits of any size, forwards and backwards', () => {
    const x = f64([
      [1e30, -1e30],
      [2000, 0],
    ])
    expect(crossEntropy(x, labels(0, 1)).item()).toBe(1000)
    expect(grad((z: Tensor) => crossEntropy(z, labels(0, 1)))(x).toArray()).toEqual([
      [0, 0],
      [0.5, -0.5],
    ])
  })

  it('allows logits of −∞ for classes that are masked out', () => {
    const x = f64([[1, 1, -Infinity]])
    expect(crossEntropy(x, labels(0)).item()).toBeCloseTo(log(2), 14)
    expect(grad((z: Tensor) => crossEntropy(z, labels(0)))(x).toArray()).toEqual([[-0.5, 0.5, 0]])
  })

  it('takes any number of leading axes', () => {
    const x = normal([2, 3, 4], 1)
    const t = tensor(
      [
        [0, 1, 2],
        [3, 2, 1],
      ],
      { dtype: 'int32' },
    )
    const rowByRow = nll(logSoftmax(x), t)
    expect(crossEntropy(x, t).item()).toBeCloseTo(rowByRow.item(), 14)
    expect([...crossEntropy(x, t, { reduction: 'none' }).shape]).toEqual([2, 3])
  })

  it('differentiates by the targets too, as distillation of a teacher that learns needs', () => {
    const q = softmax(normal([3, 4], 2))
    gradCheck((x, t) => crossEntropy(x, t), [normal([3, 4], 1), q], { order: 2 })
  })
})

it('Cross entropy of probabilities equals that of their logits, and is finite at 0 and 1', () => {
  const z = normal([5], 3)
  const t = f64([1, 0, 0, 1, 0.25])
  const [byLogit, byProbability] = [
    binaryCrossEntropy(z, t),
    binaryCrossEntropyFromProbabilities(sigmoid(z), t),
  ]
  expect(byProbability.item()).toBeCloseTo(byLogit.item(), 12)
  const edge = (p: Tensor) => binaryCrossEntropyFromProbabilities(p, f64([1, 1]), { reduction: 'sum' })
  expect(edge(f64([0, 1])).item()).toBe(100)
  expect(grad(edge)(f64([0, 1])).toArray()).toEqual([-1e12, 0])
})

it('The divergence is per row by default, and 0 for equal distributions', () => {
  const t = softmax(normal([3, 4], 1))
  expect(klDivergence(logSoftmax(normal([3, 4], 1)), t).item()).toBeCloseTo(0, 12)
  const x = logSoftmax(normal([3, 4], 2))
  expect(klDivergence(x, t).item()).toBeCloseTo(klDivergence(x, t, { reduction: 'sum' }).item() / 3, 12)
})

it('A variance below ε counts as ε, and has the gradient there, so that it can rise again', () => {
  const f = (v: Tensor) => gaussianNll(f64([0]), f64([1]), v, { eps: 0.25 })
  expect(f(f64([0])).item()).toBe(f(f64([0.25])).item())
  expect(grad(f)(f64([0])).toArray()).toEqual([0.5 * (4 - 16)])
})

it('An anchor that is its positive has a gradient, since ε is added to the difference', () => {
  const f = (a: Tensor) => tripletMargin(a, f64([[1, 2]]), f64([[1, 2]]))
  expect(f(f64([[1, 2]])).item()).toBe(1)
  expect(grad((a: Tensor) => tripletMargin(a, f64([[1, 2]]), f64([[5, 2]]), { margin: 9 }))(f64([[1, 2]])).data[1]).toBeCloseTo(Math.SQRT1_2, 6) // prettier-ignore
})

it('A vector of zeros has a cosine of 0, and a gradient that is finite: b / (ε ‖b‖)', () => {
  const f = (a: Tensor) => cosineSimilarity(a, f64([3, 4]))
  expect(f(f64([0, 0])).item()).toBe(0)
  expect(grad(f)(f64([0, 0])).toArray()).toEqual([0.6 * 1e8, 0.8 * 1e8])
})

it.each([1e-7, 1, 1e10, 1e15])(
  'The cosine of float32 vectors of length 5 · %d is that of short ones',
  (k) => {
    const a = tensor([3 * k, 4 * k])
    expect(cosineSimilarity(a, a).item()).toBeCloseTo(1, 6)
    expect(cosineSimilarity(a, tensor([4 * k, -3 * k])).item()).toBeCloseTo(0, 6)
  },
)

it('Targets of -1 and 1 may be integers', () => {
  const signs = (dtype: 'int32' | 'float64') => tensor([1, -1], { dtype })
  const [y, b] = [f64([0.5, 2]), f64([[3, 4], [1, 0]])] // prettier-ignore
  const a = f64([[4, 3], [1, 1]]) // prettier-ignore
  expect(hinge(y, signs('int32')).item()).toBe(hinge(y, signs('float64')).item())
  expect(cosineEmbedding(a, b, signs('int32')).item()).toBe(cosineEmbedding(a, b, signs('float64')).item())
})
