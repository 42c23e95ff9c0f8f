// What every method keeps to, one row each; and Adagrad’s relatives. L-BFGS and Newton’s family have tests of their own.

import { describe, expect, it } from 'vitest'
import {
  adagradFull,
  adam,
  gaussNewton,
  lbfgs,
  lbfgsWolfe,
  memoryOf,
  newton,
  newtonCG,
  Optimizer,
  OptimError,
  saddleFreeNewton,
  sgd,
  softThreshold,
  windowedAdagrad,
} from '../src/index.ts'
import type { ConfiguredRule, Floats } from '../src/index.ts'
import * as methods from '../src/methods/index.ts'
import { productWith, rosenbrockHessian } from './hessians.ts'
import { losses, ravine, starts } from './problems.ts'
import { vector } from './vector.ts'
import type { Loss } from './vector.ts'

describe('Adagrad’s relatives', () => {
  const rotated = (w: Floats, turn: number): number[] => [
    Math.cos(turn) * w[0] - Math.sin(turn) * w[1],
    Math.sin(turn) * w[0] + Math.cos(turn) * w[1],
  ]
  it('full-matrix Adagrad does not depend on the axes', () => {
    const walk = (turn: number) => {
      const target = vector(rotated(Float64Array.of(1, 1), turn))
      const optimizer = new Optimizer(target, adagradFull({ lr: 0.5 }))
      for (let k = 0; k < 30; k++) {
        optimizer.step(() => {
          const { loss, gradient } = ravine(Float64Array.from(rotated(target.value, -turn)))
          return { loss, gradient: rotated(Float64Array.from(gradient), turn) }
        })
      }
      return rotated(target.value, -turn)
    }
    for (const [i, x] of walk(0.7).entries()) expect(x).toBeCloseTo(walk(0)[i], 9)
  })

  it('its first step is lr · g / ‖g‖', () => {
    const target = vector([0, 0])
    new Optimizer(target, adagradFull({ lr: 0.5 })).step(() => ({
      loss: 0,
      gradient: [3, 4],
    }))
    expect(target.value[0]).toBeCloseTo(-0.3, 6)
    expect(target.value[1]).toBeCloseTo(-0.4, 6)
  })

  it('windowed Adagrad forgets what is older than its window', () => {
    const target = vector([0])
    const optimizer = new Optimizer(target, windowedAdagrad({ lr: 1, window: 2, eps: 0 }))
    const path = [3, 4, 12, 5].map((g) => {
      const before = target.value[0]
      optimizer.step(() => ({ loss: 0, gradient: [g] }))
      return before - target.value[0]
    })
    for (const [k, step] of [1, 4 / 5, 12 / Math.sqrt(160), 5 / 13].entries())
      expect(path[k]).toBeCloseTo(step, 12)
  })
})

describe('every method', () => {
  const hvp = (target: { value: Floats }) => (v: Float64Array) =>
    productWith(rosenbrockHessian(target.value))(v)
  const rows: Record<string, (target: { value: Floats }) => ConfiguredRule> = {
    windowedAdagrad: () => windowedAdagrad(),
    adagradFull: () => adagradFull(),
    gaussNewton: (target) => gaussNewton({ gnvp: hvp(target), damping: 1000 }),
    newton: (target) => newton({ hvp: hvp(target), lr: 0.5 }),
    saddleFreeNewton: (target) => saddleFreeNewton({ hvp: hvp(target), lr: 0.5 }),
    newtonCG: (target) => newtonCG({ hvp: hvp(target), lr: 0.5 }),
    lbfgs: () => lbfgs({ lr: 0.2 }),
    lbfgsWolfe: () => lbfgsWolfe(),
  }
  it('has a row here', () => expect(Object.keys(rows)).toEqual(Object.keys(methods)))

  it.each(Object.entries(rows))('%s goes on bit for bit from a saved state', (_, make) => {
    const run = (optimizer: Optimizer<ReturnType<Loss>>, steps: number) => {
      for (let k = 0; k < steps; k++) optimizer.step(() => losses.rosenbrock2(optimizer.target.value))
    }
    const whole = vector(starts.rosenbrock2)
    run(new Optimizer(whole, make(whole)), 12)
    const first = vector(starts.rosenbrock2)
    const before = new Optimizer(first, make(first))
    run(before, 6)
    const second = vector(first.value)
    const after = new Optimizer(second, make(second))
    after.load(structuredClone(before.state()))
    run(after, 6)
    expect(second.value).toEqual(whole.value)
  })

  it.each(Object.entries(rows))('%s leaves frozen weights alone', (_, make) => {
    const target = vector([...starts.rosenbrock2, 7], Float64Array, { free: 2, fixed: 1 })
    const padded = (product: ConfiguredRule): ConfiguredRule => ({
      ...product,
      products: Object.fromEntries(
        Object.entries(product.products ?? {}).map(([name, f]) => [
          name,
          (v: Float64Array) => [...Array.from(f(v)), 99],
        ]),
      ),
    })
    const optimizer = new Optimizer(target, padded(make(target)), {
      groups: [{ match: 'fixed', frozen: true }],
    })
    const loss: Loss = (w) => ({
      ...losses.rosenbrock2(w),
      gradient: [...Array.from(losses.rosenbrock2(w).gradient), 55],
    })
    for (let k = 0; k < 3; k++) optimizer.step(() => loss(target.value))
    expect(target.value[2]).toBe(7)
    expect(target.value[0]).not.toBe(-1.2)
  })

  it.each(Object.entries(rows))('%s puts the weights back when the loss throws', (_, make) => {
    const target = vector(starts.rosenbrock2)
    const optimizer = new Optimizer(target, make(target))
    optimizer.step(() => losses.rosenbrock2(target.value))
    const [weights, state] = [target.value.slice(), optimizer.state()]
    expect(() =>
      optimizer.step(() => {
        throw new RangeError('no')
      }),
    ).toThrow('no')
    expect(target.value).toEqual(weights)
    expect(optimizer.state()).toEqual(state)
  })
})

