import { describe, expect, it } from 'vitest'
import { adam, adamw, explainDifference, gradientNoise, Optimizer, sgd } from '../src/index.ts'
import type { Target } from '../src/index.ts'

const target = (frozen: { value: boolean }): Target => ({
  value: Float64Array.of(1, 2, 3),
  gradient: Float64Array.of(1, 1, 1),
  segments: [
    { name: 'a', shape: [1], lo: 0, hi: 1 },
    {
      name: 'b',
      shape: [2],
      lo: 1,
      hi: 3,
      get frozen() {
        return frozen.value
      },
    },
  ],
  touch: () => {},
  evaluate: () => 0,
})

describe('an optimizer', () => {
  it('refuses an option of a step that it does not have', () => {
    const optimizer = new Optimizer(target({ value: false }), sgd({ lr: 0.1 }))
    expect(() => optimizer.step(() => 0, { finit: true } as never)).toThrow(
      'step: finit is unknown; it has finite. Did you mean finite?',
    )
  })

  it('refuses a step inside a step, and goes on after it', () => {
    const model = { ...target({ value: false }), evaluate: (loss: () => unknown) => loss() as number }
    const optimizer = new Optimizer(model, sgd({ lr: 0.1 }))
    expect(() => optimizer.step(() => optimizer.step())).toThrow(
      'sgd: step() was called inside the loss of another step; it needs that one to end first. Let the loss only compute.',
    )
    expect(optimizer.t).toBe(0)
    expect(optimizer.step(() => 2)).toBe(2)
  })

  it('refuses to step once a parameter was frozen behind its back, and moves nothing', () => {
    const frozen = { value: false }
    const model = target(frozen)
    const optimizer = new Optimizer(model, adamw({ lr: 0.1, weightDecay: 0.5 }))
    optimizer.step()
    frozen.value = true
    const before = [...model.value]
    expect(() => optimizer.step()).toThrow(
      'adamw: b was frozen after this optimizer was made; make a new one, which trains what is not frozen then.',
    )
    expect([...model.value]).toEqual(before)
  })

  it('refuses to step once a parameter was unfrozen: it has no slots for it', () => {
    const frozen = { value: true }
    const optimizer = new Optimizer(target(frozen), sgd({ lr: 0.1 }))
    frozen.value = false
    expect(() => optimizer.step()).toThrow('sgd: b was unfrozen after this optimizer was made')
  })

  const wrong = (model: unknown, rule: unknown, options?: object) => () =>
    new Optimizer(model as Target, rule as ReturnType<typeof adam>, options)
  const model = target({ value: false })
  it.each([
    ['a model without vectors', wrong({}, adam()), 'Optimizer: the model is'],
    [
      'no rule',
      wrong(model, undefined),
      'Optimizer: the rule is undefined; it needs one such as adam({ lr: 1e-3 }).',
    ],
    [
      'a name for a rule',
      wrong(model, 'adam'),
      "Optimizer: the rule is 'adam', a string; it needs one such as adam({ lr: 1e-3 }).",
    ],
    [
      'a group without a pattern',
      wrong(model, adam(), { groups: [{ lr: 0.1 }] }),
      "adam: a group of lr has no match; it needs a pattern of names, such as { match: '**.bias', lr: 0.01 }.",
    ],
  ])('refuses %s', (_, make, message) => expect(make).toThrow(message))
})

it('explainDifference takes rules by themselves', () => {
  expect(explainDifference(adam, adamw).text).toBe(explainDifference(adam(), adamw()).text)
})

it('gradientNoise wants its generator when it is made', () => {
  expect(() => gradientNoise(undefined as never)).toThrow(
    'gradientNoise: no generator was given; it needs one with normal()',
  )
})
