// The rows of the table as ops on tensors: y and its gradients, broadcast, from one definition.
// Read `../kernels/table.ts` first. At first order a gradient is one fused kernel; when it will be derived again, it is ops.
import { DTypeError } from '../errors.ts'
import type { Algebra, Formula, Operand } from '../kernels/algebra.ts'
import { identity as copy, scalarFunction, type Scalar, type ScalarPullback } from '../kernels/scalar.ts'
import { minusOne, one, table, type Row } from '../kernels/table.ts'
import { apply, sameDType, scalar, type KernelOp, type Pullback } from '../op.ts'
import { recorded } from '../recording.ts'
import { broadcastShapes } from '../shape.ts'
import { Tensor } from '../tensor.ts'
import { broadcast, type DType } from '../view.ts'

type Params = readonly number[]
type TypeRule = (dtypes: readonly DType[]) => DType

const floats =
  (name: string): TypeRule =>
  (dtypes) => {
    const dtype = sameDType(name, dtypes)
    if (dtype !== 'int32') return dtype
    throw new DTypeError(
      `${name}: int32 operands; it needs float32 or float64. Convert with cast(x, 'float32').`,
    )
  }
const mask =
  (name: string): TypeRule =>
  (dtypes) => {
    const dtype = sameDType(name, dtypes)
    return dtype === 'int32' ? 'float32' : dtype
  }

const kernelOp = (
  kernel: Scalar,
  dtype: TypeRule,
  pullbacks: KernelOp<Params>['pullbacks'],
  reads: KernelOp<Params>['reads'] = [],
): KernelOp<Params> => ({
  name: kernel.name,
  shape: (inputs) => broadcastShapes(kernel.name, inputs),
  dtype,
  forward: (k, y, inputs, params) => {
    const wide = inputs.map((x) => broadcast(x, y.shape))
    k.map(kernel, wide, params, y)
  },
  pullbacks,
  reads,
})

/**
 * An op from a row: y = f(x, …) with one derivative per input, in the algebra of `@glissade/autograd/kernels`.
 * The returned function takes the inputs, tensors or numbers, and then the row's parameters.
 */
export function elementwise(
  name: string,
  row: Row,
  dtype: TypeRule = floats(name),
): (inputs: readonly Operand<Tensor>[], params?: Params) => Tensor {
  const { forward, pullbacks } = scalarFunction(name, row)
  const defaults = Object.values(row.params ?? {})
  const op = kernelOp(
    forward,
    dtype,
    row.d.map((d, i) => pullbackOf(d, pullbacks[i], dtype)),
    pullbacks.map((p) => p?.reads.slice(1).map((slot) => (slot <= row.d.length ? slot - 1 : 'y')) ?? []),
  )
  return (inputs, params = defaults) => apply(op, lift(name, inputs), params)
}

/** ȳ · ∂y/∂x: one fused kernel, or ops where the tape is watching and the derivative may be derived again. */
function pullbackOf(
  d: Formula | null,
  kernel: ScalarPullback | null,
  dtype: TypeRule,
): Pullback<Params> | null {
  if (!d || !kernel) return null
  if (d === one) return (dy) => dy
  if (d === minusOne) return (dy) => neg(dy)
  const fused = kernelOp(kernel, dtype, [])
  return (dy, inputs, y, params) => {
    if (recorded()) return mul(dy, d(tensors, ...inputs, y, ...params))
    const all = [dy, ...inputs, y]
    return apply(
      fused,
      kernel.reads.map((slot) => all[slot]),
      params,
    )
  }
}

function areTensors(inputs: readonly Operand<Tensor>[]): inputs is readonly Tensor[] {
  for (let i = 0; i < inputs.length; i++) if (!(inputs[i] instanceof Tensor)) return false
  return true
}

/** Numbers become scalars of the type of the tensors beside them. */
function lift(where: string, inputs: readonly Operand<Tensor>[]): readonly Tensor[] {
  if (areTensors(inputs)) return inputs
  const like = inputs.find((x): x is Tensor => x instanceof Tensor)
  return inputs.map((x) => {
    if (x instanceof Tensor) return x
    if (typeof x === 'number') return scalar(x, like?.dtype ?? 'float32')
    const given = x === null ? 'null' : Array.isArray(x) ? 'a list' : typeof x
    throw new DTypeError(`${where}: an operand is ${given}; it needs a tensor or a number.`)
  })
}