describe('the memory meter', () => {
  it('counts slots of rules and matrices of methods', () => {
    expect(memoryOf(sgd(), 1000)).toBe(0)
    expect(memoryOf(adam(), 1000)).toBe(8000)
    expect(memoryOf(adam(), 1000, 8)).toBe(16000)
    expect(memoryOf(newton({ hvp: (v) => v }), 1000)).toBe(8e6)
    expect(memoryOf(lbfgs({ history: 10 }), 1000)).toBe(8 * (22 * 1000 + 10))
  })

  it('asks for vectors of the trained weights alone', () => {
    const target = vector([7, 7, 1], Float64Array, { fixed: 2, free: 1 })
    const optimizer = new Optimizer(target, lbfgs({ history: 3 }), {
      groups: [{ match: 'fixed', frozen: true }],
    })
    expect(optimizer.state().slots.S.length).toBe(3)
  })

  it('refuses a matrix that cannot be, before allocating it', () => {
    const value = new Float32Array(79510)
    const target = {
      ...vector([1]),
      value,
      gradient: value,
      segments: [{ name: 'w', shape: [79510], lo: 0, hi: 79510 }],
    }
    expect(() => new Optimizer(target, newton({ hvp: (v) => v }))).toThrow(
      'newton: 79510 weights need 50.6 GB; the limit is 1.07 GB. lbfgs and newtonCG need a few vectors only.',
    )
  })
})

describe('a method refuses', () => {
  const target = () => vector([1, 1], Float64Array, { a: 1, b: 1 })
  // prettier-ignore
  const rows: [() => unknown, string][] = [
    [() => new Optimizer(target(), lbfgs()).step(), 'lbfgs: step() was called without a loss; this rule evaluates the loss by itself. Call step(() => loss).'],
    [() => new Optimizer(target(), lbfgs(), { weightDecay: 0.1 }), 'lbfgs: weight decay cannot stand around this method, which compares losses; add a penalty to the loss instead.'],
    [() => new Optimizer(target(), lbfgs(), { proximal: softThreshold(0.1) }), 'lbfgs: softThreshold cannot stand around this method, which compares losses; add a penalty to the loss instead.'],
    [() => new Optimizer(target(), lbfgs(), { groups: [{ match: 'a', lr: 0.1 }] }), 'lbfgs: there are 2 groups with settings of their own; this method moves all weights together, so a group can only be frozen.'],
    [() => newton({} as never), 'newton: hvp is missing; it needs a function (v) => M v over the whole vector of weights, such as the Hessian\'s product.'],
    [() => lbfgs({ history: 0.5 }), 'lbfgs: history is 0.5; it must be a whole number, at least 1.'],
    [() => lbfgs({ histroy: 5 } as never), 'lbfgs: histroy is unknown; it has lr, history, iterations, maxEval, toleranceGradient, toleranceChange. Did you mean history?'],
  ]
  it.each(rows)('%#: %s', (call, message) => {
    expect(call).toThrow(message)
    expect(call).toThrow(OptimError)
  })
})
