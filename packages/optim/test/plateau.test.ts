// The rate that falls on a plateau, against both libraries, with its sentences.

import { describe, expect, it } from 'vitest'
import { Optimizer, schedules, sgd } from '../src/index.ts'
import type { PlateauOptions } from '../src/schedules/index.ts'
import { golden } from './problems.ts'
import { vector } from './vector.ts'

interface Plateau {
  readonly hyper: {
    readonly factor?: number
    readonly patience?: number
    readonly threshold?: number
    readonly threshold_mode?: 'rel' | 'abs'
    readonly cooldown?: number
    readonly min_lr?: number
    readonly mode?: 'min' | 'max'
  }
  readonly metric: number[]
  readonly lr_after_metric: number[]
}
const { base_lr, cases } = golden<{ base_lr: number; cases: Record<string, Partial<Plateau>> }>(
  'schedules/lr_schedules.json',
)
const rows = Object.entries(cases).filter((row): row is [string, Plateau] => 'metric' in row[1])

const rates = (lr: number, options: PlateauOptions, metrics: readonly number[]) => {
  const schedule = schedules.reduceOnPlateau(lr, options)
  return metrics.map((metric) => schedule.observe(metric).lr)
}

it.each(rows)('PyTorch’s %s has the same rate after each metric', (_, { hyper, metric, lr_after_metric }) => {
  const options = {
    factor: hyper.factor ?? 0.1,
    patience: hyper.patience ?? 10,
    threshold: hyper.threshold ?? 1e-4,
    thresholdMode: hyper.threshold_mode === 'abs' ? 'absolute' : 'relative',
    cooldown: hyper.cooldown ?? 0,
    minLr: hyper.min_lr ?? 0,
    mode: hyper.mode ?? 'min',
  } as const
  for (const [k, lr] of rates(base_lr, options, metric).entries()) {
    expect(Math.abs(lr - lr_after_metric[k]), `metric ${k}`).toBeLessThanOrEqual(1e-9)
  }
})

const flat = [1, 1, 1, 1, 1, 1, 1, 1, 1]
const half = { factor: 0.5 } as const
// The rates after each metric; the first value is never bad.
// prettier-ignore
const table: readonly [string, PlateauOptions, readonly number[], readonly number[]][] = [
  ['PyTorch cuts when bad > patience',        { ...half, patience: 2 },                                     flat, [8, 8, 8, 4, 4, 4, 2, 2, 2]],
  ['Keras cuts when bad ≥ patience',          { ...half, patience: 2, convention: 'keras' },                flat, [8, 8, 4, 4, 2, 2, 1, 1, 0.5]],
  ['PyTorch’s patience 0 allows none',        { ...half, patience: 0 },                                     flat, [8, 4, 2, 1, 0.5, 0.25, 0.125, 0.0625, 0.03125]],
  ['Keras’s patience 0 behaves as 1',         { ...half, patience: 0, convention: 'keras' },                flat, [8, 4, 2, 1, 0.5, 0.25, 0.125, 0.0625, 0.03125]],
  ['PyTorch’s cooldown 2 skips two epochs',   { ...half, patience: 1, cooldown: 2 },                        flat, [8, 8, 4, 4, 4, 4, 2, 2, 2]],
  ['Keras’s cooldown 2 skips one epoch',      { ...half, patience: 2, cooldown: 2, convention: 'keras' },   flat, [8, 8, 4, 4, 4, 2, 2, 2, 1]],
  ['Keras’s cooldown 1 skips none',           { ...half, patience: 2, cooldown: 1, convention: 'keras' },   flat, [8, 8, 4, 4, 2, 2, 1, 1, 0.5]],
  ['minLr is the floor',                      { ...half, patience: 0, minLr: 3 },                           flat, [8, 4, 3, 3, 3, 3, 3, 3, 3]],
  ['a cut below eps is not made',             { ...half, patience: 0, eps: 2 },                             flat, [8, 4, 4, 4, 4, 4, 4, 4, 4]],
  ['a relative threshold is a part of best',  { ...half, patience: 0, threshold: 0.1 },                     [10, 9.5, 8.9], [8, 4, 4]],
  ['an absolute threshold is a difference',   { ...half, patience: 0, threshold: 0.1, thresholdMode: 'absolute' }, [10, 9.5, 9.45], [8, 8, 4]],
  ['Keras’s own threshold is absolute',       { ...half, patience: 1, threshold: 0.1, convention: 'keras' }, [10, 9.5, 9.45], [8, 8, 4]],
  ['max wants more',                          { ...half, patience: 0, mode: 'max', threshold: 0.1 },        [1, 1.05, 1.2, 1.3], [8, 4, 4, 2]],
  ['a relative threshold of a negative best asks for more, too', { ...half, patience: 0, threshold: 0.1 },  [-10, -10, -10.5, -11.5], [8, 4, 2, 2]],
  ['nor is infinity, as the first value, too', { ...half, patience: 1 },                                    [Infinity, Infinity, Infinity, Infinity], [8, 4, 4, 2]],
  ['NaN is no improvement',                   { ...half, patience: 1 },                                     [NaN, NaN, 1, NaN, NaN], [8, 4, 4, 4, 2]],
]
it.each(table)('%s', (_, options, metrics, expected) => expect(rates(8, options, metrics)).toEqual(expected))

it('drives an optimizer', () => {
  const lr = schedules.reduceOnPlateau(1, { factor: 0.5, patience: 0 })
  const target = vector([0])
  const optimizer = new Optimizer(target, sgd({ lr }))
  for (const metric of [3, 3, 3]) {
    optimizer.step(() => ({ loss: 0, gradient: [-1] }))
    lr.observe(metric)
  }
  expect(target.value[0]).toBe(1 + 1 + 0.5)
})

describe('each decision', () => {
  it('is told in words', () => {
    const lr = schedules.reduceOnPlateau(0.1, { factor: 0.5, patience: 1, cooldown: 1, minLr: 0.05 })
    expect([1, 0.5, 0.6, 0.6, 0.6, 0.6, NaN].map((metric) => lr.observe(metric).reason)).toEqual([
      'epoch 0: 1 is the first value.',
      'epoch 1: 0.5 beats 1.',
      'epoch 2: 0.6 does not beat 0.5; bad epoch 1 of 2.',
      'epoch 3: 0.6 does not beat 0.5; bad epoch 2 of 2, so the rate falls from 0.1 to 0.05.',
      'epoch 4: 0.6 does not beat 0.5, but the rate is cooling down.',
      'epoch 5: 0.6 does not beat 0.5; bad epoch 1 of 2.',
      'epoch 6: NaN does not beat 0.5; bad epoch 2 of 2, but the rate stays at its least, 0.05.',
    ])
  })

  it('goes on from a saved state', () => {
    const options = { factor: 0.5, patience: 1, cooldown: 2 } as const
    const metrics = [1, 2, 2, 2, 0.5, 2, 2, 2, NaN, 2, 2]
    const whole = schedules.reduceOnPlateau(8, options)
    const all = metrics.map((metric) => whole.observe(metric))
    let state = schedules.reduceOnPlateau(8, options).state()
    const pieces = metrics.map((metric) => {
      const resumed = schedules.reduceOnPlateau(1, options)
      resumed.load(JSON.parse(JSON.stringify(state)))
      const decision = resumed.observe(metric)
      state = resumed.state()
      return decision
    })
    expect(pieces).toEqual(all)
  })
})
