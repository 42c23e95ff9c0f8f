// Matrices with a pattern (diagonals, triangles) and masks. All are slices, embeddings and selections.
import { ShapeError, ValueError } from '../errors.ts'
import { allocate } from '../allocate.ts'
import { shown } from '../options.ts'
import { checkTensor } from '../op.ts'
import { show } from '../shape.ts'
import type { Tensor } from '../tensor.ts'
import { where } from './arithmetic.ts'
import { embed, reshape, slice } from './view.ts'

/** A vector (n) on the diagonal of (n, n); of a matrix (m, n) its diagonal (min(m, n)): every (n + 1)-th element in row-major order. */
export function diag(x: Tensor): Tensor {
  checkTensor('diag', x)
  if (x.rank === 1) {
    const n = x.size
    return reshape(embed(x, [n * n], [{ start: 0, step: n + 1, count: n }]), [n, n])
  }
  if (x.rank !== 2) throw new ShapeError(`diag: ${show(x.shape)}; it needs a vector (n) or a matrix (m, n).`)
  const [m, n] = x.shape
  return slice(reshape(x, [x.size]), [[null, Math.min(m, n) * n, n + 1]])
}

/** 1 where `inside(column - row)`, 0 elsewhere, for the last two axes of x. */
function band(where: string, x: Tensor, k: number, inside: (diagonal: number) => boolean): Tensor {
  checkTensor(where, x)
  if (!Number.isInteger(k))
    throw new ValueError(`${where}: the diagonal is ${shown(k)}; it needs an integer, 0 for the main one.`)
  if (x.rank < 2) throw new ShapeError(`${where}: ${show(x.shape)}; it needs at least two axes.`)
  const [m, n] = x.shape.slice(-2)
  const mask = allocate(x.dtype, [m, n])
  const { data, offset } = mask.view
  for (let i = 0, at = offset; i < m; i++) for (let j = 0; j < n; j++, at++) data[at] = inside(j - i) ? 1 : 0
  return mask
}

/** The last two axes with everything above diagonal k set to 0; k = 0 is the main one, positive ones lie above it. */
export const tril = (x: Tensor, k = 0): Tensor =>
  where(
    band('tril', x, k, (d) => d <= k),
    x,
    0,
  )
/** The last two axes with everything below diagonal k set to 0. */
export const triu = (x: Tensor, k = 0): Tensor =>
  where(
    band('triu', x, k, (d) => d >= k),
    x,
    0,
  )

/** x with `value` wherever the mask (broadcast to x) is not 0. */
export const maskedFill = (x: Tensor, mask: Tensor, value: number): Tensor => where(mask, value, x)
