// Solving A x = b for a small dense A.

import { OptimError } from '../error.ts'

/**
 * Gaussian elimination with partial pivoting. A (n × n, by rows) and b are used up; the answer is in b.
 *
 * Throws OptimError where A is singular to working precision.
 */
export function solveLinear(where: string, A: Float64Array, b: Float64Array): Float64Array {
  const n = b.length
  const scale = A.reduce((most, a) => Math.max(most, Math.abs(a)), 0)
  for (let k = 0; k < n; k++) {
    const pivot = largestBelow(A, n, k)
    if (!(Math.abs(A[pivot * n + k]) > 1e-14 * scale)) {
      throw new OptimError(
        `${where}: the matrix is singular at row ${k} of ${n}; it needs full rank. A positive damping gives it that.`,
      )
    }
    if (pivot !== k) swapRows(A, b, n, k, pivot)
    for (let i = k + 1; i < n; i++) {
      const factor = A[i * n + k] / A[k * n + k]
      for (let j = k; j < n; j++) A[i * n + j] -= factor * A[k * n + j]
      b[i] -= factor * b[k]
    }
  }
  for (let i = n - 1; i >= 0; i--) {
    for (let j = i + 1; j < n; j++) b[i] -= A[i * n + j] * b[j]
    b[i] /= A[i * n + i]
  }
  return b
}

function largestBelow(A: Float64Array, n: number, k: number): number {
  let best = k
  for (let i = k + 1; i < n; i++) if (Math.abs(A[i * n + k]) > Math.abs(A[best * n + k])) best = i
  return best
}

function swapRows(A: Float64Array, b: Float64Array, n: number, i: number, k: number): void {
  for (let j = 0; j < n; j++) [A[i * n + j], A[k * n + j]] = [A[k * n + j], A[i * n + j]]
  ;[b[i], b[k]] = [b[k], b[i]]
}
