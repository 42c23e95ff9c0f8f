// Methods: L-BFGS against PyTorch's, Newton's family on problems whose answers are known.

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
import { eigen } from '../src/methods/eigen.ts'
import { golden, losses, ravine, starts } from './problems.ts'
import { vector } from './vector.ts'
import type { Loss } from './vector.ts'

interface Run {
  readonly lr: number
  readonly hyper: {
    readonly history_size: number
    readonly tolerance_grad: number
    readonly tolerance_change: number
  }
  readonly start: number[]
  readonly trajectory: number[][]
  readonly closure_evals: number
}

/** Counts evaluations of a loss on a target. */
function counted(target: { value: Floats }, loss: Loss) {
  const counter = { evaluations: 0, loss: () => (counter.evaluations++, loss(target.value)) }
  return counter
}

describe.each([
  { file: 'lbfgs_fixed', method: lbfgs },
  { file: 'lbfgs_wolfe', method: lbfgsWolfe },
])('$file', ({ file, method }) => {
  const runs = Object.entries(
    golden<{ problems: Record<string, Run> }>(`trajectories_torch/${file}.json`).problems,
  )
  const settings = ({ lr, hyper }: Run) => ({
    lr,
    history: hyper.history_size,
    toleranceGradient: hyper.tolerance_grad,
    toleranceChange: hyper.tolerance_change,
  })

  it.each(runs)('walks as PyTorch does on %s, with as many evaluations', (problem, run) => {
    const target = vector(run.start)
    const optimizer = new Optimizer(target, method(settings(run)))
    const counter = counted(target, losses[problem])
    for (const [k, expected] of run.trajectory.entries()) {
      for (const [i, x] of expected.entries()) {
        expect(Math.abs(target.value[i] - x), `step ${k}, weight ${i}`).toBeLessThanOrEqual(
          1e-6 * Math.max(1, Math.abs(x)),
        )
      }
      if (k < 50) optimizer.step(counter.loss)
    }
    // Past the minimum of the quadratic, rounding alone decides how long a line search goes on.
    if (problem === 'rosenbrock2') expect(counter.evaluations).toBe(run.closure_evals)
  })

  // Fixed steps on Rosenbrock's valley are chaotic: PyTorch's own float32 run leaves its float64 run there.
  const steady = runs.filter(([problem]) => method === lbfgsWolfe || problem === 'quadratic5')
  it.each(steady)('reaches PyTorch’s end in float32 on %s', (problem, run) => {
    const target = vector(run.start, Float32Array)
    const optimizer = new Optimizer(target, method(settings(run)))
    for (let k = 0; k < 50; k++) optimizer.step(() => losses[problem](target.value))
    const [found, expected] = [target.value, Float64Array.from(run.trajectory.at(-1)!)].map(
      (w) => losses[problem](w).loss,
    )
    expect(Math.abs(found - expected)).toBeLessThanOrEqual(1e-2 * Math.max(1, Math.abs(expected)))
  })

  it('makes one iteration a step', () => expect(method().hyper.iterations).toBe(1))

  it('makes several iterations in one step where asked to', () => {
    const [, run] = runs.find(([problem]) => problem === 'rosenbrock2')!
    const walk = (iterations: number, steps: number) => {
      const target = vector(run.start)
      const optimizer = new Optimizer(target, method({ ...settings(run), iterations }))
      for (let k = 0; k < steps; k++) optimizer.step(() => losses.rosenbrock2(target.value))
      return [...target.value]
    }
    expect(walk(5, 4)).toEqual(walk(1, 20))
  })
})

/** Products with the Hessian of ½ wᵀ A w. */
const productWith = (A: number[][]) => (v: Float64Array) =>
  A.map((row) => row.reduce((sum, a, j) => sum + a * v[j], 0))
const diagonal =
  (...d: number[]): Loss =>
  (w) => ({
    loss: d.reduce((sum, a, i) => sum + 0.5 * a * w[i] ** 2, 0),
    gradient: d.map((a, i) => a * w[i]),
  })
const rosenbrockHessian = ([x, y]: Floats) => [
  [2 - 400 * (y - 3 * x * x), -400 * x],
  [-400 * x, 200],
]

