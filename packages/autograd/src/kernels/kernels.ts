// The narrow waist: all that a backend supplies. Five kernels carry the library; `reference/kernels.ts` is the plain definition of each.
// The caller checks shapes, broadcasts the inputs (a repeated axis has stride 0) and allocates the output.
import type { ByteScale } from '../bytes.ts'
import type { Shape } from '../shape.ts'
import type { DType, Sliding, View } from '../view.ts'
import type { Bundle } from './bundle.ts'
import type { Normalising } from './normalise.ts'
import type { Scalar } from './scalar.ts'

export type Fold = 'sum' | 'prod' | 'max' | 'min'

/** The axes of two operands and of their product by name, as in einsum: 'ngcyxij', 'gocij', 'ngoyx'. */
export interface Letters {
  readonly a: string
  readonly b: string
  readonly out: string
}

export interface Kernels {
  readonly name: string
  /** The element types it computes; `useBackend` sends it these. */
  readonly dtypes: readonly DType[]

  /**
   * A row-major block for the open recording, any contents: a place in memory that the blocks share. It returns to the
   * backend when the recording ends.
   */
  alloc(dtype: DType, shape: Shape): View
  /** A zeroed block that lives as long as somebody holds it: parameters, optimizer slots, data. */
  keep(dtype: DType, size: number): View['data']
  /** The outermost recording opens, and ends. */
  begin(): void
  end(): void
  /** Anomaly mode begins, and ends: while it is on, no zero may be left out, since 0·∞ and 0·NaN are NaN. */
  anomaly?(on: boolean): void

  /** out[i] = f(a[i], b[i], …, params…). The output has no overlap with an input, or is one of them, element by element. */
  map(f: Scalar, inputs: readonly View[], params: readonly number[], out: View): void
  /** Reduces the axes where `out` has size 1. Sums and products accumulate in float64; NaN wins in max and min. */
  fold(kind: Fold, x: View, out: View): void
  /** out (…, m, n) = a (…, m, k) · b (…, k, n), any strides. Products with a 0 in `a` may be left out, but for anomaly mode. */
  matmul(a: View, b: View, out: View): void
  /** out[i, :] = x[rows[i], :]. */
  gather(x: View, rows: Int32Array, out: View): void
  /** out = 0, then out[rows[i], :] += x[i, :], in order of i, in float64. */
  scatter(x: View, rows: Int32Array, out: View): void

  // Shortcuts that a backend may have. Without them the library does the same with the five kernels, or with plain loops.

  /** out += Σ a b over the letters that out lacks. Any strides; elements of out that lie in one place get all that falls there. */
  contract?(letters: Letters, a: View, b: View, out: View): void
  /** The largest element of each window over the last axes of x, and its place in the row-major order of x. The first of equals; NaN wins. */
  largest?(x: View, sliding: readonly Sliding[], out: View, at: Int32Array): void
  /** out = 0, then out[at[i]] += x[i], places in row-major order. The way back from `largest`. */
  put?(x: View, at: Int32Array, out: View): void
  /** For each row of (rows, classes): losses = −Σ t log softmax(x), slope = softmax(x) Σ t − t. Weights of 0 count for nothing. */
  crossEntropy?(x: View, t: View, losses: View, slope: View): void
  /** Mean 0 and variance 1 in groups, as `normalise` in `normalise.ts` says; false where this backend has no kernel for such groups. */
  normalise?(x: View, by: Normalising, y: View, mean: View, variance: View): boolean
  /** The way back. */
  normaliseBack?(dy: View, y: View, variance: View, by: Normalising, dx: View): boolean

  /** out (n, width) from rows of a table of bytes: `gatherBytes` has the equation. */
  bytes?(x: Uint8Array, rows: Int32Array, scale: ByteScale, out: View): void

  /** Several formulas in one pass, as `mapAll` in `bundle.ts` says; false where this backend has no kernel for the bundle. */
  mapAll?(bundle: Bundle, inputs: readonly View[], outs: readonly View[]): boolean

  /** What runs an optimizer's loops on kept vectors, if anything: a `Stepper` of the package optim, unknown here. */
  readonly stepper?: unknown
}
