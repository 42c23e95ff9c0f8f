// Groups: which parameters a pattern chooses, and what is theirs alone.
import { describe, expect, it } from 'vitest'
import { adam, momentum, Optimizer, sgd } from '../src/index.ts'
import type { OptimizerOptions, Stepper } from '../src/index.ts'
import { after, flatLoss, ones, sizes } from './ones.ts'
import { changing, vector } from './vector.ts'

describe('groups', () => {
  const table: [string, OptimizerOptions, number[]][] = [
    [
      'a pattern gives its own rate',
      { groups: [{ match: '**.bias', lr: 0.25 }] },
      [0.5, 0.5, 0.75, 0.5, 0.5, 0.75],
    ],
    [
      'a later group overrides an earlier one',
      {
        groups: [
          { match: '**', lr: 0.25 },
          { match: 'b.*', lr: 0.125 },
        ],
      },
      [0.75, 0.75, 0.75, 0.875, 0.875, 0.875],
    ],
    ['lr: 0 freezes', { groups: [{ match: 'a.**', lr: 0 }] }, [1, 1, 1, 0.5, 0.5, 0.5]],
    ['frozen freezes', { groups: [{ match: 'a.weight', frozen: true }] }, [1, 1, 0.5, 0.5, 0.5, 0.5]],
    [
      'a list of patterns may choose',
      { groups: [{ match: ['a.weight', 'a.bias'], lr: 1 }] },
      [0, 0, 0, 0.5, 0.5, 0.5],
    ],
    [
      'coupled decay leaves biases out',
      { weightDecay: 0.5, groups: [{ match: '**.bias', weightDecay: 0 }] },
      [0.25, 0.25, 0.5, 0.25, 0.25, 0.5],
    ],
    [
      'decoupled decay is scaled by the rate',
      { decoupledWeightDecay: 0.5 },
      [0.25, 0.25, 0.25, 0.25, 0.25, 0.25],
    ],
    [
      'a rate in a group may be a schedule',
      { groups: [{ match: '**.bias', lr: (t) => (t + 1) / 4 }] },
      [0.5, 0.5, 0.75, 0.5, 0.5, 0.75],
    ],
  ]
  it.each(table)('%s', (_, options, expected) => expect(after(sgd({ lr: 0.5 }), options)).toEqual(expected))

  it('run the rule once per stretch of neighbours with equal settings', () => {
    const seen: [number, number][] = []
    const watching: Stepper = { run: (_, __, ___, lo, hi) => (seen.push([lo, hi]), false) }
    after(sgd({ lr: 0.5 }), { stepper: watching })
    after(sgd({ lr: 0.5 }), { stepper: watching, groups: [{ match: 'a.bias', lr: 1 }] })
    expect(seen).toEqual([
      [0, 6],
      [0, 2],
      [3, 6],
      [2, 3],
    ])
  })

  it('leave a frozen segment of the model alone, in its slots too', () => {
    const target = vector(ones, Float64Array, sizes)
    const segments = target.segments.map((segment, k) => ({ ...segment, frozen: k === 0 }))
    const optimizer = new Optimizer({ ...target, segments }, momentum({ lr: 0.5 }))
    optimizer.step(flatLoss)
    expect([...target.value]).toEqual([1, 1, 0.5, 0.5, 0.5, 0.5])
    expect([...optimizer.state().slots.v]).toEqual([0, 0, 0.5, 0.5, 0.5, 0.5])
  })

  it('make three parameters of two weights walk as one of six does', () => {
    const run = (names: Record<string, number>) => {
      const target = vector(ones, Float32Array, names)
      const optimizer = new Optimizer(target, adam({ lr: 0.1 }))
      for (let t = 1; t <= 20; t++)
        optimizer.step(() => ({ loss: 0, gradient: ones.map((_, i) => changing(t, i)) }))
      return target.value
    }
    expect(run({ a: 2, b: 2, c: 2 })).toEqual(run({ w: 6 }))
  })
})
