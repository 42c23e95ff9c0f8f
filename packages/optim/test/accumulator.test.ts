// Several batches, one step.

import { describe, expect, it } from 'vitest'
import {
  Accumulator,
  adam,
  clipByGlobalNorm,
  nag,
  Optimizer,
  schedules,
  sgd,
  StateError,
} from '../src/index.ts'
import { changing, vector } from './vector.ts'

const batch = (k: number) => [changing(k), changing(k, 1)]
const mean = (gradients: readonly number[][]) =>
  [0, 1].map((i) => gradients.reduce((sum, g) => sum + g[i], 0) / gradients.length)

describe('an accumulator', () => {
  it('steps on the mean of every group of batches, and returns each batch’s loss', () => {
    const target = vector([0, 0])
    const optimizer = new Optimizer(target, sgd({ lr: 1 }))
    const accumulator = new Accumulator(optimizer, 3)
    const seen = [1, 2, 3, 4].map((k) => [
      accumulator.step(() => ({ loss: 10 * k, gradient: [k, -k] })),
      target.value[0],
      accumulator.pending,
      optimizer.t,
    ])
    expect(seen).toEqual([
      [10, 0, 1, 0],
      [20, 0, 2, 0],
      [30, -2, 0, 1],
      [40, -2, 1, 1],
    ])
    accumulator.flush()
    expect([target.value[0], optimizer.t, accumulator.pending]).toEqual([-6, 2, 0])
    accumulator.flush()
    expect(optimizer.t).toBe(2)
  })

  it('walks as large batches do, transforms and schedules included', () => {
    const make = () => {
      const target = vector([1, 1])
      const lr = schedules.exponential(0.1, { factor: 0.9 })
      return { target, optimizer: new Optimizer(target, adam({ lr }), { transforms: [clipByGlobalNorm(2)] }) }
    }
    const [small, large] = [make(), make()]
    const accumulator = new Accumulator(small.optimizer, 4)
    for (let k = 1; k <= 40; k++) {
      accumulator.step(() => ({ loss: 0, gradient: batch(k) }))
      if (k % 4 > 0) continue
      const four = mean([k - 3, k - 2, k - 1, k].map(batch))
      large.optimizer.step(() => ({ loss: 0, gradient: four }))
      expect(small.target.value).toEqual(large.target.value)
    }
  })

  it('goes on from a state saved in the middle of a step', () => {
    const run = (
      accumulator: Accumulator<{ loss: number; gradient: number[] }>,
      from: number,
      to: number,
    ) => {
      for (let k = from; k <= to; k++) accumulator.step(() => ({ loss: 0, gradient: batch(k) }))
    }
    const whole = vector([1, 1])
    run(new Accumulator(new Optimizer(whole, adam()), 4), 1, 12)

    const first = vector([1, 1])
    const before = new Accumulator(new Optimizer(first, adam()), 4)
    run(before, 1, 6)
    const second = vector(first.value)
    const after = new Accumulator(new Optimizer(second, adam()), 4)
    after.optimizer.load(structuredClone(before.optimizer.state()))
    after.load(structuredClone(before.state()))
    run(after, 7, 12)
    expect(second.value).toEqual(whole.value)
  })

  it('goes on after a step that was refused', () => {
    const target = vector([1])
    let rate = NaN
    const accumulator = new Accumulator(new Optimizer(target, sgd({ lr: () => rate })), 2)
    const step = (gradient: number) => accumulator.step(() => ({ loss: 0, gradient: [gradient] }))
    step(1)
    expect(() => step(2)).toThrow('sgd: lr is NaN at step 0')
    rate = 1
    step(6)
    expect([target.value[0], accumulator.pending]).toEqual([1 - 3, 0])
  })

  it('refuses what it cannot do', () => {
    const optimizer = new Optimizer(vector([1]), sgd())
    expect(() => new Accumulator(optimizer, 0)).toThrow(
      'Accumulator: batches is 0; it must be a whole number, at least 1.',
    )
    expect(() => new Accumulator(new Optimizer(vector([1]), nag()), 2)).toThrow(
      'Accumulator: nag chooses for itself where it takes its gradient; it needs a rule that uses the gradient as it stands.',
    )
    const load = () => new Accumulator(optimizer, 2).load({ pending: 1, sum: new Float64Array(3) })
    expect(load).toThrow(StateError)
    expect(load).toThrow('Accumulator: the state has 3 elements; this model needs 1.')
    const nothing = () => new Accumulator(optimizer, 2).load({ pending: 1, sum: null as never })
    expect(nothing).toThrow('Accumulator: the state has no elements; this model needs 1.')
  })
})
