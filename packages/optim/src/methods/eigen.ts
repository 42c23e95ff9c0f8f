// Eigenvalues and eigenvectors of a small symmetric matrix.

/** A = Q diag(values) Qᵀ, Q by rows: its column k belongs to values[k]. */
export interface Eigen {
  readonly values: Float64Array
  readonly Q: Float64Array
}

/**
 * Jacobi's method: plane rotations that zero one off-diagonal element after another, sweep after sweep.
 *
 *     θ = (A_qq − A_pp) / 2 A_pq      tan φ = sign(θ) / (|θ| + √(θ² + 1))
 *
 * Uses A (n × n, symmetric) up. O(n³) a sweep, some ten sweeps.
 *
 * @see Golub & Van Loan 2013, "Matrix Computations", section 8.5
 */
export function eigen(A: Float64Array, n: number): Eigen {
  const Q = new Float64Array(n * n)
  for (let i = 0; i < n; i++) Q[i * n + i] = 1
  for (let sweep = 0; sweep < 100 && offDiagonal(A, n) > 0; sweep++) {
    for (let p = 0; p < n; p++) for (let q = p + 1; q < n; q++) rotate(A, Q, n, p, q)
  }
  return { values: Float64Array.from({ length: n }, (_, i) => A[i * n + i]), Q }
}

function rotate(A: Float64Array, Q: Float64Array, n: number, p: number, q: number): void {
  const apq = A[p * n + q]
  // Below rounding of the diagonal a rotation changes nothing; zero it so that the sweeps end.
  if (Math.abs(apq) <= 1e-17 * (Math.abs(A[p * n + p]) + Math.abs(A[q * n + q]))) {
    A[p * n + q] = A[q * n + p] = 0
    return
  }
  const theta = (A[q * n + q] - A[p * n + p]) / (2 * apq)
  const tangent = (theta < 0 ? -1 : 1) / (Math.abs(theta) + Math.sqrt(theta * theta + 1))
  const cosine = 1 / Math.sqrt(tangent * tangent + 1)
  const sine = tangent * cosine
  for (let k = 0; k < n; k++) turn(A, k * n + p, k * n + q, cosine, sine)
  for (let k = 0; k < n; k++) turn(A, p * n + k, q * n + k, cosine, sine)
  for (let k = 0; k < n; k++) turn(Q, k * n + p, k * n + q, cosine, sine)
}

function turn(M: Float64Array, i: number, j: number, cosine: number, sine: number): void {
  const [a, b] = [M[i], M[j]]
  M[i] = cosine * a - sine * b
  M[j] = sine * a + cosine * b
}

function offDiagonal(A: Float64Array, n: number): number {
  let sum = 0
  for (let i = 0; i < n; i++) for (let j = 0; j < n; j++) if (i !== j) sum += Math.abs(A[i * n + j])
  return sum
}

/** Q diag(f(values)) Qᵀ v: a function of the matrix, applied to a vector. */
export function applied({ values, Q }: Eigen, f: (value: number) => number, v: Float64Array): Float64Array {
  const n = values.length
  const result = new Float64Array(n)
  for (let k = 0; k < n; k++) {
    let along = 0
    for (let i = 0; i < n; i++) along += Q[i * n + k] * v[i]
    along *= f(values[k])
    for (let i = 0; i < n; i++) result[i] += along * Q[i * n + k]
  }
  return result
}
