// Equalities between rules, over random gradients and settings: limits, special cases, invariances.

import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import * as optim from '../src/index.ts'
import { Optimizer } from '../src/index.ts'
import type { ConfiguredRule, OptimizerOptions } from '../src/index.ts'
import { vector } from './vector.ts'

const runs = 60
/** Sizes over several decades, both signs, never so small that ε matters more than it must. */
const size = fc
  .tuple(fc.boolean(), fc.double({ min: -3, max: 2, noNaN: true }))
  .map(([negative, e]) => (negative ? -1 : 1) * 10 ** e)
const gradients = fc.array(size, { minLength: 1, maxLength: 30 })
const lr = fc.double({ min: 1e-4, max: 0.5, noNaN: true })
const fraction = fc.double({ min: 0, max: 0.999, noNaN: true })
const inner = fc.double({ min: 0.05, max: 0.999, noNaN: true })

/** The weight after each of the gradients. */
function path(rule: ConfiguredRule, gs: readonly number[], options?: OptimizerOptions): number[] {
  const target = vector([1])
  const optimizer = new Optimizer(target, rule, options)
  return gs.map((g) => {
    optimizer.step(() => ({ loss: 0, gradient: [g] }))
    return target.value[0]
  })
}

function expectSame(a: readonly number[], b: readonly number[], tolerance = 1e-9): void {
  for (const [k, x] of a.entries()) {
    expect(Math.abs(x - b[k]), `step ${k + 1}`).toBeLessThanOrEqual(
      tolerance * Math.max(1, Math.abs(x), Math.abs(b[k])),
    )
  }
}

interface Drawn {
  readonly lr: number
  readonly a: number
  readonly b: number
}
const drawn = fc.record({ lr, a: fraction, b: inner })