describe('Newton’s method', () => {
  it('solves a quadratic in one step, however ill-conditioned', () => {
    const target = vector([1, 1])
    new Optimizer(
      target,
      newton({
        hvp: productWith([
          [1e-6, 0],
          [0, 1e6],
        ]),
      }),
    ).step(() => diagonal(1e-6, 1e6)(target.value))
    for (const x of target.value) expect(Math.abs(x)).toBeLessThan(1e-12)
  })

  it('jumps onto a saddle, where saddle-free Newton walks past it', () => {
    const saddle = diagonal(1, -1)
    const hvp = productWith([
      [1, 0],
      [0, -1],
    ])
    const end = (rule: ConfiguredRule) => {
      const target = vector([1, 0.01])
      const optimizer = new Optimizer(target, rule)
      for (let k = 0; k < 3; k++) optimizer.step(() => saddle(target.value))
      return [...target.value]
    }
    expect(end(newton({ hvp }))).toEqual([0, 0])
    expect(end(saddleFreeNewton({ hvp }))[1]).toBeCloseTo(0.08, 12)
  })

  it('is slowed down by damping, as by a smaller curvature', () => {
    const target = vector([1])
    new Optimizer(target, newton({ damping: 1, hvp: productWith([[3]]) })).step(() =>
      diagonal(3)(target.value),
    )
    expect(target.value[0]).toBe(0.25)
  })

  it('refuses a singular matrix, and puts the weights back', () => {
    const target = vector([1, 2])
    const optimizer = new Optimizer(
      target,
      newton({
        hvp: productWith([
          [1, 1],
          [1, 1],
        ]),
      }),
    )
    expect(() => optimizer.step(() => ({ loss: 0, gradient: [1, 1] }))).toThrow(
      'newton: the matrix is singular at row 1 of 2; it needs full rank. A positive damping gives it that.',
    )
    expect([[...target.value], optimizer.t]).toEqual([[1, 2], 0])
  })

  it('refuses a matrix of zeros', () => {
    const optimizer = new Optimizer(vector([1]), newton({ hvp: () => [0] }))
    expect(() => optimizer.step(() => ({ loss: 0, gradient: [1] }))).toThrow(
      'newton: the matrix is singular at row 0 of 1',
    )
  })

  it('by conjugate gradients gets to the end of Rosenbrock’s valley', () => {
    const target = vector(starts.rosenbrock2)
    const optimizer = new Optimizer(
      target,
      newtonCG({ hvp: (v) => productWith(rosenbrockHessian(target.value))(v) }),
    )
    const first = optimizer.step(() => losses.rosenbrock2(target.value))
    for (let k = 0; k < 65; k++) optimizer.step(() => losses.rosenbrock2(target.value))
    expect(first).toBe(24.199999999999996)
    expect(losses.rosenbrock2(target.value).loss).toBeLessThan(1e-12)
  })

  it('by Gauss and Newton fits a curve, where the gradient is Jᵀ r', () => {
    // r_k = a · k^b − y_k for the truth a = 2, b = 3.
    const ks = [1, 2, 3, 4]
    const residuals = ([a, b]: Floats) => ks.map((k) => a * k ** b - 2 * k ** 3)
    const jacobian = ([a, b]: Floats) => ks.map((k) => [k ** b, a * Math.log(k) * k ** b])
    const loss: Loss = (w) => {
      const r = residuals(w)
      return {
        loss: 0.5 * r.reduce((sum, x) => sum + x * x, 0),
        gradient: [0, 1].map((j) => jacobian(w).reduce((sum, row, k) => sum + row[j] * r[k], 0)),
      }
    }
    const target = vector([1.5, 3.1])
    const gnvp = (v: Float64Array) => {
      const J = jacobian(target.value)
      const Jv = J.map((row) => row[0] * v[0] + row[1] * v[1])
      return [0, 1].map((j) => J.reduce((sum, row, k) => sum + row[j] * Jv[k], 0))
    }
    const optimizer = new Optimizer(target, gaussNewton({ gnvp }))
    for (let k = 0; k < 10; k++) optimizer.step(() => loss(target.value))
    expect(target.value[0]).toBeCloseTo(2, 12)
    expect(target.value[1]).toBeCloseTo(3, 12)
  })
})

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
    [() => lbfgs({ histroy: 5 } as never), 'lbfgs: histroy is unknown; it has lr, history, iterations, toleranceGradient, toleranceChange. Did you mean history?'],
  ]
  it.each(rows)('%#: %s', (call, message) => {
    expect(call).toThrow(message)
    expect(call).toThrow(OptimError)
  })
})

it('eigen finds Q and the values, A = Q diag(values) Qᵀ', () => {
  const n = 6
  const A = Float64Array.from({ length: n * n }, (_, k) => Math.cos(((k % n) + 1) * (Math.floor(k / n) + 1)))
  const { values, Q } = eigen(A.slice(), n)
  for (let i = 0; i < n; i++) {
    for (let j = 0; j < n; j++) {
      let [again, identity] = [0, 0]
      for (let k = 0; k < n; k++) {
        again += Q[i * n + k] * values[k] * Q[j * n + k]
        identity += Q[k * n + i] * Q[k * n + j]
      }
      expect(again).toBeCloseTo(A[i * n + j], 12)
      expect(identity).toBeCloseTo(i === j ? 1 : 0, 12)
    }
  }
})
