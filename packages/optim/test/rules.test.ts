// Every rule against its paper, written out independently. One row per rule in cases.ts.

import { isDeepStrictEqual } from 'node:util'
import { describe, expect, it } from 'vitest'
import { Optimizer } from '../src/index.ts'
import type { AnyRule, Floats } from '../src/index.ts'
import * as rules from '../src/rules/index.ts'
import { cases } from './cases/index.ts'
import type { Case, Numbers } from './cases/case.ts'
import { losses, ravine, starts } from './problems.ts'
import { changing, vector } from './vector.ts'
import type { Loss } from './vector.ts'

const steps = Array.from({ length: 40 }, (_, k) => k + 1)
const types = [
  { type: Float64Array, tolerance: 1e-12 },
  { type: Float32Array, tolerance: 1e-5 },
] as const

/** Gradients change with t alone, except for rules that look ahead: theirs must depend on where they look. */
const gradientOf = (row: Case, t: number) => {
  const slope = (row.make().rule as AnyRule).ahead ? 0.1 : 0
  return (w: number) => changing(t) + slope * w
}

/** The weight after each step with the changing gradient, and the slots in the end. */
function walk(row: Case, settings: Numbers, type: (typeof types)[number]['type'] = Float64Array) {
  const target = vector([1], type)
  const optimizer = new Optimizer(target, row.make({ ...settings }))
  const path = steps.map((t) => {
    optimizer.step(() => ({ loss: 0, gradient: [gradientOf(row, t)(target.value[0])] }))
    return target.value[0]
  })
  return { path, slots: optimizer.state().slots }
}

function descend(row: Case, settings: Numbers, loss: Loss, start: number[]): number {
  const target = vector(start)
  const optimizer = new Optimizer(target, row.make({ ...settings }))
  for (let k = 0; k < 2000; k++) optimizer.step(() => loss(target.value))
  return loss(target.value).loss
}

describe.each(Object.entries(cases))('%s', (name, row) => {
  it.each(types)(
    'follows its paper through gradients that change sign and size, in $type.name',
    ({ type, tolerance }) => {
      const follow = row.transcription({ ...row.settings })
      let w = 1
      const found = walk(row, row.settings, type).path
      for (const [k, t] of steps.entries()) {
        const at = gradientOf(row, t)
        w = follow(w, at(w), t, at)
        expect(Math.abs(found[k] - w), `step ${t}`).toBeLessThanOrEqual(tolerance * Math.max(1, Math.abs(w)))
      }
    },
  )

  it.each(Object.keys(row.settings))('is moved by %s, so that the check above can see it', (hyper) => {
    const nudged = { ...row.settings, [hyper]: row.settings[hyper] * 0.9 + (hyper === 'eps' ? 0.1 : 0) }
    expect(walk(row, nudged)).not.toEqual(walk(row, row.settings))
  })

  it('is exported under its own name', () => expect(row.make().rule.name).toBe(name))

  it('sets every hyper-parameter in its row', () => {
    expect(Object.keys(row.settings).sort()).toEqual(Object.keys(row.make().rule.hyper).sort())
  })

  it('touches nothing outside its slice', () => {
    const rule = row.make().rule as AnyRule
    const fresh = (): Floats => Float64Array.of(7, 1, 1, 7)
    const arrays = Object.fromEntries(['w', 'g', 'kept', ...rule.slots].map((array) => [array, fresh()]))
    const now = { ...row.settings, t: 1 }
    rule.update(arrays, { ...now, ...rule.memory, ...rule.before?.({ ...now, ...rule.memory }) }, 1, 3)
    for (const array of Object.values(arrays)) expect([array[0], array[3]]).toEqual([7, 7])
    expect(arrays.w[1]).not.toBe(1)
    expect(arrays.w[2]).toBe(arrays.w[1])
  })

  it('stays finite, and still unless it decays, while the gradient is zero', () => {
    const target = vector([1, -2])
    const optimizer = new Optimizer(target, row.make({ ...row.settings }))
    for (let k = 0; k < 5; k++) optimizer.step(() => ({ loss: 0, gradient: [0, 0] }))
    if (row.restless) expect([...target.value].every(Number.isFinite)).toBe(true)
    else expect([...target.value]).toEqual([1, -2])
  })

  it('is marked `same` exactly if weights and slots stay as they are while the gradient is zero', () => {
    const target = vector([1, -2])
    const optimizer = new Optimizer(target, row.make({ ...row.settings }))
    for (const t of steps) optimizer.step(() => ({ loss: 0, gradient: [changing(t), changing(t, 1)] }))
    const before = { w: [...target.value], slots: optimizer.state().slots }
    for (let k = 0; k < 3; k++) optimizer.step(() => ({ loss: 0, gradient: [0, 0] }))
    const still = isDeepStrictEqual({ w: [...target.value], slots: optimizer.state().slots }, before)
    expect((row.make().rule as AnyRule).sparse === 'same').toBe(still)
  })

  it('goes on bit for bit from a saved state', () => {
    const gradient = (t: number) => [changing(t), changing(t, 1), changing(t, 2)]
    const run = (optimizer: Optimizer<ReturnType<Loss>>, from: number, to: number) => {
      for (let t = from; t <= to; t++) optimizer.step(() => ({ loss: 0, gradient: gradient(t) }))
    }
    const whole = vector([1, 2, 3], Float32Array)
    run(new Optimizer(whole, row.make({ ...row.settings })), 1, 40)

    const first = vector([1, 2, 3], Float32Array)
    const before = new Optimizer(first, row.make({ ...row.settings }))
    run(before, 1, 20)
    const second = vector(first.value, Float32Array)
    const after = new Optimizer(second, row.make({ ...row.settings }))
    after.load(structuredClone(before.state()))
    expect(after.state()).toEqual(before.state())
    run(after, 21, 40)
    expect(second.value).toEqual(whole.value)
  })

  it.each([
    { problem: 'a ravine', settings: row.ravine, loss: ravine, start: [1, 1], share: 1e-3 },
    {
      problem: 'Rosenbrock’s valley',
      settings: row.rosenbrock,
      loss: losses.rosenbrock2,
      start: starts.rosenbrock2,
      share: 0.02,
    },
  ])('gets down $problem, or is known not to: $settings', ({ settings, loss, start, share }) => {
    const { loss: top } = loss(Float64Array.from(start))
    const floor = descend(row, typeof settings === 'string' ? { lr: 0.05 } : settings, loss, start)
    if (settings === 'diverges') expect(floor).toBeNaN()
    else if (settings === 'stalls') expect([floor > 0.9 * top, floor < top]).toEqual([true, true])
    else expect(floor).toBeLessThan(share * top)
  })
})

it('has a row for every exported rule', () => {
  expect(Object.keys(cases).sort()).toEqual(Object.keys(rules).sort())
})
