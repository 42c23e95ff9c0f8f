// What happens to a gradient before the rule sees it.

import { describe, expect, it } from 'vitest'
import {
  adaptiveClip,
  centralize,
  clipByGlobalNorm,
  clipByNorm,
  clipByValue,
  clipPerSample,
  elastic,
  gradientNoise,
  HyperparameterError,
  l1,
  l2,
  noiseVariance,
  Optimizer,
  OptimError,
  sgd,
} from '../src/index.ts'
import type { OptimizerOptions, Transform } from '../src/index.ts'
import { golden } from './problems.ts'
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

/** A gradient after a transform, for one parameter of any shape. */
function shaped(
  transform: Transform,
  shape: readonly number[],
  w: readonly number[],
  g: readonly number[],
): number[] {
  const target = vector(w)
  const model = { ...target, segments: [{ ...target.segments[0], shape }] }
  new Optimizer(model, sgd({ lr: 0 }), { transforms: [transform] }).step(() => ({ loss: 0, gradient: g }))
  return [...target.gradient]
}

describe('adaptiveClip', () => {
  // Units (3, 4) and (0, 5) with gradients of length 5 and 1; the limit is half of the weights' length, 2.5.
  const columns = [3, 0, 4, 5]
  const gradient = [30, 1, 40, 0]
  // prettier-ignore
  const table: readonly [string, readonly number[], readonly number[], readonly number[], readonly number[], number][] = [
    ['shortens columns of a matrix',          [2, 2],       columns,      gradient,       [1.5, 1, 2, 0],       1],
    ['shortens filters of a kernel',          [2, 1, 1, 2], [3, 4, 0, 5], [30, 40, 1, 0], [1.5, 2, 1, 0],       1],
    ['takes a bias as one unit',              [4],          [3, 0, 4, 0], [30, 0, 40, 0], [1.5, 0, 2, 0],       1],
    ['gives weights of zero a little room',   [2, 1],       [0, 0],       [3, 4],         [3e-4, 4e-4],         1],
    ['leaves a gradient alone that is not finite', [2],     [3, 4],       [Infinity, 0],  [Infinity, 0],        0],
  ]
  it.each(table)('%s', (_, shape, w, g, expected, clipped) => {
    const clip = adaptiveClip(0.5)
    for (const [i, x] of shaped(clip, shape, w, g).entries()) {
      if (Number.isFinite(x)) expect(x).toBeCloseTo(expected[i], 14)
      else expect(x).toBe(expected[i])
    }
    expect(clip.clipped).toBe(clipped)
  })

  it('may choose parameters', () => {
    expect(transformed(adaptiveClip(0.01, { match: 'a' }), [3, -4, 12])[2]).toBe(12)
  })
})

describe('centralize', () => {
  // prettier-ignore
  const table: readonly [string, readonly number[], readonly number[], readonly number[]][] = [
    ['takes the mean off each column',  [3, 2],       [1, 10, 2, 20, 6, 30],  [-2, -10, -1, 0, 3, 10]],
    ['takes the mean off each filter',  [2, 3, 1, 1], [1, 2, 6, 10, 20, 30],  [-2, -1, 3, -10, 0, 10]],
    ['leaves biases alone',             [3],          [1, 2, 6],              [1, 2, 6]],
  ]
  it.each(table)('%s', (_, shape, g, expected) => {
    expect(shaped(centralize(), shape, g, g)).toEqual(expected)
  })
})

describe('gradient noise', () => {
  interface Noise {
    readonly eta: number
    readonly gamma: number
    readonly t: number[]
    readonly variance: number[]
  }
  const { cases } = golden<{ cases: Noise[] }>('schedules/gradient_noise.json')
  it.each(cases)('has the paper’s variance for eta $eta, gamma $gamma', ({ eta, gamma, t, variance }) => {
    for (const [k, expected] of variance.entries()) {
      expect(Math.abs(noiseVariance(t[k], { eta, gamma }) - expected)).toBeLessThanOrEqual(1e-9)
    }
  })

  it('adds what it draws times the root of the variance, from step 0 on', () => {
    let draws = 0
    const rng = { normal: () => [1, -2, 3][draws++ % 3] }
    const target = vector([0, 0, 0])
    const optimizer = new Optimizer(target, sgd({ lr: 1 }), {
      transforms: [gradientNoise(rng, { eta: 4, gamma: 1 })],
    })
    const seen = [1, 2, 3, 4].map(() => {
      optimizer.step(() => ({ loss: 0, gradient: [10, 10, 10] }))
      return [...target.gradient]
    })
    expect(seen[0]).toEqual([12, 6, 16])
    expect(seen[3]).toEqual([11, 8, 13])
    expect(draws).toBe(12)
  })
})

describe('clipPerSample', () => {
  it('clips each example and takes the mean', () => {
    const { gradient, norms } = clipPerSample([Float64Array.of(3, 4), Float64Array.of(0.3, -0.4)], 1)
    expect(norms).toEqual([5, 0.5])
    expect(gradient[0]).toBeCloseTo((0.6 + 0.3) / 2, 15)
    expect(gradient[1]).toBeCloseTo((0.8 - 0.4) / 2, 15)
  })

  it('keeps the number type, and hides nothing', () => {
    expect(clipPerSample([Float32Array.of(2)], 1).gradient).toEqual(Float32Array.of(1))
    expect(clipPerSample([Float64Array.of(Infinity), Float64Array.of(1)], 1).gradient[0]).toBeNaN()
  })
})

// prettier-ignore
const refused: readonly [() => unknown, typeof OptimError | typeof HyperparameterError, string][] = [
  [() => l1(-1),                                     HyperparameterError, 'l1: lambda1 is -1; it must be at least 0.'],
  [() => l2(1, { mach: 'b' } as never),              HyperparameterError, 'l2: mach is unknown; it has lambda1, lambda2, match. Did you mean match?'],
  [() => adaptiveClip(0),                            HyperparameterError, 'adaptiveClip: ratio is 0; it must be greater than 0.'],
  [() => adaptiveClip(0.1, { eps: 0 }),              HyperparameterError, 'adaptiveClip: eps is 0; it must be greater than 0.'],
  [() => centralize({ match: 1 as never }),          HyperparameterError, "centralize: match is 1; it must be a path pattern such as '**.bias'."],
  [() => gradientNoise({ normal: () => 0 }, { eta: -1 }), HyperparameterError, 'gradientNoise: eta is -1; it must be at least 0.'],
  [() => noiseVariance(0, { gama: 1 } as never),     HyperparameterError, 'gradientNoise: gama is unknown; it has eta, gamma. Did you mean gamma?'],
  [() => clipPerSample([], 1),                       OptimError,          'clipPerSample: there are no gradients; it needs at least one, all of the same size.'],
  [() => clipPerSample([new Float32Array(2), new Float32Array(3)], 1), OptimError, 'clipPerSample: the gradients have 2, 3 elements; it needs at least one, all of the same size.'],
  [() => clipPerSample([new Float32Array(2)], NaN),  HyperparameterError, 'clipPerSample: max is NaN; it must be a finite number, greater than 0.'],
]
it.each(refused)('%#: a setting that cannot be is refused', (call, kind, message) => {
  expect(call).toThrow(kind)
  expect(call).toThrow(message)
})
