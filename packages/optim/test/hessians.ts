// Products with Hessians that are known.
import type { Floats } from '../src/index.ts'

/** Products with the Hessian of ½ wᵀ A w. */
export const productWith = (A: number[][]) => (v: Float64Array) =>
  A.map((row) => row.reduce((sum, a, j) => sum + a * v[j], 0))

export const rosenbrockHessian = ([x, y]: Floats) => [
  [2 - 400 * (y - 3 * x * x), -400 * x],
  [-400 * x, 200],
]
