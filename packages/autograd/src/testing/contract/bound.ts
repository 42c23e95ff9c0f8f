// How far may a kernel's float32 be from the exact number? A fourth reader of the table: numbers that carry their error.
// Running error analysis to first order: each operation adds its own rounding to what its operands bring along.
import { complete, numbers, type Algebra, type Operand } from '../../kernels/algebra.ts'
import type { Scalar } from '../../kernels/scalar.ts'
import type { DType } from '../../view.ts'

/** Half an ulp, relative: the largest error of one rounding. */
export const unit = (dtype: DType): number => (dtype === 'float64' ? 2 ** -53 : 2 ** -24)

/** What one operation may err, in half ulps of its result: + − · / √ round correctly, the others have room for two ulps. */
export const ROUNDED = 1
export const TRANSCENDENTAL = 4

interface Approximate {
  readonly value: number
  readonly error: number
}
type X = Operand<Approximate>

/** The algebra of numbers with error bounds, for arithmetic of the given unit. */
function approximate(u: number): Algebra<Approximate> {
  const lift = (x: X): Approximate =>
    typeof x === 'number' ? { value: x, error: Math.fround(x) === x ? 0 : u * Math.abs(x) } : x
  const result = (value: number, brought: number, halfUlps: number): Approximate => ({
    value,
    error: brought + halfUlps * u * Math.abs(value),
  })
  /** f, and |f′| at x (and y = f(x)), which magnifies the error that x brings. */
  const one =
    (f: (x: number) => number, slope: (x: number, y: number) => number, halfUlps: number) => (x: X) => {
      const { value, error } = lift(x)
      const y = f(value)
      return result(y, error === 0 ? 0 : Math.abs(slope(value, y)) * error, halfUlps)
    }
  const two =
    (
      f: (a: number, b: number) => number,
      brought: (a: Approximate, b: Approximate, y: number) => number,
      halfUlps: number,
    ) =>
    (a: X, b: X) => {
      const [p, q] = [lift(a), lift(b)]
      const y = f(p.value, q.value)
      return result(y, p.error === 0 && q.error === 0 ? 0 : brought(p, q, y), halfUlps)
    }
  const either = (p: Approximate, q: Approximate) => Math.max(p.error, q.error)
  const n = numbers
  // prettier-ignore
  return complete<Approximate>({
    neg: one(n.neg, () => 1, 0),                    abs: one(n.abs, () => 1, 0),
    sign: one(n.sign, () => 0, 0),                  sqrt: one(n.sqrt, (_, y) => 0.5 / y, ROUNDED),
    exp: one(n.exp, (_, y) => y, TRANSCENDENTAL),   log: one(n.log, (x) => 1 / x, TRANSCENDENTAL),
    log1p: one(n.log1p, (x) => 1 / (1 + x), TRANSCENDENTAL),  expm1: one(n.expm1, (_, y) => y + 1, TRANSCENDENTAL),
    sin: one(n.sin, n.cos, TRANSCENDENTAL),         cos: one(n.cos, n.sin, TRANSCENDENTAL),
    tanh: one(n.tanh, (_, y) => 1 - y * y, TRANSCENDENTAL),
    erf: one(n.erf, (x) => 1.1284 * n.exp(-x * x), TRANSCENDENTAL),
    add: two(n.add, (a, b) => a.error + b.error, ROUNDED),
    sub: two(n.sub, (a, b) => a.error + b.error, ROUNDED),
    mul: two(n.mul, (a, b) => Math.abs(a.value) * b.error + Math.abs(b.value) * a.error, ROUNDED),
    div: two(n.div, (a, b, y) => (a.error + Math.abs(y) * b.error) / Math.abs(b.value), ROUNDED),
    pow: two(n.pow, (a, b, y) => Math.abs(y) * (Math.abs(b.value / a.value) * a.error + Math.abs(n.log(Math.abs(a.value))) * b.error), TRANSCENDENTAL),
    maximum: two(n.maximum, either, 0),             minimum: two(n.minimum, either, 0),
    equal: two(n.equal, () => 0, 0),                notEqual: two(n.notEqual, () => 0, 0),
    less: two(n.less, () => 0, 0),                  lessEqual: two(n.lessEqual, () => 0, 0),
    greater: two(n.greater, () => 0, 0),            greaterEqual: two(n.greaterEqual, () => 0, 0),
    where: (c, a, b) => (lift(c).value !== 0 ? lift(a) : lift(b)),
  })
}

/** What f gives at exact inputs, and how far a kernel of the element type may be from it. */
export function bounded(f: Scalar, dtype: DType): (x: readonly number[]) => Approximate {
  const u = unit(dtype)
  const algebra = approximate(u)
  return (x) => {
    const operands = x.map((value, i) => (i < f.inputs ? { value, error: 0 } : value))
    const y = f.formula(algebra, ...operands)
    const { value, error } = typeof y === 'number' ? { value: y, error: 0 } : y
    return { value, error: error + u * Math.abs(value) + 2 ** -149 }
  }
}
