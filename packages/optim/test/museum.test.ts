// Mistakes that libraries shipped, rebuilt: each wrong form does what it is known for, and ours does not.

import { power } from '@glissade/math'
import { describe, expect, it } from 'vitest'
import * as optim from '../src/index.ts'
import { defineRule, Optimizer } from '../src/index.ts'
import type { ConfiguredRule } from '../src/index.ts'
import { changing, vector } from './vector.ts'

const varied = Array.from({ length: 40 }, (_, k) => changing(k + 1))

function path(rule: ConfiguredRule, gs: readonly number[]): number[] {
  const target = vector([1])
  const optimizer = new Optimizer(target, rule)
  return gs.map((g) => {
    optimizer.step(() => ({ loss: 0, gradient: [g] }))
    return target.value[0]
  })
}
/** The length of each step under a constant gradient, in units of the rate. */
const steps = (rule: ConfiguredRule, lr: number, count: number) =>
  path(rule, Array(count).fill(0.7)).map((w, k, all) => ((all[k - 1] ?? 1) - w) / lr)
const same = (a: readonly number[], b: readonly number[]) =>
  a.every((x, k) => Math.abs(x - b[k]) < 1e-9 * Math.max(1, Math.abs(x)))

describe('Adadelta that divides by the average of before', () => {
  const wrong = defineRule({
    name: 'wrongAdadelta',
    hyper: { lr: 1, rho: 0.95, eps: 1e-7 },
    slots: ['e', 'u'],
    update({ w, g, e, u }, { lr, rho, eps }, lo, hi) {
      for (let i = lo; i < hi; i++) {
        const d = (Math.sqrt(u[i] + eps) / Math.sqrt(e[i] + eps)) * g[i]
        e[i] = rho * e[i] + (1 - rho) * g[i] ** 2
        u[i] = rho * u[i] + (1 - rho) * d ** 2
        w[i] -= lr * d
      }
    },
  })
  it('is plain descent, in TensorFlow.js; ours is not', () => {
    expect(same(path(wrong(), varied), path(optim.sgd({ lr: 1 }), varied))).toBe(true)
    expect(
      same(path(optim.adadelta({ dialect: 'tfjs', lr: 1 }), varied), path(optim.sgd({ lr: 1 }), varied)),
    ).toBe(false)
  })
})

describe('centred RMSprop that subtracts ε', () => {
  const wrong = defineRule({
    name: 'wrongCentred',
    hyper: { lr: 0.01, rho: 0.9, eps: 1e-7 },
    slots: ['s', 'a'],
    update({ w, g, s, a }, { lr, rho, eps }, lo, hi) {
      for (let i = lo; i < hi; i++) {
        s[i] = rho * s[i] + (1 - rho) * g[i] ** 2
        a[i] = rho * a[i] + (1 - rho) * g[i]
        w[i] -= (lr * g[i]) / Math.sqrt(s[i] - (a[i] ** 2 + eps))
      }
    },
  })
  it('is NaN after a gradient of 0, in TensorFlow.js; ours stays', () => {
    expect(path(wrong(), [0])).toEqual([NaN])
    expect(path(wrong(), [1e-3])).toEqual([NaN])
    expect(path(optim.rmspropCentered({ dialect: 'tfjs' }), [0])).toEqual([1])
    expect(path(optim.rmspropCentered({ dialect: 'tfjs' }), [1e-3])[0]).toBeLessThan(1)
  })
  it('without a floor at 0 is NaN where rounding makes a variance negative; ours is not', () => {
    const g = 0.1 + 0.2
    const target = vector([1], Float32Array)
    const optimizer = new Optimizer(target, optim.rmspropCentered({ dialect: 'pytorch', rho: 0.5 }))
    let negative = false
    for (let k = 0; k < 80; k++) {
      optimizer.step(() => ({ loss: 0, gradient: [g] }))
      const { s, a } = optimizer.state().slots
      negative ||= s[0] - a[0] ** 2 < 0
    }
    expect(negative).toBe(true)
    expect(target.value[0]).not.toBeNaN()
  })
})

