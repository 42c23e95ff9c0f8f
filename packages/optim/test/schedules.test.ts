// Schedules against PyTorch's, and their own edges.

import { describe, expect, it } from 'vitest'
import { schedules } from '../src/index.ts'
import type { Schedule } from '../src/index.ts'
import { golden } from './problems.ts'

interface Golden {
  readonly cases: Readonly<
    Record<
      string,
      { readonly name: string; readonly hyper: Record<string, unknown>; readonly lr_at_step?: number[] }
    >
  >
}
const { cases } = golden<Golden>('schedules/lr_schedules.json')

// prettier-ignore
const rows: Readonly<Record<string, Schedule>> = {
  step:          schedules.step(0.1, { every: 7, factor: 0.5 }),
  multistep:     schedules.multiStep(0.1, { at: [5, 12, 30] }),
  exponential:   schedules.exponential(0.1, { factor: 0.9 }),
  inverse_time:  schedules.inverseTime(0.1, { rate: 0.5 }),
  cosine:        schedules.cosineWave(0.1, 20, { final: 0.001 }),
  linear_warmup: schedules.warmup(10, 0.1, { from: 0.1 }),
  constant:      schedules.sequence([0.05, 0.1], [6]),
}

describe.each(Object.entries(rows))('%s', (name, schedule) => {
  it.each(cases[name].lr_at_step!.map((lr, t) => [t, lr]))('gives PyTorch’s rate at step %i', (t, lr) => {
    expect(Math.abs(schedule(t) - lr)).toBeLessThanOrEqual(1e-9)
  })
})

describe('cosine', () => {
  it('stays at its final rate, where cosineWave climbs again', () => {
    const options = { final: 0.001 }
    expect(schedules.cosine(0.1, 20, options)(15)).toBe(schedules.cosineWave(0.1, 20, options)(15))
    expect([20, 21, 400].map(schedules.cosine(0.1, 20, options))).toEqual([0.001, 0.001, 0.001])
    expect(schedules.cosineWave(0.1, 20, options)(25)).toBeGreaterThan(0.01)
  })
})

describe('warmup', () => {
  it('starts what follows from its own beginning', () => {
    const lr = schedules.warmup(4, schedules.cosine(1, 10))
    expect([0, 1, 2, 3, 4].map(lr)).toEqual([0, 0.25, 0.5, 0.75, 1])
    expect(lr(9)).toBe(schedules.cosine(1, 10)(5))
  })
})

describe('sequence', () => {
  it('gives each part its own t', () => {
    const t: Schedule = (step) => step
    expect([0, 1, 2, 3, 4, 5].map(schedules.sequence([t, t, 7], [2, 5]))).toEqual([0, 1, 0, 1, 2, 7])
  })
})

it('constant is constant', () => expect([0, 1e6].map(schedules.constant(0.3))).toEqual([0.3, 0.3]))
