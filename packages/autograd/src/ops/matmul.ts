// Matrix products: plain, batched, with vectors, and what is made of them.
import { ShapeError } from '../errors.ts'
import { apply, checkTensor, floats, type KernelOp } from '../op.ts'
import { checkOptions } from '../options.ts'
import { broadcastShapes, show } from '../shape.ts'
import type { Tensor } from '../tensor.ts'
import { broadcast } from '../view.ts'
import { add, mul } from './arithmetic.ts'
import { softmax } from './softmax.ts'
import { sum } from './sum.ts'
import { expandDims, reshape, squeeze, transpose } from './view.ts'

const matmulOp: KernelOp<undefined> = {
  name: 'matmul',
  shape: ([a, b]) => [
    ...broadcastShapes('matmul', [a.slice(0, -2), b.slice(0, -2)]),
    a[a.length - 2],
    b[b.length - 1],
  ],
  forward: (k, y, [a, b]) => {
    if (a.shape.length === 2 && b.shape.length === 2) return k.matmul(a, b, y)
    const batch = y.shape.slice(0, -2)
    k.matmul(
      broadcast(a, [...batch, ...a.shape.slice(-2)]),
      broadcast(b, [...batch, ...b.shape.slice(-2)]),
      y,
    )
  },
  pullbacks: [
    (dy, [, b]) => apply(matmulOp, [dy, transpose(b)], undefined),
    (dy, [a]) => apply(matmulOp, [transpose(a), dy], undefined),
  ],
  reads: [[1], [0]],
}

/**
 * Matrix product of the last two axes; the others are a batch, and broadcast. A vector on the left is a row, on the right a column.
 *
 *     C = A B            Ā = C̄ Bᵀ            B̄ = Aᵀ C̄
 *
 * @throws ShapeError unless the sizes are (…, m, k) and (…, k, n).
 * @see Giles 2008, "Collected matrix derivative results for forward and reverse mode AD", section 2.2
 */
export function matmul(a: Tensor, b: Tensor): Tensor {
  for (const x of [a, b]) checkTensor('matmul', x)
  const fits = a.rank > 0 && b.rank > 0 && a.shape.at(-1) === b.shape.at(b.rank > 1 ? -2 : -1)
  if (!fits) {
    const scalar = a.rank === 0 || b.rank === 0 ? ' Use mul for scalars.' : ''
    throw new ShapeError(
      `matmul: cannot multiply ${show(a.shape)} by ${show(b.shape)}; it needs (m, k) and (k, n).${scalar}`,
    )
  }
  if (a.rank > 1 && b.rank > 1) return apply(matmulOp, [a, b], undefined)
  const row = a.rank === 1 ? expandDims(a, 0) : a
  const column = b.rank === 1 ? expandDims(b, 1) : b
  const y = apply(matmulOp, [row, column], undefined)
  if (a.rank === 1 && b.rank === 1) return reshape(y, [])
  return squeeze(y, a.rank === 1 ? -2 : -1)
}

/** Y = a bᵀ for vectors a (m) and b (n). */
export function outer(a: Tensor, b: Tensor): Tensor {
  for (const x of [a, b]) checkTensor('outer', x)
  if (a.rank !== 1 || b.rank !== 1)
    throw new ShapeError(`outer: ${show(a.shape)} and ${show(b.shape)}; it needs two vectors, (m) and (n).`)
  floats('outer', [a, b])
  return mul(expandDims(a, 1), expandDims(b, 0))
}

/** y = Σ a b for vectors of one length. */
export function dot(a: Tensor, b: Tensor): Tensor {
  for (const x of [a, b]) checkTensor('dot', x)
  if (a.rank !== 1 || b.rank !== 1 || a.size !== b.size)
    throw new ShapeError(`dot: ${show(a.shape)} and ${show(b.shape)}; it needs two vectors of one length.`)
  floats('dot', [a, b])
  return sum(mul(a, b))
}

export interface AttentionOptions {
  /** Added to the scores: 0 where a query may look, −Infinity where not. */
  readonly mask?: Tensor
}

/**
 * Scaled dot-product attention: each query takes a mean of the values, weighted by how well it matches their keys.
 *
 *     Y = softmax(Q Kᵀ / √d + mask) V            Q (…, n, d)   K (…, m, d)   V (…, m, e)   Y (…, n, e)
 *
 * @see Vaswani et al. 2017, "Attention is all you need", equation 1
 */
export function scaledDotProductAttention(
  q: Tensor,
  k: Tensor,
  v: Tensor,
  options: AttentionOptions = {},
): Tensor {
  for (const x of [q, k, v]) checkTensor('scaledDotProductAttention', x)
  checkOptions('scaledDotProductAttention', options, ['mask'])
  floats('scaledDotProductAttention', [q, k, v])
  const { mask } = options
  if (
    q.rank < 2 ||
    k.rank < 2 ||
    v.rank < 2 ||
    q.shape.at(-1) !== k.shape.at(-1) ||
    k.shape.at(-2) !== v.shape.at(-2)
  ) {
    throw new ShapeError(
      `scaledDotProductAttention: Q ${show(q.shape)}, K ${show(k.shape)}, V ${show(v.shape)}; it needs (…, n, d), (…, m, d) and (…, m, e).`,
    )
  }
  const scores = mul(matmul(q, transpose(k)), 1 / Math.sqrt(k.shape[k.rank - 1])) // (…, n, m)
  return matmul(softmax(mask ? add(scores, mask) : scores, -1), v) // (…, n, e)
}
