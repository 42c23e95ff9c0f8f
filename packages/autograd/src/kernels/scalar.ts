// A scalar function as kernels know it: a name, so that a backend may have a fast form, and the plain function.
// Each row of the table gives one for y and one per derivative, ȳ · ∂y/∂x, fused into a single pass.
import { numbers, type Formula } from './algebra.ts'
import type { Row } from './table.ts'

export interface Scalar {
  /** `tanh` for a function, `tanh.d0` for ȳ times its derivative by the first input. */
  readonly name: string
  readonly inputs: number
  readonly params: number
  /** Inputs, then parameters. */
  readonly js: (...x: number[]) => number
  /** The formula itself, for backends that compile it; the arguments are those of `js`. */
  readonly formula: Formula
}

const scalar = (name: string, inputs: number, params: number, formula: Formula): Scalar => {
  const f = formula<number>
  const js: Scalar['js'] =
    [
      () => f(numbers),
      (a: number) => f(numbers, a),
      (a: number, b: number) => f(numbers, a, b),
      (a: number, b: number, c: number) => f(numbers, a, b, c),
      (a: number, b: number, c: number, d: number) => f(numbers, a, b, c, d),
    ][inputs + params] ?? ((...x: number[]) => f(numbers, ...x))
  return { name, inputs, params, js, formula }
}

export interface ScalarFunction {
  readonly forward: Scalar
  /** (ȳ, inputs…, y, parameters…) → the gradient of one input; null where the function has none. */
  readonly pullbacks: readonly (Scalar | null)[]
}

/** Both readings of a row that a kernel needs. */
export function scalarFunction(name: string, row: Row): ScalarFunction {
  const inputs = row.d.length
  const params = Object.keys(row.params ?? {}).length
  const pullback =
    (d: Formula): Formula =>
    (algebra, dy, x0, x1, x2, x3) =>
      algebra.mul(dy, d(algebra, x0, x1, x2, x3))
  return {
    forward: scalar(name, inputs, params, row.f),
    pullbacks: row.d.map((d, i) => d && scalar(`${name}.d${i}`, inputs + 2, params, pullback(d))),
  }
}

/** Copies, whatever the strides. */
export const identity: Scalar = scalar('identity', 1, 0, (_, x) => x)
/** Adds, for the tape's own accumulation. */
export const addition: Scalar = scalar('add', 2, 0, (algebra, a, b) => algebra.add(a, b))