// Each row: two rules that must walk the same path. a and b are numbers in [0, 1).
// prettier-ignore
const equal: [string, (d: Drawn) => ConfiguredRule, (d: Drawn) => ConfiguredRule, number?][] = [
  ['momentum 0 is descent',                             ({ lr }) => optim.momentum({ lr, momentum: 0 }),                ({ lr }) => optim.sgd({ lr })],
  ['nesterov with momentum 0 is descent',               ({ lr }) => optim.nesterov({ lr, momentum: 0 }),                ({ lr }) => optim.sgd({ lr })],
  ['nag with momentum 0 is descent',                    ({ lr }) => optim.nag({ lr, momentum: 0 }),                     ({ lr }) => optim.sgd({ lr })],
  ['the rate inside or outside is one at constant rate',({ lr, a }) => optim.momentum({ lr, momentum: a }),             ({ lr, a }) => optim.momentumOutside({ lr, momentum: a })],
  ['so it is for nesterov',                             ({ lr, a }) => optim.nesterov({ lr, momentum: a }),             ({ lr, a }) => optim.nesterovOutside({ lr, momentum: a })],
  ['averaged momentum is momentum at lr (1 − momentum)',({ lr, a }) => optim.momentumEma({ lr, momentum: a }),          ({ lr, a }) => optim.momentum({ lr: lr * (1 - a), momentum: a })],
  ['dampening 0 is no dampening',                       ({ lr, a }) => optim.momentumDamped({ lr, momentum: a, dampening: 0 }), ({ lr, a }) => optim.momentumOutside({ lr, momentum: a })],
  ['Adam without m and correction is RMSprop',          ({ lr, b }) => optim.adamUncorrected({ lr, beta1: 0, beta2: b }), ({ lr, b }) => optim.rmsprop({ lr, rho: b })],
  ['Adam without ε has one form: ε̂',                    ({ lr, a, b }) => optim.adamEpsHat({ lr, beta1: a, beta2: b, eps: 0 }), ({ lr, a, b }) => optim.adam({ lr, beta1: a, beta2: b, eps: 0 })],
  ['Adam without ε has one form: inside',               ({ lr, a, b }) => optim.adamEpsInside({ lr, beta1: a, beta2: b, eps: 0 }), ({ lr, a, b }) => optim.adam({ lr, beta1: a, beta2: b, eps: 0 })],
  ['AdamW without decay is Adam',                       ({ lr, a, b }) => optim.adamw({ lr, beta1: a, beta2: b, weightDecay: 0 }), ({ lr, a, b }) => optim.adam({ lr, beta1: a, beta2: b })],
  ['the paper’s AdamW without decay is Adam',           ({ lr, a, b }) => optim.adamwPaper({ lr, beta1: a, beta2: b, weightDecay: 0 }), ({ lr, a, b }) => optim.adam({ lr, beta1: a, beta2: b })],
  ['the paper’s decay is the libraries’ divided by lr', ({ lr, a }) => optim.adamwPaper({ lr, weightDecay: lr * a }),   ({ lr, a }) => optim.adamw({ lr, weightDecay: a })],
  ['ℓ₂ Adam is Adam with β₂²',                          ({ lr, a, b }) => optim.lpAdam({ lr, beta1: a, beta2: b, p: 2 }), ({ lr, a, b }) => optim.adam({ lr, beta1: a, beta2: b * b })],
  ['AdaMax without m is MaxProp',                       ({ lr, b }) => optim.adamaxEpsAdded({ lr, beta1: 0, beta2: b }), ({ lr, b }) => optim.maxprop({ lr, nu: b })],
  ['AdaMax without ε has one form: in the maximum',     ({ lr, a, b }) => optim.adamaxEpsMax({ lr, beta1: a, beta2: b, eps: 0 }), ({ lr, a, b }) => optim.adamax({ lr, beta1: a, beta2: b })],
  ['AdaMax without ε has one form: added',              ({ lr, a, b }) => optim.adamaxEpsAdded({ lr, beta1: a, beta2: b, eps: 0 }), ({ lr, a, b }) => optim.adamax({ lr, beta1: a, beta2: b })],
  ['Nadam without m is Adam without m',                 ({ lr, b }) => optim.nadam({ lr, beta1: 0, beta2: b }),         ({ lr, b }) => optim.adam({ lr, beta1: 0, beta2: b })],
  ['Optax’s Nadam without m is Adam without m',         ({ lr, b }) => optim.nadamOptax({ lr, beta1: 0, beta2: b }),    ({ lr, b }) => optim.adam({ lr, beta1: 0, beta2: b })],
  ['Dozat’s Nadam without m is Adam without m',         ({ lr, b }) => optim.nadamDozat({ lr, mu: 0, nu: b }),          ({ lr, b }) => optim.adam({ lr, beta1: 0, beta2: b })],
  ['Dozat’s Nadam in the end is Optax’s',               ({ lr, a, b }) => optim.nadamDozat({ lr, mu: a, nu: b, momentumDecay: 1e5 }), ({ lr, a, b }) => optim.nadamOptax({ lr, beta1: a, beta2: b })],
  ['the scheduled Nadams in the end are Optax’s',       ({ lr, a, b }) => optim.nadamScheduled({ lr, beta1: a, beta2: b, momentumDecay: 1e5 }), ({ lr, a, b }) => optim.nadamOptax({ lr, beta1: a, beta2: b })],
  ['NAdaMax without m is AdaMax without m',             ({ lr, b }) => optim.nadamax({ lr, beta1: 0, beta2: b }),       ({ lr, b }) => optim.adamax({ lr, beta1: 0, beta2: b })],
  ['RMSprop with momentum 0 is RMSprop',                ({ lr, b }) => optim.rmspropMomentum({ lr, rho: b, momentum: 0 }), ({ lr, b }) => optim.rmsprop({ lr, rho: b })],
  ['so it is with the rate inside',                     ({ lr, b }) => optim.rmspropMomentumInside({ lr, rho: b, momentum: 0 }), ({ lr, b }) => optim.rmspropEpsInside({ lr, rho: b })],
  ['the rate inside or outside is one without ε',       ({ lr, a, b }) => optim.rmspropMomentumInside({ lr, rho: b, momentum: a, eps: 0 }), ({ lr, a, b }) => optim.rmspropMomentum({ lr, rho: b, momentum: a, eps: 0 })],
  ['centred RMSprop with momentum 0 has none',          ({ lr, b }) => optim.rmspropCenteredMomentum({ lr, rho: b, momentum: 0, eps: 0.1 }), ({ lr, b }) => optim.rmspropCentered({ lr, rho: b, eps: 0.1 })],
  ['Graves’s RMSprop with momentum 0 is the centred one', ({ lr, b }) => optim.rmspropGraves({ lr, rho: b, momentum: 0, eps: 0.1 }), ({ lr, b }) => optim.rmspropCenteredEpsInside({ lr, rho: b, eps: 0.1 })],
  ['Adadelta with rate 1 is Adadelta',                  ({ b }) => optim.adadeltaRate({ lr: 1, rho: b }),               ({ b }) => optim.adadelta({ rho: b })],
  ['Adagrad without ε has one form',                    ({ lr }) => optim.adagradEpsInside({ lr, eps: 0 }),             ({ lr }) => optim.adagrad({ lr, eps: 0 })],
  ['a window longer than the run is none',              ({ lr }) => optim.windowedAdagrad({ lr, window: 30 }),          ({ lr }) => optim.adagrad({ lr })],
  ['full-matrix Adagrad of one weight is the diagonal', ({ lr }) => optim.adagradFull({ lr }),                          ({ lr }) => optim.adagrad({ lr })],
  ['Lion without averages is the sign of the gradient', ({ lr }) => optim.lion({ lr, beta1: 0, beta2: 0 }),             ({ lr }) => optim.maxprop({ lr, nu: 0, eps: 0 })],
  ['averaged SGD without lambda walks as descent',      ({ lr }) => optim.asgd({ lr, lambda: 0 }),                      ({ lr }) => optim.sgd({ lr })],
]

