// The product along axes. Its derivative is the product of all other elements, right also where some are 0.
import { constant } from '../allocate.ts'
import { apply, type Pullback } from '../op.ts'
import type { Tensor } from '../tensor.ts'
import { mul } from './arithmetic.ts'
import { concat } from './join.ts'
import { cumprod } from './scan.ts'
import { count, folded, foldOp, left, withAxes, type Folded, type ReduceOptions } from './sum.ts'
import { flip, permute, reshape, slice } from './view.ts'

/** For each element the product of those before it along the last axis; 1 for the first. */
function before(x: Tensor): Tensor {
  if (x.size === 0) return x
  const one = constant(1, [...x.shape.slice(0, -1), 1], x.dtype)
  const all = cumprod(x, -1)
  return concat([one, slice(all, [...x.shape.slice(1).map(() => null), [0, -1]])], -1)
}

/** For each element the product of all others along the last axis. */
const productOfOthers = (x: Tensor): Tensor => mul(before(x), flip(before(flip(x, -1)), -1))

/** x̄ = ȳ · (product of the others): the folded axes are brought together at the end, and back. */
const pullback: Pullback<Folded> = (dy, [x], _y, attrs) => {
  const rest = [...x.shape.keys()].filter((axis) => !attrs.axes.includes(axis))
  const order = [...rest, ...attrs.axes]
  const back = [...order.keys()].map((axis) => order.indexOf(axis))
  const lines = permute(x, order)
  const others = productOfOthers(
    reshape(lines, [...left(x.shape, { ...attrs, keepDims: false }), count(x, attrs)]),
  )
  return mul(withAxes(dy, x, attrs), permute(reshape(others, lines.shape), back))
}
const prodOp = foldOp('prod', pullback, [0])

/** y = Π x */
export const prod = (x: Tensor, options: ReduceOptions = {}): Tensor =>
  apply(prodOp, [x], folded('prod', x, options))
