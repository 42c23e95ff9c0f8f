// Newton’s family on problems whose answers are known.

import { describe, expect, it } from 'vitest'
import { gaussNewton, newton, newtonCG, Optimizer, saddleFreeNewton } from '../src/index.ts'
import type { ConfiguredRule, Floats } from '../src/index.ts'
import { eigen } from '../src/methods/eigen.ts'
import { productWith, rosenbrockHessian } from './hessians.ts'
import { losses, starts } from './problems.ts'
import { vector } from './vector.ts'
import type { Loss } from './vector.ts'

const diagonal =
  (...d: number[]): Loss =>
  (w) => ({
    loss: d.reduce((sum, a, i) => sum + 0.5 * a * w[i] ** 2, 0),
    gradient: d.map((a, i) => a * w[i]),
  })

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