describe('the same path', () => {
  it.each(equal)('%s', (_, left, right, tolerance) => {
    fc.assert(
      fc.property(drawn, gradients, (d, gs) => expectSame(path(left(d), gs), path(right(d), gs), tolerance)),
      { numRuns: runs, seed: 1 },
    )
  })

  it('counts at least 25', () => expect(equal.length).toBeGreaterThanOrEqual(25))

  it('reformulated Nesterov stands at the look-ahead point of the original', () => {
    fc.assert(
      fc.property(fc.double({ min: 0.001, max: 0.1, noNaN: true }), fraction, (rate, momentum) => {
        const [here, ahead] = [vector([1, -2]), vector([1, -2])]
        const slope = (w: ArrayLike<number>) => ({ loss: 0, gradient: [w[0], 3 * w[1] + w[0]] })
        const original = new Optimizer(here, optim.nag({ lr: rate, momentum }))
        const reformulated = new Optimizer(ahead, optim.nesterov({ lr: rate, momentum }))
        for (let k = 0; k < 30; k++) {
          original.step(() => slope(here.value))
          reformulated.step(() => slope(ahead.value))
          const { v } = original.state().slots
          expectSame(
            [...ahead.value],
            [...here.value].map((w, i) => w - momentum * v[i]),
            1e-12,
          )
        }
      }),
      { numRuns: runs, seed: 1 },
    )
  })

  it('all readings of AMSGrad with corrections are Adam while gradients grow', () => {
    fc.assert(
      fc.property(drawn, gradients, ({ lr: rate, a, b }, gs) => {
        const rising = [...gs].map(Math.abs).sort((x, y) => x - y)
        const settings = { lr: rate, beta1: a, beta2: b }
        expectSame(path(optim.amsgradCorrected(settings), rising), path(optim.adam(settings), rising))
        expectSame(path(optim.amsgradNotes(settings), rising), path(optim.adam(settings), rising))
        expectSame(path(optim.amsgrad(settings), rising), path(optim.adamUncorrected(settings), rising))
        expectSame(path(optim.amsgradEpsHat(settings), rising), path(optim.adamEpsHat(settings), rising))
      }),
      { numRuns: runs, seed: 1 },
    )
  })

  it('ℓₚ Adam nears AdaMax as p grows', () => {
    const gs = [0.3, -1, 0.5, 0.2, -0.7, 0.9]
    const limit = path(optim.adamax({ lr: 0.01, beta2: 0.9 }), gs).at(-1)!
    const away = [2, 4, 8, 16, 32, 64].map((p) =>
      Math.abs(path(optim.lpAdam({ lr: 0.01, beta2: 0.9, p }), gs).at(-1)! - limit),
    )
    expect(Math.max(...away.slice(2))).toBeLessThan(Math.min(...away.slice(0, 2)))
    expect(away.at(-1)).toBeLessThan(1e-4)
  })

  it('coupled and decoupled decay are one for plain descent, and not for Adam', () => {
    const gs = [0.3, -1, 0.5, 0.2, -0.7]
    const [coupled, decoupled] = [{ weightDecay: 0.1 }, { decoupledWeightDecay: 0.1 }]
    expectSame(path(optim.sgd({ lr: 0.1 }), gs, coupled), path(optim.sgd({ lr: 0.1 }), gs, decoupled))
    expectSame(
      path(optim.adam({ lr: 0.1 }), gs, decoupled),
      path(optim.adamw({ lr: 0.1, weightDecay: 0.1 }), gs),
    )
    expect(
      Math.abs(
        path(optim.adam({ lr: 0.1 }), gs, coupled).at(-1)! -
          path(optim.adam({ lr: 0.1 }), gs, decoupled).at(-1)!,
      ),
    ).toBeGreaterThan(1e-3)
  })

  it('climbing is descending on the negative', () => {
    fc.assert(
      fc.property(gradients, (gs) => {
        const climbed = path(optim.adam(), gs, { maximize: true })
        expectSame(
          climbed,
          path(
            optim.adam(),
            gs.map((g) => -g),
          ),
          0,
        )
      }),
      { numRuns: runs, seed: 1 },
    )
  })
})

