// What losses share: how the values of a batch become one number, and the refusal to broadcast.
import { DTypeError, mean, ShapeError, sum, ValueError, type Tensor } from '@glissade/autograd'
import { checkTensor } from '../options.ts'

/** One number for the batch, or one value per element (or row). */
export type Reduction = 'mean' | 'sum' | 'none'

/** What every loss may be told. */
export interface ReductionOptions {
  /** `mean` unless said. */
  readonly reduction?: Reduction
}

export const show = (x: Tensor): string => `(${x.shape.join(', ')})`

/** Refuses a misspelt reduction. */
export function checkReduction(where: string, reduction: string, known = ['mean', 'sum', 'none']): void {
  if (!known.includes(reduction)) {
    throw new ValueError(`${where}: reduction '${reduction}'; it needs one of ${known.join(', ')}.`)
  }
}

/** Folds values of a loss; the mean of nothing is refused, since it is NaN. */
export function reduce(where: string, values: Tensor, reduction: Reduction): Tensor {
  checkReduction(where, reduction)
  if (values.size === 0) {
    throw new ValueError(`${where}: an empty batch of shape ${show(values)}; it needs at least one element.`)
  }
  if (reduction === 'none') return values
  return reduction === 'mean' ? mean(values) : sum(values)
}

/** Losses compare element with element; broadcasting would train towards something else without a word. */
export function checkSameShape(where: string, predictions: Tensor, targets: Tensor, what = 'targets'): void {
  checkTensor(where, 'the prediction', predictions)
  checkTensor(where, 'the target', targets)
  const same =
    predictions.rank === targets.rank && predictions.shape.every((size, i) => size === targets.shape[i])
  if (same) return
  const reshaped = `reshape(${what}, [${predictions.shape.join(', ')}])`
  const typed = predictions.dtype === targets.dtype ? reshaped : `cast(${reshaped}, '${predictions.dtype}')`
  const hint = predictions.size === targets.size ? ` ${typed} would fit.` : ''
  throw new ShapeError(
    `${where}: predictions are ${show(predictions)} and ${what} ${show(targets)}; it needs one shape.${hint}`,
  )
}

/** Refuses a second element type, under the name of the loss. */
export function checkSameType(where: string, predictions: Tensor, targets: Tensor, what = 'targets'): void {
  if (predictions.dtype === targets.dtype) return
  throw new DTypeError(
    `${where}: predictions are ${predictions.dtype} and ${what} ${targets.dtype}; it needs one type. cast(${what}, '${predictions.dtype}') would fit.`,
  )
}
