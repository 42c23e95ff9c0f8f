// Ways in which training comes to NaN or infinity elsewhere. Here each is computed in a stable form, refused before it is
// computed, named with its op by anomaly mode, or met by fit() before it reaches the weights.
import { generator } from '@glissade/random'
import * as g from '@glissade/autograd'
import { record, sum, tensor, type Nested, type Tensor } from '@glissade/autograd'
import { arrayDataset } from '@glissade/data'
import { BatchNorm, cosineSimilarity, crossEntropy, Dense, klDivergence, mse, Sequential } from '@glissade/nn'
import { momentum, sgd, type ConfiguredRule } from '@glissade/optim'
import { describe, expect, it } from 'vitest'
import { fit, NonFiniteLossError } from '../src/index.ts'

const t = (x: Nested) => tensor(x, { requiresGrad: true })
const ints = (x: Nested) => tensor(x, { dtype: 'int32' })

// prettier-ignore
const stable: readonly (readonly [string, Tensor, (x: Tensor) => Tensor])[] = [
  ['the slope of a norm at 0', t([0, 0]), (x) => g.norm(x)],
  ['the slope of a standard deviation at 0', t([2, 2]), (x) => g.std(x)],
  ['cross entropy of a hard zero', t([[0, 1000]]), (x) => crossEntropy(x, ints([0]))],
  ['Kullback-Leibler divergence with 0', t([[-1, -2]]), (x) => klDivergence(x, tensor([[0, 1]]))],
  ['the cosine of a vector of zeros', t([[0, 0]]), (x) => sum(cosineSimilarity(x, tensor([[1, 2]])))],
  ['the sum of exponentials', t([1000, 1001]), (x) => g.logSumExp(x)],
]
// prettier-ignore
const named: readonly (readonly [string, string, () => unknown])[] = [
  ['0 / 0', 'div: forward gave NaN', () => g.div(t([0]), tensor([0]))],
  ['the logarithm of a negative number', 'log: forward gave NaN', () => g.log(t([-1]))],
  ['the slope of a root at 0', 'sqrt: backward gave Infinity', () => sum(g.sqrt(t([0]))).backward()],
  ['an exponential beyond float32', 'exp: forward gave Infinity', () => g.exp(t([100]))],
  ['infinity minus infinity', 'sub: forward gave NaN', () => g.sub(t([Infinity]), tensor([Infinity]))],
  ['0 times infinity', 'mul: forward gave NaN', () => g.mul(t([0]), tensor([Infinity]))],
  ['the unbiased variance of one sample', 'div: forward gave NaN', () => g.variance(t([3]))],
  ['a power of a negative number', 'pow: forward gave NaN', () => g.pow(t([-8]), 1 / 3)],
  ['a mean over an empty mask', 'div: forward gave NaN', () => g.div(sum(g.mul(t([1, 2]), 0)), sum(tensor([0, 0])))],
  ['a sum beyond float32', 'sum: forward gave Infinity', () => sum(t([3e38, 3e38]))],
]
// prettier-ignore
const refused: readonly (readonly [string, string, () => unknown])[] = [
  ['a constant channel normalised with ε = 0', 'BatchNorm: eps is 0; it needs a finite number above 0.', () => new BatchNorm(2, { eps: 0 })],
  ['a NaN pixel', 'arrayDataset: x of sample 0 holds NaN at element 1', () => arrayDataset([[0, NaN]], [0])],
  ['a NaN label', 'arrayDataset: the label of sample 0 is NaN', () => arrayDataset([[0, 1]], [NaN])],
]

describe('is computed in a stable form, and so is its slope', () => {
  it.each(stable)('%s', (_source, x, f) => {
    const y = record(() => {
      const loss = f(x)
      loss.backward()
      return loss
    }, { anomaly: true }) // prettier-ignore
    expect([y.item(), ...x.grad!.data].every(Number.isFinite)).toBe(true)
  })
})

it.each(named)('%s is named by anomaly mode, with its place', (_source, message, f) => {
  expect(() => record(f, { anomaly: true })).toThrow(message)
  expect(() => record(f, { anomaly: true })).toThrow(/ at \S*nan-sources\.test\.ts:\d+:\d+; /)
})

it.each(refused)('%s is refused', (_source, message, f) => {
  expect(f).toThrow(message)
})

describe('ends the run with its step named, and finite weights', () => {
  const rows: readonly (readonly [string, ConfiguredRule])[] = [
    ['a rate that is too high', sgd({ lr: 1e6 })],
    ['a momentum that blows up', momentum({ lr: 20, momentum: 0.99 })],
  ]
  it.each(rows)('%s', async (_source, optimizer) => {
    const model = new Sequential(
      new Dense(1, 4, { rng: generator(1) }),
      new Dense(4, 1, { rng: generator(2) }),
    )
    const data = arrayDataset([[1], [2], [3]], [[2], [4], [6]])
    const run = fit(model, data, {
      epochs: 500,
      seed: 1,
      optimizer,
      loss: (x, y) => mse(x, y),
      progress: 'none',
    })
    const error: unknown = await run.catch((caught: unknown) => caught)
    expect(error).toBeInstanceOf(NonFiniteLossError)
    expect((error as Error).message).toMatch(
      /^fit: the loss is (NaN|Infinity) in epoch \d+, batch 0; .*Lower the learning rate/,
    )
    for (const [, w] of model.parameters()) expect(w.data.every(Number.isFinite)).toBe(true)
  })
})
