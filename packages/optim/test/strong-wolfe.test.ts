// The line search against the conditions that name it, on curves made to be hard.

import { describe, expect, it } from 'vitest'
import { strongWolfe } from '../src/methods/strong-wolfe.ts'
import type { Point } from '../src/methods/strong-wolfe.ts'

interface Curve {
  readonly f: (t: number) => number
  readonly slope: (t: number) => number
}

// The second and third are functions 5.1 and 5.2 of Moré & Thuente 1994, "Line search algorithms with guaranteed
// sufficient decrease": a long tail, and a sharp turn near 1.6. Their minimum is one of a few hard places.
// prettier-ignore
const curves: Readonly<Record<string, Curve>> = {
  parabola:    { f: (t) => (t - 3) ** 2,                                   slope: (t) => 2 * (t - 3) },
  tail:        { f: (t) => -t / (t * t + 2),                               slope: (t) => (t * t - 2) / (t * t + 2) ** 2 },
  turn:        { f: (t) => (t + 0.004) ** 5 - 2 * (t + 0.004) ** 4,        slope: (t) => 5 * (t + 0.004) ** 4 - 8 * (t + 0.004) ** 3 },
  wall:        { f: (t) => -t + Math.exp(8 * (t - 1)),                     slope: (t) => -1 + 8 * Math.exp(8 * (t - 1)) },
  waves:       { f: (t) => -t + 0.9 * Math.sin(t) + 0.01 * t * t,          slope: (t) => -1 + 0.9 * Math.cos(t) + 0.02 * t },
}

describe.each(Object.entries(curves))('on the %s', (_, { f, slope }) => {
  it.each([1e-3, 0.1, 1, 2, 10, 100])(
    'a first step of %d ends where the loss fell enough and its slope is flat enough',
    (first) => {
      const asked: number[] = []
      const at = (t: number): Point => {
        asked.push(t)
        return { t, f: f(t), slope: slope(t) }
      }
      const found = strongWolfe(at, { t: 0, f: f(0), slope: slope(0) }, first, 1)
      expect(found.f).toBeLessThanOrEqual(f(0) + 1e-4 * found.t * slope(0))
      expect(Math.abs(found.slope)).toBeLessThanOrEqual(0.9 * Math.abs(slope(0)))
      expect(asked.length).toBeLessThanOrEqual(26)
      expect(Math.min(...asked)).toBeGreaterThan(0)
      // Once a step went too far, no later one goes farther.
      const over = asked.findIndex((t) => f(t) > f(0) + 1e-4 * t * slope(0))
      if (over >= 0) expect(Math.max(...asked.slice(over))).toBe(asked[over])
    },
  )
})

it('stops at the first step where that will do', () => {
  let asked = 0
  const at = (t: number): Point => (asked++, { t, f: (t - 3) ** 2, slope: 2 * (t - 3) })
  expect(strongWolfe(at, { t: 0, f: 9, slope: -6 }, 2.5, 1)).toEqual({ t: 2.5, f: 0.25, slope: -1 })
  expect(asked).toBe(1)
})
