// Arithmetic, functions, comparisons and selection, element by element; operands broadcast, and may be plain numbers.
// Values and derivatives stand in `../kernels/table.ts`; `elementwise.ts` makes the ops.
import { ValueError } from '../errors.ts'
import type { Operand } from '../kernels/algebra.ts'
import { flat } from '../kernels/loops.ts'
import { identity } from '../kernels/scalar.ts'
import { apply, checkTensor, type KernelOp, type Pullback } from '../op.ts'
import { checkOptions } from '../options.ts'
import { Tensor } from '../tensor.ts'
import { checkDType, type DType, type View } from '../view.ts'
import { binary, rowOps, unary } from './elementwise.ts'

/** y = a + b */
export const add = binary('add')
/** y = a − b */
export const sub = binary('sub')
/** y = a b */
export const mul = binary('mul')
/** y = a / b */
export const div = binary('div')
/** y = aᵇ */
export const pow = binary('pow')
/** y = max(a, b). At a tie each gets half of the gradient; NaN goes through. */
export const maximum = binary('maximum')
/** y = min(a, b). At a tie each gets half of the gradient; NaN goes through. */
export const minimum = binary('minimum')

/** y = −x */
export const neg = unary('neg')
/** y = |x|; its derivative at 0 is 0. */
export const abs = unary('abs')
/** y = −1, 0 or 1. No gradient flows. */
export const sign = unary('sign')
/** y = x² */
export const square = unary('square')
/** y = √x */
export const sqrt = unary('sqrt')
/** y = 1/√x */
export const rsqrt = unary('rsqrt')
/** y = 1/x */
export const reciprocal = unary('reciprocal')
/** y = eˣ */
export const exp = unary('exp')
/** y = eˣ − 1, with all digits near 0. */
export const expm1 = unary('expm1')
/** y = log x, the natural logarithm. */
export const log = unary('log')
/** y = log (1 + x), with all digits near 0. */
export const log1p = unary('log1p')
/** y = sin x, in radians. */
export const sin = unary('sin')
/** y = cos x, in radians. */
export const cos = unary('cos')
/** y = (eˣ − e⁻ˣ) / (eˣ + e⁻ˣ) */
export const tanh = unary('tanh')
/** y = 2/√π ∫₀ˣ e^(−t²) dt, the error function. */
export const erf = unary('erf')

/** 1 where a = b, else 0, in the type of the operands (float32 for int32). No gradient flows, as for all comparisons. */
export const equal = binary('equal')
/** 1 where a ≠ b, else 0. */
export const notEqual = binary('notEqual')
/** 1 where a < b, else 0. */
export const less = binary('less')
/** 1 where a ≤ b, else 0. */
export const lessEqual = binary('lessEqual')
/** 1 where a > b, else 0. */
export const greater = binary('greater')
/** 1 where a ≥ b, else 0. */
export const greaterEqual = binary('greaterEqual')

type X = Operand<Tensor>

export interface Bounds {
  readonly min?: number
  readonly max?: number
}

/** x, but at least `min` and at most `max`; the gradient passes at the bounds themselves. */
export function clip(x: X, options: Bounds): Tensor {
  checkOptions('clip', options, ['min', 'max'])
  const { min = -Infinity, max = Infinity } = options
  if (!(min <= max)) throw new ValueError(`clip: from ${min} to ${max}; it needs min to be at most max.`)
  return rowOps.clip([x], [min, max])
}

/** a where the mask is not 0, b elsewhere. The gradient goes to the side that was taken. The mask may be of any type. */
export function where(mask: X, a: X, b: X): Tensor {
  const like = [a, b].find((x): x is Tensor => x instanceof Tensor)
  const dtype = like?.dtype ?? 'float32'
  return rowOps.where([mask instanceof Tensor ? cast(mask, dtype) : mask, a, b])
}

/** Refuses what an int32 would silently be another number of: NaN, and what lies beyond its 32 bits. */
function checkFits(x: View): void {
  const at = flat(x).findIndex((v) => Math.trunc(v) !== (v | 0))
  if (at >= 0)
    throw new ValueError(
      `cast: ${flat(x)[at]} at position ${at}; int32 holds numbers from ${-(2 ** 31)} to ${2 ** 31 - 1}.`,
    )
}

const castOp = (pullback: Pullback<DType> | null): KernelOp<DType> => ({
  name: 'cast',
  shape: ([x]) => x,
  dtype: (_, to) => to,
  forward: (k, y, [x], to) => {
    if (to === 'int32') checkFits(x)
    k.map(identity, [x], [], y)
  },
  pullbacks: [pullback],
  reads: [],
})
const toFloat = castOp((dy, [x]) => cast(dy, x.dtype))
const toInteger = castOp(null)

/** The same numbers in another element type; to int32 they are cut towards 0, and no gradient flows. Refuses what int32 does not hold. */
export function cast(x: Tensor, dtype: DType): Tensor {
  checkTensor('cast', x)
  checkDType('cast', dtype)
  return x.dtype === dtype ? x : apply(dtype === 'int32' ? toInteger : toFloat, [x], dtype)
}
