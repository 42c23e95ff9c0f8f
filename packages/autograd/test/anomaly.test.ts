// Anomaly mode: the first NaN or infinity is named with its op, the operands, and the line of this file that called for it.
import { describe, expect, it } from 'vitest'
import * as g from '../src/index.ts'
import { AnomalyError, record, sum, tensor, type Nested, type Tensor } from '../src/index.ts'

const t = (x: Nested) => tensor(x, { requiresGrad: true })
const [oo, nan] = [Infinity, NaN]

/** What is said before and after the place in the code. */
// prettier-ignore
const sources: readonly (readonly [source: string, f: () => unknown, before: string, after: string])[] = [
  ['0 / 0', () => g.div(t([0, 1]), tensor([0, 2])), 'div: forward gave NaN, called at ', 'operands float32 (2) in [0, 1]; float32 (2) in [0, 2].'],
  ['1 / 0', () => g.reciprocal(t([[0], [4]])), 'reciprocal: forward gave Infinity, called at ', 'operands float32 (2, 1) in [0, 4].'],
  ['the logarithm of a negative number', () => g.log(t([-1, 2])), 'log: forward gave NaN, called at ', 'operands float32 (2) in [-1, 2].'],
  ['the logarithm of 0, in a cross-entropy by hand', () => g.log(g.softmax(t([0, 1000]))), 'log: forward gave -Infinity, called at ', 'operands float32 (2) in [0, 1].'],
  ['the root of a negative number', () => g.sqrt(t(-4)), 'sqrt: forward gave NaN, called at ', 'operands float32 () in [-4, -4].'],
  ['a root of a negative number as a power', () => g.pow(t([-8]), 1 / 3), 'pow: forward gave NaN, called at ', 'operands float32 (1) in [-8, -8]; float32 () in [0.3333, 0.3333].'],
  ['exp beyond float32', () => g.exp(t([100, 2])), 'exp: forward gave Infinity, called at ', 'operands float32 (2) in [2, 100].'],
  ['a product beyond float32', () => g.mul(t([1e30]), 1e30), 'mul: forward gave Infinity, called at ', 'operands float32 (1) in [1e+30, 1e+30]; float32 () in [1e+30, 1e+30].'],
  ['a sum beyond float32', () => sum(t([3e38, 3e38])), 'sum: forward gave Infinity, called at ', 'operands float32 (2) in [3e+38, 3e+38].'],
  ['a norm beyond float32', () => g.norm(t([3e38, -3e38])), 'norm: forward gave Infinity, called at ', 'operands float32 (2) in [-3e+38, 3e+38].'],
  ['infinity minus infinity', () => g.sub(t([oo]), t([oo])), 'sub: forward gave NaN, called at ', 'operands float32 (1), 1 not finite; float32 (1), 1 not finite.'],
  ['0 times infinity', () => g.mul(t([0, 1]), tensor([oo, 2])), 'mul: forward gave NaN, called at ', 'operands float32 (2) in [0, 1]; float32 (2) in [2, 2], 1 not finite.'],
  ['the unbiased variance of one sample', () => g.variance(t([3])), 'div: forward gave NaN, called at ', 'operands float32 () in [0, 0]; float32 () in [0, 0].'],
  ['the mean of no elements', () => g.mean(t([])), 'div: forward gave NaN, called at ', 'operands float32 () in [0, 0]; float32 () in [0, 0].'],
  ['a division by the sum of an empty mask', () => g.div(sum(t([1, 2])), sum(tensor([0, 0]))), 'div: forward gave Infinity, called at ', 'operands float32 () in [3, 3]; float32 () in [0, 0].'],
  ['a NaN pixel', () => g.matmul(tensor([[0.5, nan]]), t([[1], [2]])), 'matmul: forward gave NaN, called at ', 'operands float32 (1, 2) in [0.5, 0.5], 1 not finite; float32 (2, 1) in [1, 2].'],
  ['a NaN behind an infinity', () => g.add(t([oo, nan]), 1), 'add: forward gave NaN, called at ', 'operands float32 (2), 2 not finite; float32 () in [1, 1].'],
  ['a softmax of nothing but -infinity', () => g.softmax(t([-oo, -oo])), 'softmax: forward gave NaN, called at ', 'operands float32 (2), 2 not finite.'],
  ['the gradient of a root at 0', () => sum(g.sqrt(t([0, 4]))).backward(), 'sqrt: backward gave Infinity, recorded at ', 'upstream float32 (2) in [1, 1]; operands float32 (2) in [0, 4].'],
  ['the gradient of a logarithm near 0', () => sum(g.log(t([1e-39, 1]))).backward(), 'log: backward gave Infinity, recorded at ', 'upstream float32 (2) in [1, 1]; operands float32 (2) in [1e-39, 1].'],
  ['the gradient of a power at 0', () => sum(g.pow(t([0]), 0.5)).backward(), 'pow: backward gave Infinity, recorded at ', 'upstream float32 (1) in [1, 1]; operands float32 (1) in [0, 0]; float32 () in [0.5, 0.5].'],
  ['the gradient of a hidden root: NaN of 0 times infinity', () => sum(g.where(tensor([0, 1]), g.sqrt(t([0, 4])), 0)).backward(), 'sqrt: backward gave NaN, recorded at ', 'upstream float32 (2) in [0, 1]; operands float32 (2) in [0, 4].'],
  ['a NaN that comes in from above', () => g.mul(t(1), 2).backward({ gradient: tensor(nan) }), 'mul: backward gave NaN, recorded at ', 'upstream float32 (), 1 not finite; operands float32 () in [1, 1]; float32 () in [2, 2].'],
  ['a gradient of a function', () => g.grad((x: Tensor) => sum(g.sqrt(x)))(tensor([0])), 'sqrt: backward gave Infinity, recorded at ', 'upstream float32 (1) in [1, 1]; operands float32 (1) in [0, 0].'],
]