type X = Operand<Tensor>
const unary = (name: keyof typeof table) => {
  const f = elementwise(name, table[name])
  return (x: X): Tensor => f([x])
}
const binary = (name: keyof typeof table) => {
  const f = elementwise(name, table[name])
  return (a: X, b: X): Tensor => f([a, b])
}
const comparison = (name: keyof typeof table) => {
  const f = elementwise(name, table[name], mask(name))
  return (a: X, b: X): Tensor => f([a, b])
}

// prettier-ignore
export const add = binary('add'), sub = binary('sub'), mul = binary('mul'), div = binary('div'), pow = binary('pow'),
  maximum = binary('maximum'), minimum = binary('minimum'), prelu = binary('prelu')

// prettier-ignore
export const neg = unary('neg'), abs = unary('abs'), sign = unary('sign'), sqrt = unary('sqrt'), rsqrt = unary('rsqrt'),
  reciprocal = unary('reciprocal'), square = unary('square'), exp = unary('exp'), log = unary('log'), log1p = unary('log1p'),
  expm1 = unary('expm1'), sin = unary('sin'), cos = unary('cos'), tanh = unary('tanh'), erf = unary('erf'),
  sigmoid = unary('sigmoid'), logSigmoid = unary('logSigmoid'), softplus = unary('softplus'), softsign = unary('softsign'),
  relu = unary('relu'), relu6 = unary('relu6'), selu = unary('selu'), silu = unary('silu'), mish = unary('mish'), hardswish = unary('hardswish')

/** Comparisons give a mask of 1 and 0, in the type of the operands (float32 for int32). No gradient flows. */
// prettier-ignore
export const equal = comparison('equal'), notEqual = comparison('notEqual'), less = comparison('less'),
  lessEqual = comparison('lessEqual'), greater = comparison('greater'), greaterEqual = comparison('greaterEqual')

const leaky = elementwise('leakyRelu', table.leakyRelu)
/** x where x > 0, else slope · x. */
export const leakyRelu = (x: X, slope = 0.01): Tensor => leaky([x], [slope])

const eluOp = elementwise('elu', table.elu)
/** x where x > 0, else alpha (eˣ − 1). */
export const elu = (x: X, alpha = 1): Tensor => eluOp([x], [alpha])

const geluExact = elementwise('gelu', table.gelu)
const geluTanh = elementwise('geluTanh', table.geluTanh)
/** x Φ(x), Φ the normal distribution function; `approximate: 'tanh'` for the form of the original code. */
export const gelu = (
  x: X,
  { approximate = 'none' }: { readonly approximate?: 'none' | 'tanh' } = {},
): Tensor => (approximate === 'tanh' ? geluTanh([x]) : geluExact([x]))

const clamp = elementwise('clip', table.clip)
/** x, but at least `min` and at most `max`; the gradient passes at the bounds themselves. */
export const clip = (
  x: X,
  { min = -Infinity, max = Infinity }: { readonly min?: number; readonly max?: number },
): Tensor => clamp([x], [min, max])

const hard = elementwise('hardtanh', table.hardtanh)
/** Like clip, to [−1, 1] unless said, but without gradient at the bounds. */
export const hardtanh = (
  x: X,
  { min = -1, max = 1 }: { readonly min?: number; readonly max?: number } = {},
): Tensor => hard([x], [min, max])

const select = elementwise('where', table.where)
/** a where the mask is not 0, b elsewhere. The gradient goes to the side that was taken. */
export function where(mask: X, a: X, b: X): Tensor {
  const like = [a, b].find((x): x is Tensor => x instanceof Tensor)
  return select([
    mask instanceof Tensor && mask.dtype === 'int32' ? cast(mask, like?.dtype ?? 'float32') : mask,
    a,
    b,
  ])
}

const castOp = (pullback: Pullback<DType> | null): KernelOp<DType> => ({
  name: 'cast',
  shape: ([x]) => x,
  dtype: (_, to) => to,
  forward: (k, y, [x]) => k.map(copy, [x], [], y),
  pullbacks: [pullback],
  reads: [],
})
const toFloat = castOp((dy, [x]) => cast(dy, x.dtype))
const toInteger = castOp(null)
/** The same numbers in another element type; to int32 they are cut towards 0, and no gradient flows. */
export const cast = (x: Tensor, dtype: DType): Tensor =>
  x.dtype === dtype ? x : apply(dtype === 'int32' ? toInteger : toFloat, [x], dtype)

/** The table's algebra read with tensors. */
// prettier-ignore
const tensors: Algebra<Tensor> = {
  neg, abs, sign, sqrt, exp, log, log1p, expm1, sin, cos, tanh, erf, add, sub, mul, div, pow, maximum, minimum,
  equal, notEqual, less, lessEqual, greater, greaterEqual, where, square, reciprocal, rsqrt, sigmoid, softplus,
}
