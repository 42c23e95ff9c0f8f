// Losses that are satisfied once the right answer leads by a margin.
import {
  add,
  expandDims,
  gather,
  mul,
  oneHot,
  relu,
  square,
  sub,
  sum,
  ValueError,
  cast,
  type Tensor,
} from '@glissade/autograd'
import { checkNumber, checkOptions } from '../options.ts'
import { checkLogits, checkLabels } from './labels.ts'
import { checkSameShape, reduce, type ReductionOptions } from './reduction.ts'

/** Refuses targets other than −1 and 1; with 0 for no, half of the examples would never matter. */
export function checkSigns(where: string, targets: Tensor): void {
  const at = targets.data.findIndex((t) => t !== 1 && t !== -1)
  if (at >= 0) {
    throw new ValueError(`${where}: target ${targets.data[at]} at position ${at}; it needs -1 or 1.`)
  }
}

/** What a loss with a margin may be told. */
export interface MarginOptions extends ReductionOptions {
  /** How far beyond the boundary an answer must be to cost nothing. */
  readonly margin?: number
}

/**
 * The hinge of a support vector machine, for targets −1 and 1.
 *
 *     ℓ = max(0, m − t y)          m = 1
 *
 * @throws ShapeError for two shapes, ValueError for other targets or an empty batch.
 * @see Cortes & Vapnik 1995, "Support-vector networks"
 */
export function hinge(predictions: Tensor, targets: Tensor, options: MarginOptions = {}): Tensor {
  checkOptions('hinge', options, ['margin', 'reduction'])
  const { margin = 1, reduction = 'mean' } = options
  checkNumber('hinge', 'margin', margin, { from: 0 })
  checkSameShape('hinge', predictions, targets)
  checkSigns('hinge', targets)
  return reduce('hinge', relu(sub(margin, mul(cast(targets, predictions.dtype), predictions))), reduction)
}

/** What `multiMargin` may be told. */
export interface MultiMarginOptions extends MarginOptions {
  /** 2 squares each violation. */
  readonly p?: 1 | 2
}

/**
 * The hinge for several classes: each wrong score should stay a margin below the right one.
 *
 *     ℓᵢ = Σ_{c ≠ t} max(0, m − xᵢ_t + xᵢ_c)ᵖ / C          m = 1, p = 1
 *
 * Scores (…, classes), labels int32 (…).
 *
 * @throws ShapeError DTypeError ValueError for shapes that differ, labels out of range, or an empty batch.
 * @see Weston & Watkins 1999, "Support vector machines for multi-class pattern recognition"
 */
export function multiMargin(scores: Tensor, labels: Tensor, options: MultiMarginOptions = {}): Tensor {
  checkOptions('multiMargin', options, ['margin', 'p', 'reduction'])
  const { margin = 1, p = 1, reduction = 'mean' } = options
  checkNumber('multiMargin', 'margin', margin, { from: 0 })
  if (p !== 1 && p !== 2) throw new ValueError(`multiMargin: p is ${String(p)}; it needs 1 or 2.`)
  checkLogits('multiMargin', scores)
  checkLabels('multiMargin', scores, labels)
  const classes = scores.shape[scores.rank - 1]
  const right = gather(scores, expandDims(labels, -1), -1) // (…, 1)
  const violations = relu(add(sub(scores, right), margin))
  const others = sub(1, cast(oneHot(labels, classes), scores.dtype))
  const values = mul(p === 2 ? square(violations) : violations, others)
  return reduce('multiMargin', mul(sum(values, { axis: -1 }), 1 / classes), reduction)
}
