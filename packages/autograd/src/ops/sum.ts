// Repeating and summing, each the derivative of the other. Read `view.ts` first.
// Every fold of the library is built here; the others are in `extreme.ts`, `prod.ts` and `statistics.ts`.
import type { Fold } from '../kernels/kernels.ts'
import { anyType, apply, checkTensor, type KernelOp, type Pullback, type ViewOp } from '../op.ts'
import { ShapeError } from '../errors.ts'
import { checkOptions } from '../options.ts'
import { checkShape, resolveAxes, rowMajor, sameShape, show, type Shape } from '../shape.ts'
import type { Tensor } from '../tensor.ts'
import { broadcast } from '../view.ts'
import { reshape } from './view.ts'

const broadcastOp: ViewOp<Shape> = {
  name: 'broadcastTo',
  view: broadcast,
  pullbacks: [(dy, [x]) => sumTo(dy, x.shape)],
  reads: [],
}

/** Repeats axes of size 1, and leading ones, up to `shape`, without a copy. */
export function broadcastTo(x: Tensor, shape: Shape): Tensor {
  checkTensor('broadcastTo', x)
  checkShape('broadcastTo', shape)
  const lead = shape.length - x.rank
  if (lead < 0 || x.shape.some((d, i) => d !== 1 && d !== shape[lead + i])) {
    throw new ShapeError(
      `broadcastTo: ${show(x.shape)} to ${show(shape)}; each size must be equal, or 1 on the left.`,
    )
  }
  return sameShape(x.shape, shape) ? x : apply(broadcastOp, [x], shape)
}

export interface ReduceOptions {
  readonly axis?: number | readonly number[]
  /** Leave the folded axes in place with size 1. */
  readonly keepDims?: boolean
}
/** The axes that an op folds. */
export interface Folded {
  readonly axes: readonly number[]
  readonly keepDims: boolean
}

export const kept = (shape: Shape, axes: readonly number[]): number[] =>
  shape.map((d, i) => (axes.includes(i) ? 1 : d))
export const left = (shape: Shape, { axes, keepDims }: Folded): Shape =>
  keepDims ? kept(shape, axes) : shape.filter((_, i) => !axes.includes(i))
/** How many elements fold into one. */
export const count = (x: Tensor, { axes }: Folded): number => axes.reduce((n, a) => n * x.shape[a], 1)
export const FOLDS = ['axis', 'keepDims']
/** What an op was told to fold, checked; some know further options. */
export function folded(where: string, x: Tensor, options: ReduceOptions, known = FOLDS): Folded {
  checkTensor(where, x)
  checkOptions(where, options, known)
  const { axis, keepDims = false } = options
  return { axes: resolveAxes(where, axis, x.rank), keepDims }
}

/** A folded tensor with its axes back, at size 1, so that it broadcasts against x. */
export const withAxes = (y: Tensor, x: Tensor, { axes }: Folded): Tensor => reshape(y, kept(x.shape, axes))

export const foldOp = (
  kind: Fold,
  pullback: Pullback<Folded>,
  reads: readonly (number | 'y')[],
): KernelOp<Folded> => ({
  name: kind,
  ...(kind === 'max' || kind === 'min' ? { dtype: anyType(kind) } : {}),
  shape: ([x], attrs) => left(x, attrs),
  forward: (k, y, [x], { axes }) => {
    const shape = kept(x.shape, axes)
    k.fold(kind, x, { data: y.data, offset: y.offset, shape, stride: rowMajor(shape) })
  },
  pullbacks: [pullback],
  reads: [reads],
})

const sumOp = foldOp('sum', (dy, [x], _y, attrs) => broadcastTo(withAxes(dy, x, attrs), x.shape), [])
/** Σ x over axes that are known to be right. */
export const total = (x: Tensor, attrs: Folded): Tensor => apply(sumOp, [x], attrs)
/** y = Σ x */
export const sum = (x: Tensor, options: ReduceOptions = {}): Tensor => total(x, folded('sum', x, options))

const sumToOp: KernelOp<Shape> = {
  name: 'sumTo',
  shape: (_, to) => to,
  forward: (k, y, [x], to) => {
    const shape = [...new Array<number>(x.shape.length - to.length).fill(1), ...to]
    k.fold('sum', x, { data: y.data, offset: y.offset, shape, stride: rowMajor(shape) })
  },
  pullbacks: [(dy, [x]) => broadcastTo(dy, x.shape)],
  reads: [[]],
}

/** Sums a broadcast tensor down to the shape it came from: the adjoint of broadcastTo. One op, so that its sum may land in a gradient. */
export const sumTo = (x: Tensor, shape: Shape): Tensor =>
  sameShape(x.shape, shape) ? x : apply(sumToOp, [x], shape)