describe('Nadam', () => {
  // prettier-ignore
  it.each([
    ['the survey’s',  optim.nadam({ lr: 0.01, dialect: 'ruder' }),   [1.9]],
    ['Optax’s',       optim.nadam({ lr: 0.01, dialect: 'optax' }),   [1.474, 1.157, 1.078]],
    ['Dozat’s',       optim.nadam({ lr: 0.01, dialect: 'dozat' }),   [1.331, 1.094, 1.038]],
    ['Keras’s',       optim.nadam({ lr: 0.01, dialect: 'keras' }),   [1.063, 0.774, 0.711]],
    ['PyTorch’s',     optim.nadam({ lr: 0.01, dialect: 'pytorch' }), [1.0565, 0.784, 0.732]],
  ])('has five forms: %s first steps', (_, rule, expected) => {
    for (const [k, length] of steps(rule, 0.01, 3).slice(0, expected.length).entries()) expect(length).toBeCloseTo(expected[k], 3)
  })

  it('with μ multiplied twice takes another first step, in PyTorch 1.13; ours does not', () => {
    const wrong = defineRule({
      name: 'wrongNadam',
      hyper: { lr: 0.1, beta1: 0.9, beta2: 0.999, eps: 1e-8, momentumDecay: 0.004 },
      slots: ['m', 'v'],
      memory: { product: 1, now: 0, next: 0 },
      before({ beta1, momentumDecay, product, t }) {
        const mu = (k: number) => beta1 * (1 - 0.5 * 0.96 ** (k * momentumDecay))
        return { product: product * mu(t), now: mu(t), next: mu(t + 1) }
      },
      update({ w, g, m, v }, { lr, beta1, beta2, eps, product, now, next, t }, lo, hi) {
        const c2 = 1 - power(beta2, t)
        for (let i = lo; i < hi; i++) {
          m[i] = beta1 * m[i] + (1 - beta1) * g[i]
          v[i] = beta2 * v[i] + (1 - beta2) * g[i] ** 2
          const direction = (m[i] * next) / (1 - product * now * next) + (g[i] * (1 - now)) / (1 - product)
          w[i] -= (lr * direction) / (Math.sqrt(v[i] / c2) + eps)
        }
      },
    })
    // What PyTorch 1.13 printed for this gradient; it keeps its product of μ in float32.
    expect(path(wrong(), [0.1])[0]).toBeCloseTo(0.895046892, 8)
    expect(path(optim.nadam({ lr: 0.1, dialect: 'pytorch' }), [0.1])[0]).toBeCloseTo(1 - 0.1 * 1.0565, 5)
  })

  it('with its decay lost warms up within a hundred steps, as Keras 3 ships it; with 0.004 it does not', () => {
    const warmed = (momentumDecay: number) => {
      const target = vector([1])
      const optimizer = new Optimizer(target, optim.nadamScheduled({ momentumDecay }))
      for (let k = 0; k < 100; k++) optimizer.step(() => ({ loss: 0, gradient: [1] }))
      return optimizer.state().memory[0].now / 0.9
    }
    expect(warmed(1)).toBeGreaterThan(0.99)
    expect(warmed(0.004)).toBeLessThan(0.51)
  })
})

describe('Adadelta without its sign', () => {
  it('climbs, in Optax without a rate; ours descends', () => {
    const wrong = path(optim.adadelta({ dialect: 'optax', lr: 1 }), [-0.1, 0.2])
    expect(wrong[0]).toBeCloseTo(1.003160698, 9)
    expect(path(optim.adadelta({ dialect: 'optax' }), [0.1])[0]).toBeCloseTo(0.996839302, 9)
  })
})

describe('Adam', () => {
  it('multiplied by its correction starts with ten times lr, in ConvNetJS; ours with lr', () => {
    const wrong = defineRule({
      name: 'wrongAdam',
      hyper: { lr: 0.01, beta1: 0.9, beta2: 0.999, eps: 1e-8 },
      slots: ['m', 'v'],
      update({ w, g, m, v }, { lr, beta1, beta2, eps, t }, lo, hi) {
        const c1 = 1 - power(beta1, t)
        const c2 = 1 - power(beta2, t)
        for (let i = lo; i < hi; i++) {
          m[i] = beta1 * m[i] + (1 - beta1) * g[i]
          v[i] = beta2 * v[i] + (1 - beta2) * g[i] ** 2
          w[i] -= (lr * m[i] * c1) / (Math.sqrt(v[i] * c2) + eps)
        }
      },
    })
    expect(steps(wrong(), 0.01, 1)[0]).toBeCloseTo((0.1 * 0.1) / 0.001, 3)
    expect(steps(optim.adam({ lr: 0.01 }), 0.01, 1)[0]).toBeCloseTo(1, 6)
  })

  it('that steps by the moment of before stands still at first, in brain.js; ours moves', () => {
    const wrong = defineRule({
      name: 'lateAdam',
      hyper: { lr: 0.01, beta1: 0.9 },
      slots: ['m'],
      update({ w, g, m }, { lr, beta1 }, lo, hi) {
        for (let i = lo; i < hi; i++) {
          w[i] -= lr * m[i]
          m[i] = beta1 * m[i] + (1 - beta1) * g[i]
        }
      },
    })
    expect(steps(wrong(), 0.01, 1)).toEqual([0])
    expect(steps(optim.adam({ lr: 0.01 }), 0.01, 1)[0]).toBeCloseTo(1, 6)
  })

  it('without correction starts with 3.16 lr, in js-pytorch and node-mlx; ours with lr', () => {
    expect(steps(optim.adamUncorrected({ lr: 0.01 }), 0.01, 1)[0]).toBeCloseTo(0.1 / Math.sqrt(0.001), 4)
  })
})

describe('a momentum that cannot be changed', () => {
  it('stays what it was, in TensorFlow.js; ours follows its schedule', () => {
    const dropped = path(optim.momentum({ lr: 0.1, momentum: (t) => (t < 2 ? 0.9 : 0) }), [1, 1, 1])
    expect(dropped[1] - dropped[2]).toBeCloseTo(0.1, 12)
  })
})
