// Matrices with a pattern (diagonals, triangles) and masks. All are slices, embeddings and selections.
import { ShapeError } from '../errors.ts'
import { tensor } from '../create.ts'
import { show } from '../shape.ts'
import type { Tensor } from '../tensor.ts'
import { where } from './arithmetic.ts'
import { embed, reshape, slice } from './view.ts'

/** A vector (n) on the diagonal of (n, n); of a matrix (n, n) its diagonal (n): every (n + 1)-th element in row-major order. */
export function diag(x: Tensor): Tensor {
  if (x.rank === 1) {
    const n = x.size
    return reshape(embed(x, [n * n], [{ start: 0, step: n + 1, count: n }]), [n, n])
  }
  if (x.rank === 2 && x.shape[0] === x.shape[1])
    return slice(reshape(x, [x.size]), [[null, null, x.shape[0] + 1]])
  throw new ShapeError(`diag: ${show(x.shape)}; it needs a vector (n) or a square matrix (n, n).`)
}

/** The last two axes with everything above diagonal k set to 0; k = 0 is the main one, positive ones lie above it. */
export function tril(x: Tensor, k = 0): Tensor {
  if (x.rank < 2) throw new ShapeError(`tril: ${show(x.shape)}; it needs at least two axes.`)
  const [m, n] = x.shape.slice(-2)
  const lower = Float32Array.from({ length: m * n }, (_, i) => Number((i % n) - Math.floor(i / n) <= k))
  const mask = tensor(x.dtype === 'float64' ? Float64Array.from(lower) : lower, { shape: [m, n] })
  return where(mask, x, 0)
}

/** x with `value` wherever the mask (broadcast to x) is not 0. */
export const maskedFill = (x: Tensor, mask: Tensor, value: number): Tensor => where(mask, value, x)