describe('the size of steps', () => {
  it.each([
    ['Adam', optim.adam({ lr: 0.1, eps: 1e-16 }), 0.1],
    ['AdaMax', optim.adamax({ lr: 0.1 }), 0.1],
    ['Adagrad', optim.adagrad({ lr: 0.1, eps: 1e-16 }), 0.1],
    ['RMSprop', optim.rmsprop({ lr: 0.1, rho: 0.99, eps: 1e-16 }), 1],
    ['Lion', optim.lion({ lr: 0.1 }), 0.1],
  ] as const)('%s’s first step does not depend on the gradient’s size', (_, rule, length) => {
    fc.assert(
      fc.property(size, (g) => {
        const [w] = path(rule, [g])
        expect(1 - w).toBeCloseTo(Math.sign(g) * length, 10)
      }),
      { numRuns: runs, seed: 1 },
    )
  })

  it.each([
    ['Adagrad', optim.adagrad({ eps: 1e-16 })],
    ['Adadelta', optim.adadelta({ eps: 1e-16 })],
    ['RMSprop', optim.rmsprop({ eps: 1e-16 })],
    ['Adam', optim.adam({ eps: 1e-16 })],
    ['AdaMax', optim.adamax()],
    ['AMSGrad', optim.amsgrad({ eps: 1e-16 })],
    ['Nadam', optim.nadam({ eps: 1e-16 })],
  ])('%s’s path is the same for 100 times the loss', (_, rule) => {
    fc.assert(
      fc.property(gradients, (gs) =>
        expectSame(
          path(rule, gs),
          path(
            rule,
            gs.map((g) => 100 * g),
          ),
          1e-9,
        ),
      ),
      { numRuns: runs, seed: 1 },
    )
  })

  it('Rprop begins within its bounds, as it goes on within them', () => {
    const first = (lr: number) => path(optim.rprop({ lr, minStep: 0.25, maxStep: 0.75 }), [3])[0]
    expect([0.001, 0.5, 2].map(first)).toEqual([0.75, 0.5, 0.25])
  })

  it('momentum reaches its terminal velocity lr · g / (1 − momentum)', () => {
    const w = path(optim.momentum({ lr: 0.01, momentum: 0.9 }), Array(400).fill(2))
    expect(w.at(-2)! - w.at(-1)!).toBeCloseTo((0.01 * 2) / (1 - 0.9), 12)
  })

  it('AMSGrad’s divisor never shrinks', () => {
    fc.assert(
      fc.property(gradients, (gs) => {
        const target = vector([1])
        const optimizer = new Optimizer(target, optim.amsgrad({ beta2: 0.5 }))
        let last = 0
        for (const g of gs) {
          optimizer.step(() => ({ loss: 0, gradient: [g] }))
          expect(optimizer.state().slots.vMax[0]).toBeGreaterThanOrEqual(last)
          last = optimizer.state().slots.vMax[0]
        }
      }),
      { numRuns: runs, seed: 1 },
    )
  })
})

describe('stability on ½ λ w²', () => {
  /** Whether descent from 1 dies out. */
  const settles = (rule: ConfiguredRule, curvature: number) => {
    const target = vector([1])
    const optimizer = new Optimizer(target, rule)
    for (let k = 0; k < 3000; k++)
      optimizer.step(() => ({ loss: 0, gradient: [curvature * target.value[0]] }))
    return Math.abs(target.value[0]) < 1e-3
  }
  it.each([
    ['descent: lr λ < 2', (lr: number) => optim.sgd({ lr }), 2],
    ['momentum: lr λ < 2 (1 + γ)', (lr: number) => optim.momentum({ lr, momentum: 0.9 }), 2 * 1.9],
    [
      'Nesterov: lr λ < 2 (1 + γ) / (1 + 2 γ)',
      (lr: number) => optim.nag({ lr, momentum: 0.9 }),
      (2 * 1.9) / 2.8,
    ],
  ])('%s', (_, make, limit) => {
    expect(settles(make((0.99 * limit) / 3), 3)).toBe(true)
    expect(settles(make((1.01 * limit) / 3), 3)).toBe(false)
  })
})
