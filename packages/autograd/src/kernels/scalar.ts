// A scalar function as kernels know it: a name, so that a backend may have a fast form, and the plain function.
// Each row of the table gives one for y and one per derivative, ȳ · ∂y/∂x, fused into a single pass. Read `table.ts` first.
import { ValueError } from '../errors.ts'
import { numbers, type Algebra, type Formula, type Operand } from './algebra.ts'
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

/** ȳ · ∂y/∂x as a kernel. */
export interface ScalarPullback extends Scalar {
  /** Which of (ȳ, inputs…, y) it looks at, in rising order: these are its inputs. tanh.d0 reads [0, 2], ȳ and y. */
  readonly reads: readonly number[]
}

export interface ScalarFunction {
  readonly forward: Scalar
  /** null where the function has no derivative by that input. */
  readonly pullbacks: readonly (ScalarPullback | null)[]
}

/** The most arguments of a derivative: inputs, y and parameters. */
const MOST = 5

/** Both readings of a row that a kernel needs. */
export function scalarFunction(name: string, row: Row): ScalarFunction {
  const inputs = row.d.length
  const params = Object.keys(row.params ?? {}).length
  if (inputs + 1 + params > MOST) {
    throw new ValueError(
      `${name}: ${inputs} inputs, y and ${params} parameters; a row has at most ${MOST} of them in all.`,
    )
  }
  return {
    forward: scalar(name, inputs, params, row.f),
    pullbacks: row.d.map((d, i) => d && pullback(`${name}.d${i}`, inputs, params, d)),
  }
}

function pullback(name: string, inputs: number, params: number, d: Formula): ScalarPullback {
  const seen = argumentsOf(d, inputs + 1 + params)
  const reads = [0, ...seen.filter((i) => i <= inputs).map((i) => i + 1)]
  const given = [
    ...reads.slice(1).map((i) => i - 1),
    ...Array.from({ length: params }, (_, k) => inputs + 1 + k),
  ]
  const places = Array.from({ length: MOST }, (_, i) => given.indexOf(i))
  const derivative = rearranged(d, places)
  const formula: Formula = (algebra, dy, a, b, c, e, f) => algebra.mul(dy, derivative(algebra, a, b, c, e, f))
  return { ...scalar(name, reads.length, params, formula), reads }
}

/** f with its argument i taken from place `places[i]` of those given; written out, as lists would be made for every element. */
function rearranged(f: Formula, [p, q, r, s, t]: readonly number[]): Formula {
  return (algebra, a, b, c, d, e) =>
    f(
      algebra,
      pick(p, a, b, c, d, e),
      pick(q, a, b, c, d, e),
      pick(r, a, b, c, d, e),
      pick(s, a, b, c, d, e),
      pick(t, a, b, c, d, e),
    )
}

const pick = <T>(place: number, a: T, b: T, c: T, d: T, e: T): T =>
  place === 0 ? a : place === 1 ? b : place === 2 ? c : place === 3 ? d : e

/** Which arguments a formula looks at: it is read with sets of arguments for numbers. */
function argumentsOf(f: Formula, count: number): number[] {
  type Seen = ReadonlySet<number>
  const union = (...x: Operand<Seen>[]): Seen =>
    new Set(x.flatMap((each) => (typeof each === 'number' ? [] : [...each])))
  const sets = Object.fromEntries(
    Object.keys(numbers).map((name) => [name, union]),
  ) as unknown as Algebra<Seen>
  const seen = f(sets, ...Array.from({ length: count }, (_, i) => new Set([i])))
  return typeof seen === 'number' ? [] : [...seen].sort((a, b) => a - b)
}

/** Copies, whatever the strides. */
export const identity: Scalar = scalar('identity', 1, 0, (_, x) => x)
/** Adds, for the tape's own accumulation. */
export const addition: Scalar = scalar('add', 2, 0, (algebra, a, b) => algebra.add(a, b))
