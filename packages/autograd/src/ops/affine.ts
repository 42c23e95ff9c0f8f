// An affine map, which is what a fully connected layer computes. Read `linear.ts` first, where the ops are.
import { ShapeError } from '../errors.ts'
import { checkTensor } from '../op.ts'
import { checkFunction, checkOptions } from '../options.ts'
import { show } from '../shape.ts'
import type { Tensor } from '../tensor.ts'
import type { OfRow } from './elementwise.ts'
import { activatedBy, linear } from './linear.ts'
import { reshape } from './view.ts'

export interface AffineOptions {
  /** Computed with the bias in one pass where it is one of the library's own, such as relu or tanh, and behind it where it is yours. */
  readonly activation?: (x: Tensor) => Tensor
}

/**
 * A linear map of the last axis, and a vector added to each row.
 *
 *     y = x W + b            x̄ = ȳ Wᵀ            W̄ = xᵀ ȳ            b̄ = Σ ȳ over the rows
 *
 * x (…, k), W (k, n), b (n), y (…, n): the numbers of add(matmul(x, W), b), and of activation(…) of that where one is given.
 *
 * @throws ShapeError unless the sizes are these.
 */
export function affine(x: Tensor, w: Tensor, b: Tensor, options: AffineOptions = {}): Tensor {
  for (const each of [x, w, b]) checkTensor('affine', each)
  checkOptions('affine', options, ['activation'])
  const { activation } = options
  if (activation !== undefined) checkFunction('affine', activation)
  const fits = x.rank > 0 && w.rank === 2 && b.rank === 1
  if (!fits || x.shape[x.rank - 1] !== w.shape[0] || w.shape[1] !== b.size)
    throw new ShapeError(
      `affine: x ${show(x.shape)}, W ${show(w.shape)} and b ${show(b.shape)}; it needs (…, k), (k, n) and (n).`,
    )
  const joined = activatedBy.get((activation as Partial<OfRow> | undefined)?.row ?? '')
  const y = onRows(joined ?? linear, x, w, b)
  return activation && !joined ? activation(y) : y
}

/** Axes before the last are rows. */
function onRows(f: typeof linear, x: Tensor, w: Tensor, b: Tensor): Tensor {
  if (x.rank === 2) return f(x, w, b)
  const lead = x.shape.slice(0, -1)
  const rows = reshape(x, [lead.reduce((n, d) => n * d, 1), w.shape[0]])
  return reshape(f(rows, w, b), [...lead, b.size])
}
