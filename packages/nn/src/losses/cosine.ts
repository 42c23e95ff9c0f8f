// The angle between vectors, as a similarity and as a loss.
import {
  div,
  equal,
  maximum,
  mul,
  relu,
  ShapeError,
  sqrt,
  square,
  sub,
  sum,
  where,
  type Tensor,
} from '@glissade/autograd'
import { checkNumber } from '../options.ts'
import { checkSigns, type MarginOptions } from './margin.ts'
import { checkSameShape, reduce, show } from './reduction.ts'

export interface CosineOptions {
  readonly axis?: number
  /** The product of the lengths counts as at least this. */
  readonly eps?: number
}

/**
 * The cosine of the angle between two vectors along an axis, the last unless said: 1 for one direction, −1 for opposite ones.
 *
 *     y = a · b / max(‖a‖ ‖b‖, ε)          ε = 1e-8
 *
 * @throws ShapeError unless a and b have one shape.
 */
export function cosineSimilarity(
  a: Tensor,
  b: Tensor,
  { axis = -1, eps = 1e-8 }: CosineOptions = {},
): Tensor {
  checkNumber('cosineSimilarity', 'eps', eps, { above: 0 })
  if (a.rank === 0 || b.rank === 0)
    throw new ShapeError(`cosineSimilarity: ${show(a)} and ${show(b)}; it needs vectors.`)
  checkSameShape('cosineSimilarity', a, b)
  // The root of max(x, ε²) instead of max(√x, ε): a vector of zeros then has a finite gradient, not NaN.
  const lengths = sqrt(maximum(mul(sum(square(a), { axis }), sum(square(b), { axis })), eps * eps))
  return div(sum(mul(a, b), { axis }), lengths)
}

/**
 * Pulls pairs marked 1 into one direction, and pushes pairs marked −1 apart until their cosine is at most the margin.
 *
 *     ℓ = 1 − cos(a, b) for t = 1, max(0, cos(a, b) − m) for t = −1          m = 0
 *
 * a, b (batch, size); targets (batch).
 *
 * @throws ShapeError ValueError for shapes that differ, other targets or an empty batch.
 */
export function cosineEmbedding(a: Tensor, b: Tensor, targets: Tensor, options: MarginOptions = {}): Tensor {
  const { margin = 0, reduction = 'mean' } = options
  checkNumber('cosineEmbedding', 'margin', margin, { from: -1, to: 1 })
  const cosine = cosineSimilarity(a, b)
  checkSameShape('cosineEmbedding', cosine, targets)
  checkSigns('cosineEmbedding', targets)
  const values = where(equal(targets, 1), sub(1, cosine), relu(sub(cosine, margin)))
  return reduce('cosineEmbedding', values, reduction)
}
