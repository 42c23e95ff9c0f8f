// What the explanation of a difference says.

import { describe, expect, it } from 'vitest'
import {
  adagrad,
  adam,
  adamw,
  explainDifference,
  lbfgs,
  lbfgsWolfe,
  momentum,
  momentumOutside,
  nag,
  nesterov,
  rmsprop,
  schedules,
  windowedAdagrad,
} from '../src/index.ts'

describe('explainDifference', () => {
  it('names the term, the numbers, and where the paths part', () => {
    const difference = explainDifference(adam(), adamw())
    expect(difference).toMatchObject({
      hyper: [{ name: 'weightDecay', b: 0.01 }],
      onlyA: ['w[i] -= lr * (m[i] / c1) / (Math.sqrt(v[i] / c2) + eps)'],
      onlyB: ['w[i] -= lr * weightDecay * w[i] + lr * (m[i] / c1) / (Math.sqrt(v[i] / c2) + eps)'],
      vanishesAtZero: ['weightDecay'],
    })
    // The decay of the larger weight, −2, in the first step.
    expect(difference.parts!.step).toBe(1)
    expect(difference.parts!.size).toBeCloseTo(1e-3 * 0.01 * 2, 12)
  })

  it('tells apart two places of ε that the loops hide', () => {
    const { text, vanishesAtZero } = explainDifference(
      adam({ dialect: 'keras', eps: 1e-8 }),
      adam({ dialect: 'pytorch' }),
    )
    // At beta2 = 0 there is nothing to correct, so ε stands in the same place in both.
    expect(vanishesAtZero).toEqual(['beta2', 'eps'])
    // By hand: g = 0.1 in the first step, lr · (ε / √(1 − β₂) − ε) / g = 3.06e-9.
    expect(text.replace(/, and later.*/, '')).toBe(
      [
        'adamEpsHat and adam',
        '  only adamEpsHat: rate = lr * Math.sqrt(1 - power(beta2,t)) / (1 - power(beta1,t))',
        '  only adamEpsHat: w[i] -= rate * m[i] / (Math.sqrt(v[i]) + eps)',
        '  only adam: c1 = 1 - power(beta1,t)',
        '  only adam: c2 = 1 - power(beta2,t)',
        '  only adam: w[i] -= lr * (m[i] / c1) / (Math.sqrt(v[i] / c2) + eps)',
        '  the same path where beta2 or eps is 0',
        '  the paths part at step 1, by 3.06e-9',
      ].join('\n'),
    )
  })

  it('finds no difference between rates inside and outside until the rate changes', () => {
    expect(explainDifference(momentum(), momentumOutside()).parts).toBeUndefined()
    const lr = schedules.step(0.1, { every: 3 })
    const dropped = explainDifference(momentum({ lr }), momentumOutside({ lr }))
    expect(dropped.parts!.step).toBe(4)
    expect(dropped.vanishesAtZero).toEqual(['momentum'])
  })

  it('sees a look-ahead', () => {
    const { onlyA, parts } = explainDifference(nag(), nesterov())
    expect(onlyA).toEqual(['kept[i] = w[i]', 'w[i] -= momentum * v[i]', 'w[i] = kept[i] - v[i]'])
    expect(parts!.step).toBe(1)
  })

  it('takes a course of one’s own, and methods', () => {
    const course = { start: [1], gradient: () => [0.5], steps: 10 }
    expect(explainDifference(adagrad(), windowedAdagrad({ window: 10 }), course).parts).toBeUndefined()
    expect(explainDifference(adagrad(), windowedAdagrad({ window: 9 }), course).parts!.step).toBe(10)
  })

  it('leaves alone what must not be 0, and searches along the loss of its course', () => {
    // history is at least 1; on this course the search finds the loss still too steep at the fixed step.
    const { vanishesAtZero, parts } = explainDifference(lbfgs(), lbfgsWolfe())
    expect(vanishesAtZero).toEqual([])
    expect(parts!.step).toBe(1)
    // On ½ w² from 1 the first step, of length 1, is right.
    const bowl = {
      start: [1],
      gradient: ([w]: Float64Array) => [w],
      loss: ([w]: Float64Array) => 0.5 * w * w,
      steps: 5,
    }
    expect(explainDifference(lbfgs(), lbfgsWolfe(), bowl).parts).toBeUndefined()
  })

  it('of a rule with itself is nothing', () => {
    const { hyper, onlyA, onlyB, parts } = explainDifference(rmsprop(), rmsprop())
    expect({ hyper, onlyA, onlyB, parts }).toEqual({ hyper: [], onlyA: [], onlyB: [], parts: undefined })
  })
})
