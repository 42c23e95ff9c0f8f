// From a row of the table to an op on tensors: y and its gradients, broadcast. Read `../kernels/table.ts` first.
// At first order a gradient is one fused kernel; where it may be derived again, the formula is read with ops.
import { DTypeError, ValueError } from '../errors.ts'
import type { Algebra, Formula, Operand } from '../kernels/algebra.ts'
import { scalarFunction, type Scalar, type ScalarPullback } from '../kernels/scalar.ts'
import { minusOne, one, table, type Row } from '../kernels/table.ts'
import { scalar } from '../allocate.ts'
import { anyType, apply, floats, notTensor, sameDType, type KernelOp, type Pullback } from '../op.ts'
import { shown } from '../options.ts'
import { recorded } from '../recording.ts'
import { broadcastShapes } from '../shape.ts'
import { Tensor } from '../tensor.ts'
import { broadcast, type DType } from '../view.ts'

type Params = readonly number[]
type Elementwise = (inputs: readonly Operand<Tensor>[], params?: Params) => Tensor
type TypeRule = (inputs: readonly Tensor[]) => DType

const floating =
  (name: string): TypeRule =>
  (inputs) =>
    floats(name, inputs)
const mask =
  (name: string): TypeRule =>
  (inputs) => {
    const dtype = sameDType(name, inputs)
    return dtype === 'int32' ? 'float32' : dtype
  }

export const kernelOp = (
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
export function elementwise(name: string, row: Row, dtype: TypeRule = floating(name)): Elementwise {
  const { forward, pullbacks } = scalarFunction(name, row)
  const defaults = Object.values(row.params ?? {})
  const op = kernelOp(
    forward,
    dtype,
    row.d.map((d, i) => pullbackOf(d, pullbacks[i], dtype)),
    pullbacks.map((p) => p?.reads.slice(1).map((slot) => (slot <= row.d.length ? slot - 1 : 'y')) ?? []),
  )
  const names = Object.keys(row.params ?? {})
  return (inputs, params = defaults) => {
    for (let i = 0; i < names.length; i++) checkNumber(name, names[i], params[i])
    return apply(op, lift(name, inputs), params)
  }
}

function checkNumber(where: string, name: string, value: unknown): void {
  if (typeof value !== 'number')
    throw new ValueError(`${where}: ${name} is ${shown(value)}; it needs a number.`)
}

/** ȳ · ∂y/∂x: one fused kernel, or ops where the tape is watching and the derivative may be derived again. */
function pullbackOf(
  d: Formula | null,
  kernel: ScalarPullback | null,
  dtype: TypeRule,
): Pullback<Params> | null {
  if (!d || !kernel) return null
  if (d === one) return (dy) => dy
  if (d === minusOne) return (dy) => tensors.neg(dy)
  const fused = kernelOp(kernel, dtype, [])
  return (dy, inputs, y, params) => {
    if (recorded()) return tensors.mul(dy, d(tensors, ...inputs, y, ...params))
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
  const { dtype } = like ?? { dtype: 'float32' }
  return inputs.map((x) => {
    if (x instanceof Tensor) return x
    if (typeof x !== 'number') throw notTensor(where, x, 'a tensor or a number')
    if (dtype === 'int32' && x !== (x | 0)) throw notWhole(where, x)
    return scalar(x, dtype)
  })
}

/** It would be cut, and a comparison with it wrong. */
const notWhole = (where: string, x: number): DTypeError =>
  new DTypeError(
    `${where}: ${x} beside int32; it needs a whole number of 32 bits. Convert the tensor with cast(x, 'float32').`,
  )

const comparisons = new Set<string>(['equal', 'notEqual', 'less', 'lessEqual', 'greater', 'greaterEqual'])

const typeRule = (name: string): TypeRule =>
  comparisons.has(name) ? mask(name) : name === 'where' ? anyType(name) : floating(name)

/** The op of every row of the table, by name. */
export const rowOps = Object.fromEntries(
  Object.entries<Row>(table).map(([name, row]) => [name, elementwise(name, row, typeRule(name))]),
) as Record<keyof typeof table, Elementwise>

type Name = keyof typeof table

/** A function that knows its row of the table, for those that have more than one reading of it. */
export interface OfRow {
  readonly row: Name
}

/** Gives a function the name of its row. */
export function ofRow<F extends object>(row: Name, f: F): F & OfRow {
  Object.defineProperty(f, 'name', { value: row })
  return Object.assign(f, { row })
}

export function unary(name: Name): ((x: Operand<Tensor>) => Tensor) & OfRow {
  const f = rowOps[name]
  return ofRow(name, (x: Operand<Tensor>) => f([x]))
}
export function binary(name: Name): (a: Operand<Tensor>, b: Operand<Tensor>) => Tensor {
  const f = rowOps[name]
  return Object.defineProperty((a: Operand<Tensor>, b: Operand<Tensor>) => f([a, b]), 'name', { value: name })
}

/** The table's algebra read with tensors. */
// prettier-ignore
export const tensors: Algebra<Tensor> = {
  neg: unary('neg'),       abs: unary('abs'),           sign: unary('sign'),   sqrt: unary('sqrt'), exp: unary('exp'), log: unary('log'),
  log1p: unary('log1p'),   expm1: unary('expm1'),       sin: unary('sin'),     cos: unary('cos'),   tanh: unary('tanh'), erf: unary('erf'),
  square: unary('square'), reciprocal: unary('reciprocal'), rsqrt: unary('rsqrt'), sigmoid: unary('sigmoid'), softplus: unary('softplus'),
  add: binary('add'),      sub: binary('sub'),          mul: binary('mul'),    div: binary('div'),  pow: binary('pow'),
  maximum: binary('maximum'), minimum: binary('minimum'),
  equal: binary('equal'),  notEqual: binary('notEqual'), less: binary('less'), lessEqual: binary('lessEqual'),
  greater: binary('greater'), greaterEqual: binary('greaterEqual'),
  where: (c, a, b) => rowOps.where([c, a, b]),
}