const caught = (f: () => unknown): unknown => {
  try {
    record(f, { anomaly: true })
  } catch (error) {
    return error
  }
  return undefined
}

describe('the first NaN or infinity', () => {
  it.each(sources)('%s', (_source, f, before, after) => {
    const error = caught(f)
    expect(error).toBeInstanceOf(AnomalyError)
    const [, start, place, end] = /^(.*? at )(\S+); (.*)$/.exec((error as Error).message) ?? []
    expect([start, end]).toEqual([before, after])
    expect(place).toMatch(/packages\/autograd\/test\/anomaly\.test\.ts:\d+:\d+$/)
  })

  it('is placed on the very line', () => {
    const here = Number(/anomaly\.test\.ts:(\d+)/.exec(new Error('here').stack ?? '')?.[1])
    const error = caught(() => g.log(t(-1)))
    expect((error as Error).message).toContain(`anomaly.test.ts:${here + 1}:`)
  })
})

describe('no alarm', () => {
  it.each<[string, () => unknown]>([
    ['for healthy numbers, forwards and backwards', () => sum(g.tanh(t([1, 2]))).backward()],
    [
      'for a masked softmax, whose -infinity was put in on purpose',
      () => sum(g.square(g.softmax(g.add(t([1, 2]), tensor([0, -oo]))))).backward(),
    ],
    ['for an infinity inside a stable form', () => g.logSumExp(t([-oo, 1])).backward()],
    ['for what is not a float', () => g.argmax(t([1, 2]))],
    ['when the alarm is off again after an inner recording', () => { record(() => 0, { anomaly: true }); return 0 }], // prettier-ignore
  ])('%s', (_what, f) => {
    expect(caught(f)).toBeUndefined()
  })
  it('without the option', () => {
    expect(record(() => g.log(t(-1))).item()).toBeNaN()
  })
  it('beyond the part of a recording that asked for it', () => {
    const y = record(() => {
      record(() => g.log(t(1)), { anomaly: true })
      return g.log(t(-1))
    })
    expect(y.item()).toBeNaN()
  })
})
