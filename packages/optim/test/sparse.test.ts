// Weights that are exactly zero: under every rule, with the numbers of the papers.

import { describe, expect, it } from 'vitest'
import { Optimizer, sgd, softThreshold } from '../src/index.ts'
import type { Floats } from '../src/index.ts'
import { vector } from './vector.ts'

const zeros = (w: Floats): number => w.filter((x) => Object.is(x, 0)).length

describe('softThreshold', () => {
  const after = (options: object, settings = { lr: 0.5 }) => {
    const target = vector([3, -3, 0.5, -0.5, 0, NaN], Float64Array, { a: 3, b: 3 })
    new Optimizer(target, sgd(settings), options).step(() => ({ loss: 0, gradient: [0, 0, 0, 0, 0, 0] }))
    return [...target.value]
  }
  it('takes lr · λ off every weight and never crosses zero', () => {
    expect(after({ proximal: softThreshold(2) })).toEqual([2, -2, 0, 0, 0, NaN])
  })
  it('may choose parameters, and uses the rate of their group', () => {
    expect(after({ proximal: [softThreshold(2, { match: 'a' })] })).toEqual([2, -2, 0, -0.5, 0, NaN])
    expect(after({ proximal: softThreshold(2), groups: [{ match: 'a', lr: 0.25 }] })).toEqual([
      2.5, -2.5, 0, 0, 0, NaN,
    ])
  })

  /** ½ Σ (w − c)²: with λ ‖w‖₁ its minimum is c shrunk by λ. */
  const c = [2, -1, 0.3, -0.3, 0.05, 0]
  const bowl = (w: Floats) => ({ loss: 0, gradient: c.map((x, i) => w[i] - x) })
  it('finds the lasso’s solution under gradient descent', () => {
    const target = vector([1, 1, 1, 1, 1, 1])
    const optimizer = new Optimizer(target, sgd({ lr: 0.1 }), { proximal: softThreshold(0.4) })
    for (let k = 0; k < 400; k++) optimizer.step(() => bowl(target.value))
    for (const [i, w] of [1.6, -0.6, 0, 0, 0, 0].entries()) expect(target.value[i]).toBeCloseTo(w, 12)
    expect(zeros(target.value)).toBe(4)
  })
})
