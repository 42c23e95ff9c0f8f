// golden/problems@1: the functions that the optimizers descend, written with ops, so that the tape supplies the gradient.
import {
  add,
  matmul,
  mean,
  Module,
  mul,
  parameter,
  slice,
  softplus,
} from '../../packages/glissade/src/index.ts'
import {
  square,
  sub,
  sum,
  tensor,
  type FlatModel,
  type Parameter,
  type Tensor,
} from '../../packages/glissade/src/index.ts'
import type { Case, Run } from './case.ts'
import type { Json, Numbers } from './json.ts'
import { exact } from './tolerances.ts'

export interface Problem {
  (w: Tensor): Tensor
  /** The same on some of the data's rows. */
  ofRows?(rows: readonly number[]): Problem
  /** The same with its constants as float32 has them. */
  readonly rounded?: Problem
}

/** Constants in the type of the weights. */
export const like = (w: Tensor, { shape, data }: Numbers): Tensor =>
  tensor(w.dtype === 'float64' ? Float64Array.from(data) : Float32Array.from(data), { shape })

/** f = ½ w·Aw − b·w */
const quadratic =
  (A: Numbers, b: Numbers): Problem =>
  (w) =>
    sub(mul(0.5, sum(mul(w, matmul(like(w, A), w)))), sum(mul(like(w, b), w)))

/** f = (1 − x)² + 100 (y − x²)² */
const rosenbrock: Problem = (w) => {
  const [x, y] = [slice(w, [0]), slice(w, [1])]
  return add(square(sub(1, x)), mul(100, square(sub(y, square(x)))))
}

/** f = Σ (cᵢ − x + x yⁱ)² for i = 1, 2, 3 */
const beale: Problem = (w) => {
  const [x, y] = [slice(w, [0]), slice(w, [1])]
  const powers = [y, square(y), mul(y, square(y))]
  return [1.5, 2.25, 2.625]
    .map((c, i) => square(add(sub(c, x), mul(x, powers[i]))))
    .reduce((f, term) => add(f, term))
}

/** f = mean(softplus(z) − y z) with z = X w + c; the parameters are w and then c. */
export const logistic =
  (X: Numbers, y: Numbers): Problem =>
  (w) => {
    const n = X.shape[1]
    const z = add(matmul(like(w, X), slice(w, [[0, n]])), slice(w, [n]))
    return mean(sub(softplus(z), mul(like(w, y), z)))
  }

/** The logistic problem, which can be had on some rows. */
function inRows(X: Numbers, y: Numbers): Problem {
  const width = X.shape[1]
  const ofRows = (rows: readonly number[]): Problem => {
    const data = rows.flatMap((row) => X.data.slice(row * width, (row + 1) * width))
    return logistic(
      { shape: [rows.length, width], data },
      { shape: [rows.length], data: rows.map((row) => y.data[row]) },
    )
  }
  return Object.assign((w: Tensor) => logistic(X, y)(w), { ofRows })
}

type Constants = (name: string) => Numbers

const kinds: Record<string, (constants: Constants) => Problem> = {
  quadratic5: (constants) => quadratic(constants('A'), constants('b')),
  rosenbrock2: () => rosenbrock,
  beale2: () => beale,
  logistic20x4: (constants) => inRows(constants('X'), constants('y')),
}

/** A problem, which can also be had with rounded constants. */
function problemOf(name: string, stated: Json): Problem {
  const kind = kinds[name] ?? stated.refuse(`one of the problems ${Object.keys(kinds).join(', ')}`)
  const exact = (key: string): Numbers => stated.get(key).numbers()
  const rounded = kind((key) => ({ ...exact(key), data: exact(key).data.map(Math.fround) }))
  const problem = kind(exact)
  return Object.assign((w: Tensor) => problem(w), problem, { rounded })
}

/** The problems of a file by name. */
export function readProblems(file: Json): [string, Problem][] {
  return file
    .get('problems')
    .entries()
    .map(([name, stated]) => [name, problemOf(name, stated)])
}

/** A point of the plane (or of some other space) as a model with one parameter. */
class Point extends Module<[]> {
  readonly w: Parameter

  constructor(start: readonly number[], { dtype }: Run) {
    super()
    this.w = parameter(tensor(dtype === 'float64' ? Float64Array.from(start) : Float32Array.from(start)))
  }

  forward(): Tensor {
    return this.w
  }
}

/** Weights to be descended from: as a tensor, and as an optimizer wants them. */
export function point(start: readonly number[], run: Run): { w: Parameter; target: FlatModel } {
  const at = new Point(start, run)
  return { target: at.flat(), w: at.w }
}

/** Value and gradient at the start, and the value at the minimiser. */
export function problemCases(file: Json): Case[] {
  const problems = new Map(readProblems(file))
  return file
    .get('problems')
    .entries()
    .map(([name, stated]) => {
      const start = stated.get('start').numbers().data
      const values = { start: stated.get('f_start').numbers(), gradient: stated.get('grad_start').numbers() }
      const lowest = stated.has('f_min')
        ? { at: stated.get('minimiser').numbers().data, f: stated.get('f_min').numbers() }
        : undefined
      return { name: `problem ${name}`, run: (run) => check(problems.get(name)!, start, values, lowest, run) }
    })
}

function check(
  problem: Problem,
  start: readonly number[],
  values: { start: Numbers; gradient: Numbers },
  lowest: { at: readonly number[]; f: Numbers } | undefined,
  run: Run,
): ReturnType<Case['run']> {
  const tolerance = exact(run)
  const { target, w } = point(start, run)
  const f = { shape: [], data: [target.evaluate(() => problem(w))] }
  const checks = [
    { what: 'f at the start', found: f, wanted: values.start, tolerance },
    {
      what: 'gradient at the start',
      found: { shape: w.shape, data: target.gradient },
      wanted: values.gradient,
      tolerance,
    },
  ]
  if (!lowest || run.dtype === 'float32') return checks
  const bottom = point(lowest.at, run)
  const least = { shape: [], data: [bottom.target.evaluate(() => problem(bottom.w))] }
  return [...checks, { what: 'f at the minimiser', found: least, wanted: lowest.f, tolerance }]
}
