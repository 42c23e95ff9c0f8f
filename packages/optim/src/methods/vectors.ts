// Vectors of float64: the few operations that the methods are made of.

/** aᵀ b. */
export function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0
  for (let i = 0; i < a.length; i++) sum += a[i] * b[i]
  return sum
}

/** y ← y + c x, in place. */
export function add(y: Float64Array, x: Float64Array, c: number): void {
  for (let i = 0; i < y.length; i++) y[i] += c * x[i]
}

/** c x, as a new vector. */
export const scaled = (x: Float64Array, c: number): Float64Array => x.map((value) => c * value)

/** The largest |x|. */
export const largest = (x: Float64Array): number =>
  x.reduce((most, value) => Math.max(most, Math.abs(value)), 0)

/** A symmetric matrix, row by row, from its products with the unit vectors; n products. */
export function matrixOf(product: (v: Float64Array) => Float64Array, matrix: Float64Array, n: number): void {
  const unit = new Float64Array(n)
  for (let j = 0; j < n; j++) {
    unit[j] = 1
    matrix.set(product(unit), j * n)
    unit[j] = 0
  }
}
