// What a row of the table of ops holds, and short ways to write one. The rows are in the files beside this one.
import type { Nested, Shape, Tensor } from '../../src/index.ts'

export type Call = (...x: Tensor[]) => Tensor
type Interval = readonly [lo: number, hi: number]

/** The op at some shapes, where it is smooth: gradients, views, aliases and float32 are tried on it. */
export interface Try {
  readonly title: string
  readonly call: Call
  readonly shapes: readonly Shape[]
}

/** Numbers worked out by hand: the op at `at` is `y`, and dx are the gradients of Σ y by the inputs. */
export interface Point {
  readonly title: string
  readonly call: Call
  readonly at: readonly Nested[]
  readonly y: Nested
  /** null where no gradient flows. */
  readonly dx: readonly (Nested | null)[] | undefined
}

export interface Row {
  readonly tries: readonly Try[]
  readonly points: readonly Point[]
  /** Where each input is drawn from; [−2, 2] unless said. */
  readonly domains: readonly Interval[]
  /** Inputs keep a distance from these. */
  readonly kinks: readonly number[]
  /** Linear in all inputs together, or in each one while the others stand still. */
  readonly linear: 'together' | 'each' | undefined
  /** False for ops that no gradient flows through. */
  readonly differentiable: boolean
}

type Options = Partial<Pick<Row, 'domains' | 'kinks' | 'linear' | 'differentiable'>>

const complete = (tries: readonly Try[], points: readonly Point[], options: Options): Row => ({
  tries,
  points,
  domains: options.domains ?? [],
  kinks: options.kinks ?? [],
  linear: options.linear,
  differentiable: options.differentiable ?? true,
})

const title = (shapes: readonly Shape[]): string => shapes.map((s) => `(${s.join(', ')})`).join(' ')

/** A try is a call and the shapes of its inputs; a point a call, its inputs, y, and the gradients. */
export type TryList = readonly (readonly [call: Call, ...shapes: Shape[]])[]
export type PointList = readonly (readonly [
  call: Call,
  at: readonly Nested[],
  y: Nested,
  dx?: readonly (Nested | null)[],
])[]

export const row = (tries: TryList, points: PointList, options: Options = {}): Row =>
  complete(
    tries.map(([call, ...shapes], i) => ({ title: `try ${i}, ${title(shapes)}`, call, shapes })),
    points.map(([call, at, y, dx]) => ({ title: JSON.stringify(at), call, at, y, dx })),
    options,
  )

const SHAPES: readonly Shape[] = [[], [1], [5], [2, 3], [2, 1, 3], [2, 2, 1, 3], [0], [2, 0, 3]]

/** A function of one number: its points are [x, y, dy/dx]. */
export const unary = (
  call: (x: Tensor) => Tensor,
  points: readonly (readonly number[])[],
  options: Options = {},
): Row =>
  complete(
    SHAPES.map((shape) => ({ title: title([shape]), call, shapes: [shape] })),
    points.map(([x, y, dx]) => ({
      title: String(x),
      call,
      at: [x],
      y,
      dx: dx === undefined ? undefined : [dx],
    })),
    options,
  )

// prettier-ignore
const PAIRS: readonly (readonly [Shape, Shape])[] = [
  [[], []], [[2, 3], [2, 3]], [[2, 3], []], [[], [2, 3]], [[2, 3], [3]], [[3, 1], [1, 4]], [[3], [2, 1, 3]],
  [[2, 1, 3], [2, 4, 1]], [[1], [1, 1]], [[2, 2, 1, 2], [3, 2]], [[0, 3], [3]], [[2, 0], [1, 1]],
]

/** A function of two numbers: its points are [a, b, y, ∂y/∂a, ∂y/∂b]. */
export const binary = (
  call: (a: Tensor, b: Tensor) => Tensor,
  points: readonly (readonly number[])[],
  options: Options = {},
): Row =>
  complete(
    PAIRS.map((shapes) => ({ title: title(shapes), call, shapes })),
    points.map(([a, b, y, da, db]) => ({
      title: `${a}, ${b}`,
      call,
      at: [a, b],
      y,
      dx: da === undefined ? undefined : [da, db],
    })),
    options,
  )
