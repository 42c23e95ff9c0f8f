// A matrix with few non-zeros, stored as those alone, and the product that touches nothing else.

import { OptimError } from '../error.ts'
import type { Floats } from '../target.ts'

/**
 * Compressed sparse rows: row i has the values `values[k]` in the columns `columns[k]`, rowStart[i] ≤ k < rowStart[i+1].
 *
 * Up to 65,536 columns an index takes two bytes, so a float32 matrix is smaller than dense from a third of zeros on.
 */
export interface Csr {
  readonly shape: readonly [rows: number, columns: number]
  readonly rowStart: Uint32Array
  readonly columns: Uint16Array | Uint32Array
  readonly values: Floats
  readonly bytes: number
}

/** The non-zeros of a dense matrix, row by row. */
export function toCsr(matrix: Floats, shape: readonly number[]): Csr {
  const [rows, columns] = shape
  if (shape.length !== 2 || rows * columns !== matrix.length) {
    throw new OptimError(
      `toCsr: the matrix has ${matrix.length} elements and shape (${shape.join(', ')}); it needs (rows, columns) with rows · columns elements.`,
    )
  }
  let count = 0
  for (let i = 0; i < matrix.length; i++) if (matrix[i] !== 0) count++
  const rowStart = new Uint32Array(rows + 1)
  const at = columns <= 65536 ? new Uint16Array(count) : new Uint32Array(count)
  const values = matrix.slice(0, count)
  for (let i = 0, k = 0; i < rows; i++) {
    for (let j = 0; j < columns; j++) {
      const x = matrix[i * columns + j]
      if (x === 0) continue
      at[k] = j
      values[k++] = x
    }
    rowStart[i + 1] = k
  }
  const bytes = rowStart.byteLength + at.byteLength + values.byteLength
  return { shape: [rows, columns], rowStart, columns: at, values, bytes }
}

/** The dense matrix again. */
export function fromCsr({ shape: [rows, width], rowStart, columns, values }: Csr): Floats {
  const matrix = emptyLike(values, rows * width)
  for (let i = 0; i < rows; i++) {
    for (let k = rowStart[i]; k < rowStart[i + 1]; k++) matrix[i * width + columns[k]] = values[k]
  }
  return matrix
}

/**
 * Dense rows times a sparse matrix: inference with a pruned layer, for one input or a few.
 *
 *     y = x W          x (n, rows), W (rows, columns), y (n, columns)
 *
 * Zeros in x (behind a ReLU: many) are skipped as well, so 0 · ∞ is 0 here. `out` takes the result; it may be a view.
 */
export function csrMatmul(x: Floats, w: Csr, out?: Floats): Floats {
  const [rows, width] = w.shape
  const n = x.length / rows
  if (!Number.isInteger(n)) {
    throw new OptimError(
      `csrMatmul: x has ${x.length} elements and the matrix is (${rows}, ${width}); x needs whole rows of ${rows}.`,
    )
  }
  const y = out ?? emptyLike(x, n * width)
  if (y.length !== n * width) {
    throw new OptimError(
      `csrMatmul: out has ${y.length} elements; it needs ${n * width}, ${n} rows of ${width}.`,
    )
  }
  y.fill(0)
  const { rowStart, columns, values } = w
  for (let b = 0; b < n; b++) {
    const to = y.subarray(b * width, (b + 1) * width)
    for (let i = 0; i < rows; i++) {
      const scale = x[b * rows + i]
      if (scale === 0) continue
      const end = rowStart[i + 1]
      for (let k = rowStart[i]; k < end; k++) to[columns[k]] += scale * values[k]
    }
  }
  return y
}

const emptyLike = (like: Floats, length: number): Floats =>
  like instanceof Float64Array ? new Float64Array(length) : new Float32Array(length)
