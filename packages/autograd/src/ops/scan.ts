// Running along an axis: one linear recurrence, of which running sums and products are special cases.
// Its derivative is a recurrence in the other direction, so it can be derived as often as one likes.
import { ShapeError } from '../errors.ts'
import { eachRow } from '../kernels/loops.ts'
import { constant } from '../allocate.ts'
import { apply, checkTensor, floats, type KernelOp } from '../op.ts'
import { resolveAxis, sameShape, show } from '../shape.ts'
import type { Tensor } from '../tensor.ts'
import { mul } from './arithmetic.ts'
import { concat } from './join.ts'
import { flip, slice, transpose } from './view.ts'

/** The elements before each one along the last axis: 0 first, the last one dropped. */
function delayed(x: Tensor): Tensor {
  if (x.size === 0) return x
  const before = constant(0, [...x.shape.slice(0, -1), 1], x.dtype)
  return concat([before, slice(x, [...x.shape.slice(1).map(() => null), [0, -1]])], -1)
}

const backwards = (a: Tensor, dy: Tensor): Tensor =>
  flip(apply(recurrenceOp, [delayed(flip(a, -1)), flip(dy, -1)], undefined), -1)

const recurrenceOp: KernelOp<undefined> = {
  name: 'recurrence',
  shape: ([a, b]) => {
    if (sameShape(a, b)) return a
    throw new ShapeError(`recurrence: a is ${show(a)} and b is ${show(b)}; they need one shape.`)
  },
  forward: (_k, y, [a, b]) => {
    const n = y.shape[y.shape.length - 1]
    const [sy, sa, sb] = [y, a, b].map((v) => v.stride[v.shape.length - 1])
    eachRow(y.shape, [y, a, b], ([oy, oa, ob]) => {
      let state = 0
      for (let i = 0; i < n; i++) {
        state = i === 0 ? b.data[ob] : a.data[oa + i * sa] * state + b.data[ob + i * sb]
        y.data[oy + i * sy] = state
      }
    })
  },
  pullbacks: [(dy, [a], y) => mul(backwards(a, dy), delayed(y)), (dy, [a]) => backwards(a, dy)],
  reads: [[0, 'y'], [0]],
}

/**
 * y₀ = b₀,  yₖ = aₖ yₖ₋₁ + bₖ  along an axis, the last unless said.
 *
 *     s̄ₖ = ȳₖ + aₖ₊₁ s̄ₖ₊₁        āₖ = s̄ₖ yₖ₋₁        b̄ₖ = s̄ₖ
 */
export function recurrence(a: Tensor, b: Tensor, axis = -1): Tensor {
  for (const x of [a, b]) checkTensor('recurrence', x)
  const at = resolveAxis('recurrence', axis, b.rank)
  if (at === b.rank - 1) return apply(recurrenceOp, [a, b], undefined)
  return transpose(apply(recurrenceOp, [transpose(a, at, -1), transpose(b, at, -1)], undefined), at, -1)
}

/** yₖ = x₀ + … + xₖ along an axis, the last unless said. */
export function cumsum(x: Tensor, axis = -1): Tensor {
  checkTensor('cumsum', x)
  resolveAxis('cumsum', axis, x.rank)
  floats('cumsum', [x])
  return recurrence(constant(1, x.shape, x.dtype), x, axis)
}

/** yₖ = x₀ · … · xₖ along an axis, the last unless said: the recurrence with a = x, and b = x₀ pushed in at the first place. */
export function cumprod(x: Tensor, axis = -1): Tensor {
  checkTensor('cumprod', x)
  const at = resolveAxis('cumprod', axis, x.rank)
  floats('cumprod', [x])
  const n = x.shape[at]
  const first = slice(
    x,
    x.shape.map((_, i) => (i === at ? [0, 1] : null)),
  )
  const rest = constant(
    0,
    x.shape.map((d, i) => (i === at ? Math.max(0, n - 1) : d)),
    x.dtype,
  )
  return recurrence(x, concat([first, rest], at), at)
}
