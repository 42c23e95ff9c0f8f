// The small algebra in which every scalar function and derivative is written, once (see `table.ts`).
// Whoever supplies its operations reads the table: with numbers, with tensors, or with text for a compiler.
import { cos, erf, exp, expm1, log, log1p, pow, sin, tanh } from '@glissade/math'

export type Operand<T> = T | number
type One<T> = (x: Operand<T>) => T
type Two<T> = (a: Operand<T>, b: Operand<T>) => T

/** What a reader of the table supplies. Comparisons give 1 or 0; `where(c, a, b)` is a where c is not 0, else b. */
// prettier-ignore
export interface Primitives<T> {
  neg: One<T>;   abs: One<T>;       sign: One<T>;  sqrt: One<T>;      exp: One<T>;      log: One<T>
  log1p: One<T>; expm1: One<T>;     sin: One<T>;   cos: One<T>;       tanh: One<T>;     erf: One<T>
  add: Two<T>;   sub: Two<T>;       mul: Two<T>;   div: Two<T>;       pow: Two<T>;      maximum: Two<T>;  minimum: Two<T>
  equal: Two<T>; notEqual: Two<T>;  less: Two<T>;  lessEqual: Two<T>; greater: Two<T>;  greaterEqual: Two<T>
  where: (c: Operand<T>, a: Operand<T>, b: Operand<T>) => T
}

/** The primitives and the few functions made of them that other formulas like to use. */
export interface Algebra<T> extends Primitives<T> {
  square: One<T>
  reciprocal: One<T>
  rsqrt: One<T>
  sigmoid: One<T>
  softplus: One<T>
}

/** A formula in the algebra: it gets the operations, then its arguments. */
export type Formula = <T>(algebra: Algebra<T>, ...x: Operand<T>[]) => Operand<T>

export const complete = <T>(p: Primitives<T>): Algebra<T> => ({
  ...p,
  square: (x) => p.mul(x, x),
  reciprocal: (x) => p.div(1, x),
  rsqrt: (x) => p.div(1, p.sqrt(x)),
  sigmoid: (x) => p.div(1, p.add(1, p.exp(p.neg(x)))),
  softplus: (x) => p.add(p.maximum(x, 0), p.log1p(p.exp(p.neg(p.abs(x))))),
})

/** The algebra of plain numbers, in float64. NaN goes through `maximum` and `minimum`. */
// prettier-ignore
export const numbers: Algebra<number> = complete<number>({
  neg: (x) => -x,        abs: Math.abs,           sign: Math.sign,   sqrt: Math.sqrt,
  exp, log, log1p, expm1, sin, cos, tanh, erf, pow,
  add: (a, b) => a + b,  sub: (a, b) => a - b,    mul: (a, b) => a * b,  div: (a, b) => a / b,
  maximum: Math.max,     minimum: Math.min,
  equal:   (a, b) => (a === b ? 1 : 0),           notEqual:     (a, b) => (a !== b ? 1 : 0),
  less:    (a, b) => (a < b ? 1 : 0),             lessEqual:    (a, b) => (a <= b ? 1 : 0),
  greater: (a, b) => (a > b ? 1 : 0),             greaterEqual: (a, b) => (a >= b ? 1 : 0),
  where: (c, a, b) => (c !== 0 ? a : b),
})
