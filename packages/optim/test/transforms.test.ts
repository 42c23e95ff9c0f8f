// What happens to a gradient before the rule sees it.

import { describe, expect, it } from 'vitest'
import { clipByGlobalNorm, clipByNorm, clipByValue, elastic, l1, l2, Optimizer, sgd } from '../src/index.ts'
import type { OptimizerOptions, Transform } from '../src/index.ts'
import { vector } from './vector.ts'

/** The gradient of parameters a (2 weights) and b (1) after a transform. */
function transformed(transform: Transform, gradient: number[], options: OptimizerOptions = {}): number[] {
  const target = vector([2, -3, 0], Float64Array, { a: 2, b: 1 })
  new Optimizer(target, sgd({ lr: 0 }), { transforms: [transform], ...options }).step(() => ({
    loss: 0,
    gradient,
  }))
  return [...target.gradient]
}

// prettier-ignore
const rows: [string, Transform, number[], number[]][] = [
  ['clipByValue clips each element',                 clipByValue(1),      [3, -4, 0.5],   [1, -1, 0.5]],
  ['clipByNorm shortens each parameter',             clipByNorm(1),       [3, -4, 0.5],   [0.6, -0.8, 0.5]],
  ['clipByGlobalNorm shortens all as one vector',    clipByGlobalNorm(6.5), [3, -4, 12],  [1.5, -2, 6]],
  ['clipByGlobalNorm leaves a short gradient alone', clipByGlobalNorm(13), [3, -4, 12],   [3, -4, 12]],
  ['l1 pulls with the same force, none at 0',        l1(0.5),             [0, 0, 0],      [0.5, -0.5, 0]],
  ['l2 pulls in proportion',                         l2(0.5),             [0, 0, 0],      [1, -1.5, 0]],
  ['elastic does both',                              elastic(0.5, 0.5),   [1, 1, 1],      [2.5, -1, 1]],
  ['a penalty may choose parameters',                l2(0.5, { match: 'b' }), [1, 1, 1],  [1, 1, 1]],
]
it.each(rows)('%s', (_, transform, gradient, expected) => {
  for (const [i, x] of transformed(transform, gradient).entries()) expect(x).toBeCloseTo(expected[i], 14)
})

describe('clipping', () => {
  it('reports what it saw, before clipping', () => {
    const [value, norm, global] = [clipByValue(1), clipByNorm(1), clipByGlobalNorm(1)]
    for (const transform of [value, norm, global]) transformed(transform, [3, -4, 12])
    expect(value.largest).toBe(12)
    expect([...norm.norms]).toEqual([
      ['a', 5],
      ['b', 12],
    ])
    expect(global.norm).toBe(13)
  })

  it('neither counts nor changes frozen parameters', () => {
    const clip = clipByGlobalNorm(1)
    const gradient = transformed(clip, [3, -4, 12], { groups: [{ match: 'b', frozen: true }] })
    expect(clip.norm).toBe(5)
    expect(gradient[2]).toBe(12)
  })

  it('reports a gradient that is not finite and leaves it alone', () => {
    const clip = clipByGlobalNorm(1)
    expect(transformed(clip, [Infinity, 1, 2])).toEqual([Infinity, 1, 2])
    expect(clip.norm).toBe(Infinity)
  })
})
