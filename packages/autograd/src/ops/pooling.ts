// What pooling takes: windows over the last axes, each of which becomes one number. Read `windows.ts` first, then
// `max-pooling.ts` and `average-pooling.ts`.
import { ShapeError, ValueError } from '../errors.ts'
import { checkTensor, floats } from '../op.ts'
import { show, type Shape } from '../shape.ts'
import type { Tensor } from '../tensor.ts'
import type { Sliding } from '../view.ts'
import { pad } from './join.ts'
import { SPACE } from './layout.ts'
import { perAxis, slides, type PerAxis, type Slides } from './sliding.ts'

export interface PoolingOptions {
  /** From one window to the next; the kernel's size unless said, so that windows do not overlap. */
  readonly stride?: PerAxis
  /** At most half of the kernel, so that no window lies outside. */
  readonly padding?: PerAxis
  /** A last window may hang over the end, if it begins before it. */
  readonly ceilMode?: boolean
  /** Who is named in errors; the op itself unless said. */
  readonly where?: string
}

export interface MaxPoolingOptions extends PoolingOptions {
  readonly dilation?: PerAxis
}

/** The windows of a pool, checked. */
export function pooled(
  name: string,
  rank: number,
  x: Tensor,
  kernel: PerAxis,
  options: MaxPoolingOptions,
): Slides {
  const { where = name, stride = kernel, padding = 0, dilation = 1, ceilMode = false } = options
  checkTensor(where, x)
  floats(where, [x])
  if (x.rank < rank)
    throw new ShapeError(`${where}: the input is ${show(x.shape)}; it needs (…, ${SPACE[rank].join(', ')}).`)
  const sizes = perAxis(where, 'kernel', kernel, rank, 1)
  const widths = perAxis(where, 'padding', padding, rank, 0)
  const wide = widths.findIndex((n, i) => 2 * n > sizes[i])
  if (wide >= 0)
    throw new ValueError(
      `${where}: padding is ${widths[wide]} and the kernel ${sizes[wide]}; it needs at most half of the kernel.`,
    )
  return slides(where, x.shape.slice(x.rank - rank), sizes, { stride, padding, dilation }, ceilMode)
}

/** x with its padding around the last axes, if there is any. */
export function padded(x: Tensor, { padding }: Slides, value: number): Tensor {
  if (padding.flat().every((n) => n === 0)) return x
  const others = x.shape.slice(0, -padding.length).map(() => [0, 0] as const)
  return pad(x, [...others, ...padding], value)
}

/** One number for each window. */
export const pooledShape = (
  [x]: readonly Shape[],
  { sliding }: { readonly sliding: readonly Sliding[] },
): Shape => [...x.slice(0, -sliding.length), ...sliding.map((s) => s.count)]
