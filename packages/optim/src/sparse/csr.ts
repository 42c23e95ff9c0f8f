// A matrix with few non-zeros, stored as those alone, and the product that touches nothing else.

import { OptimError } from '../error.ts'
import { show } from '../hyperparameter.ts'
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
  if (!ArrayBuffer.isView(matrix) || !Array.isArray(shape))
    throw new OptimError(
      `toCsr: the matrix is ${show(matrix)} and its shape ${show(shape)}; it needs a typed array and (rows, columns).`,
    )
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

function checkCsr(where: string, matrix: Csr): Csr {
  if (matrix?.rowStart && matrix.columns && matrix.values) return matrix
  throw new OptimError(`${where}: the matrix is ${show(matrix)}; it needs one of toCsr(matrix, shape).`)
}

/** The dense matrix again. */
export function fromCsr(matrix: Csr): Floats {
  const {
    shape: [rows, width],
    rowStart,
    columns,
    values,
  } = checkCsr('fromCsr', matrix)
  const dense = emptyLike(values, rows * width)
  for (let i = 0; i < rows; i++) {
    for (let k = rowStart[i]; k < rowStart[i + 1]; k++) dense[i * width + columns[k]] = values[k]
  }
  return dense
}

/**
 * Dense rows times a sparse matrix: inference with a pruned layer, for one input or a few.
 *
 *     y = x W          x (n, rows), W (rows, columns), y (n, columns)
 *
 * Zeros in x (behind a ReLU: many) are skipped as well where they can be; weights must be finite. `out` takes the result;
 * it may be a view.
 */
export function csrMatmul(x: Floats, w: Csr, out?: Floats): Floats {
  const [rows, width] = checkCsr('csrMatmul', w).shape
  const n = (x ?? []).length / rows
  if (!Number.isInteger(n)) {
    throw new OptimError(
      `csrMatmul: x has ${(x ?? []).length} elements and the matrix is (${rows}, ${width}); x needs whole rows of ${rows}.`,
    )
  }
  const y = out ?? emptyLike(x, n * width)
  if (y.length !== n * width) {
    throw new OptimError(
      `csrMatmul: out has ${y.length} elements; it needs ${n * width}, ${n} rows of ${width}.`,
    )
  }
  y.fill(0)
  let b = 0
  for (; b + 4 <= n; b += 4) addFour(x, w, y, b)
  for (; b < n; b++) addOne(x, w, y, b)
  return y
}

/** Row b of x times w, added to row b of y. */
function addOne(
  x: Floats,
  { shape: [rows, width], rowStart, columns, values }: Csr,
  y: Floats,
  b: number,
): void {
  const to = y.subarray(b * width, (b + 1) * width)
  for (let i = 0; i < rows; i++) {
    const scale = x[b * rows + i]
    if (scale === 0) continue
    const end = rowStart[i + 1]
    for (let k = rowStart[i]; k < end; k++) to[columns[k]] += scale * values[k]
  }
}

/** Rows b … b + 3 at once: each value and its column are read once for four products. */
function addFour(
  x: Floats,
  { shape: [rows, width], rowStart, columns, values }: Csr,
  y: Floats,
  b: number,
): void {
  const [y0, y1, y2, y3] = [0, 1, 2, 3].map((r) => y.subarray((b + r) * width, (b + r + 1) * width))
  for (let i = 0; i < rows; i++) {
    const x0 = x[b * rows + i]
    const x1 = x[(b + 1) * rows + i]
    const x2 = x[(b + 2) * rows + i]
    const x3 = x[(b + 3) * rows + i]
    if (x0 === 0 && x1 === 0 && x2 === 0 && x3 === 0) continue
    const end = rowStart[i + 1]
    for (let k = rowStart[i]; k < end; k++) {
      const j = columns[k]
      const value = values[k]
      y0[j] += x0 * value
      y1[j] += x1 * value
      y2[j] += x2 * value
      y3[j] += x3 * value
    }
  }
}

const emptyLike = (like: Floats, length: number): Floats =>
  like instanceof Float64Array ? new Float64Array(length) : new Float32Array(length)
