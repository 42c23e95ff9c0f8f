// An affine map, which is what a fully connected layer computes: one op, so that the sum is made where the product lies.
// Read `matmul.ts` first.
import { ShapeError } from '../errors.ts'
import { addition } from '../kernels/scalar.ts'
import { apply, checkTensor, type KernelOp } from '../op.ts'
import { show } from '../shape.ts'
import type { Tensor } from '../tensor.ts'
import { broadcast } from '../view.ts'
import { matmul } from './matmul.ts'
import { reshape, transpose } from './view.ts'

const affineOp: KernelOp<undefined> = {
  name: 'affine',
  shape: ([x, w]) => [x[0], w[1]],
  forward: (k, y, [x, w, b]) => {
    k.matmul(x, w, y)
    k.map(addition, [y, broadcast(b, y.shape)], [], y)
  },
  pullbacks: [(dy, [, w]) => matmul(dy, transpose(w)), (dy, [x]) => matmul(transpose(x), dy), (dy) => dy],
  reads: [[1], [0], []],
}

/**
 * A linear map of the last axis, and a vector added to each row.
 *
 *     y = x W + b            x̄ = ȳ Wᵀ            W̄ = xᵀ ȳ            b̄ = Σ ȳ over the rows
 *
 * x (…, k), W (k, n), b (n), y (…, n): the numbers of add(matmul(x, W), b).
 *
 * @throws ShapeError unless the sizes are these.
 */
export function affine(x: Tensor, w: Tensor, b: Tensor): Tensor {
  for (const each of [x, w, b]) checkTensor('affine', each)
  const fits = x.rank > 0 && w.rank === 2 && b.rank === 1
  if (!fits || x.shape[x.rank - 1] !== w.shape[0] || w.shape[1] !== b.size)
    throw new ShapeError(
      `affine: x ${show(x.shape)}, W ${show(w.shape)} and b ${show(b.shape)}; it needs (…, k), (k, n) and (n).`,
    )
  if (x.rank === 2) return apply(affineOp, [x, w, b], undefined)
  const lead = x.shape.slice(0, -1)
  const rows = reshape(x, [lead.reduce((n, d) => n * d, 1), w.shape[0]])
  return reshape(apply(affineOp, [rows, w, b], undefined), [...lead, b.size])
}
