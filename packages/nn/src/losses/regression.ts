// Losses between predictions and targets that are numbers. All of one shape: nothing broadcasts.
import { abs, minimum, mul, square, sub, type Tensor } from '@glissade/autograd'
import { checkNumber, checkOptions } from '../options.ts'
import { checkSameShape, checkSameType, reduce, type ReductionOptions } from './reduction.ts'

function checkPair(where: string, predictions: Tensor, targets: Tensor): void {
  checkSameShape(where, predictions, targets)
  checkSameType(where, predictions, targets)
}

/**
 * Squared error.
 *
 *     ℓ = (y − t)²
 *
 * @throws ShapeError for two shapes, ValueError for an empty batch.
 */
export function mse(predictions: Tensor, targets: Tensor, options: ReductionOptions = {}): Tensor {
  checkOptions('mse', options, ['reduction'])
  const { reduction = 'mean' } = options
  checkPair('mse', predictions, targets)
  return reduce('mse', square(sub(predictions, targets)), reduction)
}

/**
 * Absolute error; its gradient at 0 is 0.
 *
 *     ℓ = |y − t|
 *
 * @throws ShapeError for two shapes, ValueError for an empty batch.
 */
export function mae(predictions: Tensor, targets: Tensor, options: ReductionOptions = {}): Tensor {
  checkOptions('mae', options, ['reduction'])
  const { reduction = 'mean' } = options
  checkPair('mae', predictions, targets)
  return reduce('mae', abs(sub(predictions, targets)), reduction)
}

/** With c = min(|e|, δ): c (|e| − ½ c) is ½ e² inside and linear outside. */
function huberised(predictions: Tensor, targets: Tensor, delta: number): Tensor {
  const size = abs(sub(predictions, targets))
  const c = minimum(size, delta)
  return mul(c, sub(size, mul(0.5, c)))
}

/** What `huber` may be told. */
export interface HuberOptions extends ReductionOptions {
  /** Where squared error turns into absolute error. */
  readonly delta?: number
}

/**
 * Squared error near 0, absolute error far away, so that outliers do not rule.
 *
 *     ℓ = ½ e² for |e| ≤ δ, else δ (|e| − ½ δ)          e = y − t, δ = 1
 *
 * @throws ShapeError for two shapes, ValueError for an empty batch.
 * @see Huber 1964, "Robust estimation of a location parameter"
 */
export function huber(predictions: Tensor, targets: Tensor, options: HuberOptions = {}): Tensor {
  checkOptions('huber', options, ['delta', 'reduction'])
  const { delta = 1, reduction = 'mean' } = options
  checkNumber('huber', 'delta', delta, { above: 0 })
  checkPair('huber', predictions, targets)
  return reduce('huber', huberised(predictions, targets, delta), reduction)
}

/** What `smoothL1` may be told. */
export interface SmoothL1Options extends ReductionOptions {
  /** Where squared error turns into absolute error; 0 is mae. */
  readonly beta?: number
}

/**
 * Huber's loss divided by its threshold: the slope outside is 1.
 *
 *     ℓ = ½ e² / β for |e| < β, else |e| − ½ β          e = y − t, β = 1
 *
 * @throws ShapeError for two shapes, ValueError for an empty batch.
 * @see Girshick 2015, "Fast R-CNN", equation 3
 */
export function smoothL1(predictions: Tensor, targets: Tensor, options: SmoothL1Options = {}): Tensor {
  checkOptions('smoothL1', options, ['beta', 'reduction'])
  const { beta = 1, reduction = 'mean' } = options
  checkNumber('smoothL1', 'beta', beta, { from: 0 })
  checkPair('smoothL1', predictions, targets)
  const values =
    beta === 0 ? abs(sub(predictions, targets)) : mul(1 / beta, huberised(predictions, targets, beta))
  return reduce('smoothL1', values, reduction)
}
