// The angle between vectors, as a similarity and as a loss.
import {
  cast,
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
import { checkNumber, checkOptions } from '../options.ts'
import { checkSigns, type MarginOptions } from './margin.ts'
import { checkSameShape, reduce } from './reduction.ts'

/** What `cosineSimilarity` may be told. */
export interface CosineOptions {
  /** Along which the vectors lie; the last unless said. */
  readonly axis?: number
  /** A length counts as at least this. */
  readonly eps?: number
}

/**
 * The cosine of the angle between two vectors along an axis, the last unless said: 1 for one direction, −1 for opposite ones.
 *
 *     y = (a / max(‖a‖, ε)) · (b / max(‖b‖, ε))          ε = 1e-8
 *
 * @throws ShapeError unless a and b have one shape.
 */
export function cosineSimilarity(a: Tensor, b: Tensor, options: CosineOptions = {}): Tensor {
  checkOptions('cosineSimilarity', options, ['axis', 'eps'])
  const { axis = -1, eps = 1e-8 } = options
  checkNumber('cosineSimilarity', 'eps', eps, { above: 0 })
  checkSameShape('cosineSimilarity', a, b)
  if (a.rank === 0) throw new ShapeError('cosineSimilarity: () and (); it needs vectors.')
  // The root of max(x, ε²) instead of max(√x, ε): a vector of zeros then has a finite gradient, not NaN.
  const direction = (x: Tensor): Tensor =>
    div(x, sqrt(maximum(sum(square(x), { axis, keepDims: true }), eps * eps)))
  return sum(mul(direction(a), direction(b)), { axis })
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
  checkOptions('cosineEmbedding', options, ['margin', 'reduction'])
  const { margin = 0, reduction = 'mean' } = options
  checkNumber('cosineEmbedding', 'margin', margin, { from: -1, to: 1 })
  const cosine = cosineSimilarity(a, b)
  checkSameShape('cosineEmbedding', cosine, targets)
  checkSigns('cosineEmbedding', targets)
  const values = where(equal(cast(targets, cosine.dtype), 1), sub(1, cosine), relu(sub(cosine, margin)))
  return reduce('cosineEmbedding', values, reduction)
}
