// The preview of a schedule, and the learning-rate range test.

import { describe, expect, it } from 'vitest'
import { learningRateRangeTest, OptimError, Optimizer, schedules, sgd } from '../src/index.ts'
import { ravine } from './problems.ts'
import { vector } from './vector.ts'

describe('preview', () => {
  it('draws a warm-up with a fall behind it', () => {
    const schedule = schedules.piecewise([
      [0, 0],
      [8, 0.1],
      [31, 0.02],
    ])
    const { points, text } = schedules.preview(schedule, 32, { name: 'rate', height: 4 })
    expect(points).toHaveLength(32)
    expect(points[8]).toEqual([8, 0.1])
    expect(text.split('\n')).toEqual([
      '     rate',
      '0.1 ┤       ▄█▇▆▅▄▂▁',
      '    ┤     ▄██████████▇▆▅▄▃▂',
      '    ┤   ▄███████████████████▇▆▅▄▃▂▁',
      '  0 ┤▁▄█████████████████████████████▆',
      '     0                             31',
    ])
  })

  it('draws more steps than columns, one step, and a level line', () => {
    const lines = (text: string) => text.split('\n').slice(1)
    expect(lines(schedules.preview(schedules.linear(0, 1, 999), 1000, { width: 8, height: 1 }).text)).toEqual(
      ['1 ┤▁▁▂▃▅▆▇█', '   0    999'],
    )
    expect(lines(schedules.preview(0.5, 1, { height: 1 }).text)).toEqual(['0.5 ┤▁', '     0 0'])
    expect(lines(schedules.preview(3, 4, { height: 2 }).text)).toEqual(['3 ┤', '3 ┤▁▁▁▁', '   0  3'])
  })
})

describe('learningRateRangeTest', () => {
  /** One step on the ravine 0.5 x² + 50 y²: gradient descent diverges above a rate of 2/100. */
  function descent() {
    const target = vector([1, 1])
    let lr = 0
    const optimizer = new Optimizer(target, sgd({ lr: () => lr }))
    const step = (rate: number) => {
      lr = rate
      return optimizer.step(() => ravine(target.value))
    }
    return { target, step }
  }

  it('picks a rate below the one at which descent takes off, and says how', () => {
    const { target, step } = descent()
    const { lr, rule, points } = learningRateRangeTest(step, { min: 1e-4, max: 1, target })
    expect(lr).toBeGreaterThan(5e-4)
    expect(lr).toBeLessThan(0.02)
    expect(rule).toMatch(
      /^lr [\d.]+ is [\d.]+ divided by 10; [\d.]+ is the rate with the lowest smoothed loss, [\d.]+\.$/,
    )
    expect(points[0].lr).toBe(1e-4)
    expect(points.length).toBeLessThan(100)
    expect(points[1].lr / points[0].lr).toBeCloseTo(points[9].lr / points[8].lr, 12)
  })

  it('puts the weights back and says so, even when a step throws', () => {
    const { target, step } = descent()
    learningRateRangeTest(step, { min: 1e-4, max: 1, target })
    expect([...target.value, target.touched.at(-1)]).toEqual([1, 1, 'learningRateRangeTest'])

    const statistics = Float64Array.of(3)
    const moving = (rate: number) => (statistics.fill(rate), step(rate))
    learningRateRangeTest(moving, { min: 1e-4, max: 1, target: { ...target, statistics } })
    expect([...target.value, ...statistics]).toEqual([1, 1, 3])
    const broken = (lr: number) => {
      if (lr > 1e-3) throw new RangeError('no memory')
      return step(lr)
    }
    expect(() => learningRateRangeTest(broken, { min: 1e-4, max: 1, target })).toThrow(RangeError)
    expect([...target.value]).toEqual([1, 1])
  })

  it('has the smoothed losses and the choice that the equations give', () => {
    const losses = [4, 2, 1, 1, 3, 30]
    let k = 0
    const { lr, rule, points } = learningRateRangeTest(() => losses[k++], {
      min: 0.01,
      max: 1000,
      steps: 6,
      smoothing: 0.5,
      divideBy: 4,
    })
    const smoothed = [4, 8 / 3, 12 / 7, 4 / 3, 68 / 31]
    expect(points.map((point) => point.loss)).toEqual([4, 2, 1, 1, 3])
    for (const [i, s] of smoothed.entries()) expect(points[i].smoothed).toBeCloseTo(s, 12)
    expect(lr).toBeCloseTo(10 / 4, 12)
    expect(rule).toBe('lr 2.5 is 10 divided by 4; 10 is the rate with the lowest smoothed loss, 1.33.')
  })

  it('says when it has not seen the turn', () => {
    let loss = 9
    expect(learningRateRangeTest(() => loss--, { min: 0.1, max: 1, steps: 3, smoothing: 0 }).rule).toBe(
      'lr 0.1 is 1 divided by 10; 1 is the rate with the lowest smoothed loss, 7. The loss was still falling there; try a max above 1.',
    )
  })

  // prettier-ignore
  const refused: readonly [() => unknown, string][] = [
    [() => learningRateRangeTest(() => NaN, { min: 0.1, max: 1 }),            'learningRateRangeTest: the loss at the lowest rate, 0.1, is not finite; it needs one to compare with. Is min too large?'],
    [() => learningRateRangeTest(() => 1, { min: 0, max: 1 }),                'learningRateRangeTest: min is 0; it must be greater than 0.'],
    [() => learningRateRangeTest(() => 1, { min: 1, max: 1 }),                'learningRateRangeTest: max is 1; it must be greater than 1.'],
    [() => learningRateRangeTest(() => 1, { min: 1, max: 2, step: 9 } as never), 'learningRateRangeTest: step is unknown; it has min, max, steps, smoothing, divideBy, stopAt. Did you mean steps?'],
    [() => learningRateRangeTest(() => 1, { max: 1 } as never),               'learningRateRangeTest: min is missing; it must be given.'],
  ]
  it.each(refused)('%#: refuses what it cannot work with', (call, message) => {
    expect(call).toThrow(OptimError)
    expect(call).toThrow(message)
  })
})
