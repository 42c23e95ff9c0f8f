// The largest and the smallest element along axes. NaN wins, and ties share the gradient.
import { ValueError } from '../errors.ts'
import { apply, type Pullback } from '../op.ts'
import { show } from '../shape.ts'
import type { Tensor } from '../tensor.ts'
import { div, equal, mul } from './arithmetic.ts'
import { count, folded, foldOp, sum, withAxes, type Folded, type ReduceOptions } from './sum.ts'

/** Elements that tie for the extreme share its gradient equally. */
const shared: Pullback<Folded> = (dy, [x], y, attrs) => {
  const winners = equal(x, withAxes(y, x, attrs))
  return mul(withAxes(dy, x, attrs), div(winners, sum(winners, { axis: attrs.axes, keepDims: true })))
}
const extremes = { max: foldOp('max', shared, [0, 'y']), min: foldOp('min', shared, [0, 'y']) }

function extreme(kind: 'max' | 'min', x: Tensor, options: ReduceOptions): Tensor {
  const attrs = folded(kind, x, options)
  if (count(x, attrs) === 0)
    throw new ValueError(
      `${kind}: no elements along axes (${attrs.axes.join(', ')}) of ${show(x.shape)}; it needs at least one.`,
    )
  return apply(extremes[kind], [x], attrs)
}
/** The largest element; NaN if there is one. */
export const max = (x: Tensor, options: ReduceOptions = {}): Tensor => extreme('max', x, options)
/** The smallest element; NaN if there is one. */
export const min = (x: Tensor, options: ReduceOptions = {}): Tensor => extreme('min', x, options)
