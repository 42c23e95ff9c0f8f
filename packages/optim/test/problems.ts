// The test problems of the golden trajectories: formula, exact gradient, start.

import { readFileSync } from 'node:fs'
import type { Loss } from './vector.ts'

export function golden<T>(path: string): T {
  return JSON.parse(readFileSync(new URL(`golden/${path}`, import.meta.url), 'utf8')) as T
}

interface Quadratic {
  readonly A: readonly (readonly number[])[]
  readonly b: readonly number[]
}
const { problems } = golden<{
  problems: { quadratic5: Quadratic & { start: number[] }; rosenbrock2: { start: number[] } }
}>('problems.json')

const quadratic =
  ({ A, b }: Quadratic): Loss =>
  (w) => {
    const Aw = A.map((row) => row.reduce((sum, a, j) => sum + a * w[j], 0))
    return {
      loss: Aw.reduce((sum, x, i) => sum + 0.5 * w[i] * x - b[i] * w[i], 0),
      gradient: Aw.map((x, i) => x - b[i]),
    }
  }

const rosenbrock: Loss = ([x, y]) => ({
  loss: (1 - x) ** 2 + 100 * (y - x * x) ** 2,
  gradient: [-2 * (1 - x) - 400 * x * (y - x * x), 200 * (y - x * x)],
})

export const losses: Readonly<Record<string, Loss>> = {
  quadratic5: quadratic(problems.quadratic5),
  rosenbrock2: rosenbrock,
}
export const starts: Readonly<Record<string, number[]>> = {
  quadratic5: problems.quadratic5.start,
  rosenbrock2: problems.rosenbrock2.start,
}
/** Condition number 100, minimum 0 at the origin. */
export const ravine: Loss = ([x, y]) => ({ loss: 0.5 * (x * x + 100 * y * y), gradient: [x, 100 * y] })
