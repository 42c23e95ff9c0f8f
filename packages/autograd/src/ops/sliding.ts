// How windows slide: kernel, stride, padding and dilation as people write them, made into numbers for each axis.
// The one place that refuses them. Windows slide over the last axes: one, or two as in images.
import { ShapeError, ValueError } from '../errors.ts'
import { shown } from '../options.ts'
import { show, type Shape } from '../shape.ts'
import type { Sliding } from '../view.ts'

/** One number for every axis, or one for each. */
export type PerAxis = number | readonly number[]

export interface SlidingOptions {
  /** From one window to the next. */
  readonly stride?: PerAxis
  /** Zeros around the input; `same`: as many as give ⌈size / stride⌉ windows, one more after than before where odd. */
  readonly padding?: PerAxis | 'same' | 'valid'
  /** From one element of a window to the next. */
  readonly dilation?: PerAxis
  /** Who is named in errors; the op itself unless said. */
  readonly where?: string
}

/** What is added before and after an axis. */
export type Widths = readonly [before: number, after: number]

export interface Slides {
  readonly sliding: readonly Sliding[]
  readonly padding: readonly Widths[]
}

/** An option as a list of integers, one for each axis; `words` are what else it may be. */
export function perAxis(
  where: string,
  name: string,
  value: unknown,
  rank: number,
  least: number,
  words = '',
): number[] {
  const list: unknown = typeof value === 'number' ? new Array<number>(rank).fill(value) : value
  const fits = (x: unknown): x is number => Number.isInteger(x) && (x as number) >= least
  if (Array.isArray(list) && list.length === rank && list.every(fits)) return list
  const more = rank > 1 ? `, or a list of ${rank}` : ''
  throw new ValueError(
    `${where}: ${name} is ${shown(value)}; it needs an integer of at least ${least}${more}${words}.`,
  )
}

/** How far a window reaches. */
export const extent = (kernel: number, dilation: number): number => dilation * (kernel - 1) + 1

function widths(size: number, before: number, { kernel, stride, dilation }: Omit<Sliding, 'count'>): Widths {
  if (before >= 0) return [before, before]
  const total = Math.max(0, (Math.ceil(size / stride) - 1) * stride + extent(kernel, dilation) - size)
  return [Math.floor(total / 2), Math.ceil(total / 2)]
}

/** Windows over an axis with its padding. With `ceil`, a last one may hang over the end, if it begins before it. */
function along(size: number, [before, after]: Widths, step: Omit<Sliding, 'count'>, ceil: boolean) {
  const reach = extent(step.kernel, step.dilation)
  const room = before + size + after - reach
  let count = Math.max(0, 1 + (ceil ? Math.ceil : Math.floor)(room / step.stride))
  if (ceil && (count - 1) * step.stride >= size + before) count--
  const over = Math.max(0, (count - 1) * step.stride - room)
  return { sliding: { ...step, count }, padding: [before, after + over] as const }
}

/** The windows of `kernel` over axes of `sizes`. */
export function slides(
  where: string,
  sizes: Shape,
  kernel: readonly number[],
  { stride = 1, padding = 0, dilation = 1 }: SlidingOptions,
  ceil = false,
): Slides {
  const rank = sizes.length
  const strides = perAxis(where, 'stride', stride, rank, 1)
  const dilations = perAxis(where, 'dilation', dilation, rank, 1)
  const befores =
    padding === 'same'
      ? sizes.map(() => -1)
      : perAxis(where, 'padding', padding === 'valid' ? 0 : padding, rank, 0, ", 'same' or 'valid'")
  const axes = sizes.map((size, i) => {
    const step = { kernel: kernel[i], stride: strides[i], dilation: dilations[i] }
    return along(size, widths(size, befores[i], step), step, ceil)
  })
  if (axes.some(({ sliding }) => sliding.count < 1)) {
    const reach = kernel.map((k, i) => extent(k, dilations[i]))
    const room = axes.map(({ padding: [before, after] }, i) => before + sizes[i] + after)
    throw new ShapeError(
      `${where}: the kernel covers ${show(reach)} and the input with its padding ${show(room)}; it must not be larger. Take a smaller kernel, or more padding.`,
    )
  }
  return { sliding: axes.map((a) => a.sliding), padding: axes.map((a) => a.padding) }
}
