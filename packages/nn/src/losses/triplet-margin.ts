// A loss for embeddings: which of two is nearer. Read `margin.ts` first.
import { add, minimum, norm, relu, ShapeError, sub, type Tensor } from '@glissade/autograd'
import { checkNumber, checkOptions } from '../options.ts'
import type { MarginOptions } from './margin.ts'
import { checkSameShape, checkSameType, reduce } from './reduction.ts'

/** What `tripletMargin` may be told. */
export interface TripletMarginOptions extends MarginOptions {
  /** The distance: ‖·‖ₚ, 2 unless said. */
  readonly p?: number
  /** Added to each difference, so that two equal vectors have a distance with a gradient; 1e-6 as in PyTorch. */
  readonly eps?: number
  /** Takes the positive's distance to the negative where that is smaller than the anchor's: the harder case. */
  readonly swap?: boolean
}

/**
 * An anchor should be nearer to a positive, of its own kind, than to a negative, by a margin.
 *
 *     ℓ = max(0, d(a, p) − d(a, n) + m)          d(x, y) = ‖x − y + ε‖ₚ, m = 1
 *     swap: min(d(a, n), d(p, n)) for d(a, n)
 *
 * a, p, n (…, size), ℓ (…).
 *
 * @throws ShapeError DTypeError for different shapes or element types, ValueError for an empty batch.
 * @see Balntas, Riba, Ponsa & Mikolajczyk 2016, "Learning local feature descriptors with triplets and shallow convolutional neural
 *   networks", with its anchor swap
 */
export function tripletMargin(
  anchors: Tensor,
  positives: Tensor,
  negatives: Tensor,
  options: TripletMarginOptions = {},
): Tensor {
  checkOptions('tripletMargin', options, ['margin', 'p', 'eps', 'swap', 'reduction'])
  const { margin = 1, p = 2, eps = 1e-6, swap = false, reduction = 'mean' } = options
  checkNumber('tripletMargin', 'margin', margin, { above: 0 })
  checkNumber('tripletMargin', 'p', p, { above: 0 })
  checkNumber('tripletMargin', 'eps', eps, { from: 0 })
  for (const [what, other] of Object.entries({ positives, negatives })) {
    checkSameShape('tripletMargin', anchors, other, what)
    checkSameType('tripletMargin', anchors, other, what)
  }
  if (anchors.rank === 0) throw new ShapeError(`tripletMargin: anchors are (); it needs vectors, (…, size).`)
  const distance = (x: Tensor, y: Tensor): Tensor => norm(add(sub(x, y), eps), { p, axis: -1 })
  const apart = distance(anchors, negatives)
  const far = swap ? minimum(apart, distance(positives, negatives)) : apart
  return reduce('tripletMargin', relu(add(sub(distance(anchors, positives), far), margin)), reduction)
}
