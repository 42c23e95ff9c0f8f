// Pooling: each window becomes one number, its largest or its mean. Read `windows.ts` first.
import { ShapeError, ValueError } from '../errors.ts'
import { allocate } from '../allocate.ts'
import { largest, put } from '../kernels/largest.ts'
import { flat } from '../kernels/loops.ts'
import { apply, notTensor, type ComposedOp, type KernelOp } from '../op.ts'
import { show, type Shape } from '../shape.ts'
import { Tensor } from '../tensor.ts'
import type { Sliding } from '../view.ts'
import { div } from './arithmetic.ts'
import { pad } from './join.ts'
import { checkKeys, perAxis, slides, type PerAxis, type Slides, type SlidingOptions } from './sliding.ts'
import { broadcastTo, sum } from './sum.ts'
import { permute, reshape } from './view.ts'
import { foldOp, unfoldOp } from './windows.ts'

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

export interface AveragePoolingOptions extends PoolingOptions {
  /** Whether the zeros of the padding count as elements: true unless said, as in PyTorch. */
  readonly countIncludePad?: boolean
}

interface Pooled extends Slides {
  readonly where: string
}

function pooled(name: string, rank: number, x: Tensor, kernel: PerAxis, options: MaxPoolingOptions): Pooled {
  const { where = name, stride = kernel, padding = 0, dilation = 1, ceilMode = false } = options
  if (!(x instanceof Tensor)) throw notTensor(where, x)
  if (x.rank < rank)
    throw new ShapeError(`${where}: the input is ${show(x.shape)}; it needs ${rank} axes or more.`)
  const sizes = perAxis(where, 'kernel', kernel, rank, 1)
  const widths = perAxis(where, 'padding', padding, rank, 0)
  const wide = widths.findIndex((n, i) => 2 * n > sizes[i])
  if (wide >= 0)
    throw new ValueError(
      `${where}: padding is ${widths[wide]} and the kernel ${sizes[wide]}; it needs at most half of the kernel.`,
    )
  const options2: SlidingOptions = { stride, padding, dilation }
  return { where, ...slides(where, x.shape.slice(x.rank - rank), sizes, options2, ceilMode) }
}

/** x with its padding around the last axes, if there is any. */
function padded(x: Tensor, { padding }: Slides, value: number): Tensor {
  if (padding.flat().every((n) => n === 0)) return x
  const others = x.shape.slice(0, -padding.length).map(() => [0, 0] as const)
  return pad(x, [...others, ...padding], value)
}

const windowsOf = ([x]: readonly Shape[], { sliding }: { readonly sliding: readonly Sliding[] }): Shape => [
  ...x.slice(0, -sliding.length),
  ...sliding.map((s) => s.count),
]

interface Places {
  readonly sliding: readonly Sliding[]
  /** Where each window's largest element is, in the row-major order of x: filled by the forward pass. */
  readonly at: Int32Array
}

const maxPoolOp: KernelOp<Places> = {
  name: 'maxPool',
  shape: windowsOf,
  forward: (k, y, [x], { sliding, at }) => (k.largest ?? largest)(x, sliding, y, at),
  pullbacks: [(dy, [x], _y, { at }) => apply(putOp, [dy], { at, shape: x.shape, windows: dy.shape })],
  reads: [],
}

/** Zeros, and each number added where its window had the largest; and its adjoint, which picks from these places. */
interface Routes {
  readonly at: Int32Array
  readonly shape: Shape
  readonly windows: Shape
}
const putOp: KernelOp<Routes> = {
  name: 'put',
  shape: (_, { shape }) => shape,
  forward: (k, y, [x], { at }) => (k.put ?? put)(x, at, y),
  pullbacks: [(dy, _x, _y, routes) => apply(pickOp, [dy], routes)],
  reads: [],
}
const pickOp: KernelOp<Routes> = {
  name: 'pick',
  shape: (_, { windows }) => windows,
  forward: (_k, { data, offset }, [x], { at }) => {
    const from = flat(x)
    at.forEach((place, i) => (data[offset + i] = from[place]))
  },
  pullbacks: [(dy, _x, _y, routes) => apply(putOp, [dy], routes)],
  reads: [],
}

/** Integers that live as long as results do: in the memory of the open recording, so that a step leaves no garbage. */
function integers(n: number): Int32Array {
  const { data, offset } = allocate('float32', [n]).view
  return new Int32Array(data.buffer, data.byteOffset + 4 * offset, n)
}

const maxPool =
  (name: string, rank: number) =>
  (x: Tensor, kernel: PerAxis, options: MaxPoolingOptions = {}): Tensor => {
    checkKeys(options.where ?? name, options, ['stride', 'padding', 'dilation', 'ceilMode'])
    const at = pooled(name, rank, x, kernel, options)
    const wide = padded(x, at, -Infinity)
    const count = windowsOf([wide.shape], at).reduce((n, d) => n * d, 1)
    return apply(maxPoolOp, [wide], { sliding: at.sliding, at: integers(count) })
  }

/** The largest number of each window along the last axis; see maxPool2d. */
export const maxPool1d = maxPool('maxPool1d', 1)

/**
 * The largest number of each window over the last two axes. Padding is −∞, so it never is. The whole gradient goes to the first
 * of equals, in row-major order, as in PyTorch; NaN counts as largest.
 *
 *     y[…, p, q] = max x[…, stride · p + j, stride · q + i]          (…, H, W) → (…, H′, W′),  H′ = ⌊(H + 2 padding − kernel) / stride⌋ + 1
 *
 * @throws ShapeError when the kernel is larger than the padded input.
 * @throws ValueError for padding above half of the kernel.
 */
export const maxPool2d = maxPool('maxPool2d', 2)

interface Mean {
  readonly sliding: readonly Sliding[]
  readonly divisor: Tensor | number
}

const avgPoolOp: ComposedOp<Mean> = {
  name: 'avgPool',
  compose: ([x], { sliding, divisor }) => {
    const windows = apply(unfoldOp, [x], sliding)
    const [lead, n] = [windows.rank - sliding.length, sliding.length]
    const first = [...sliding.keys()]
    const order = [...first.map((i) => lead + i), ...Array.from({ length: lead }, (_, i) => i)]
    return div(sum(permute(windows, order), { axis: first.slice(0, n) }), divisor)
  },
  pullbacks: [
    (dy, [x], _y, { sliding, divisor }) => {
      const kernel = sliding.map((s) => s.kernel)
      const share = reshape(div(dy, divisor), [...dy.shape, ...kernel.map(() => 1)])
      const windows = broadcastTo(share, [...dy.shape, ...kernel])
      return apply(foldOp, [windows], { sliding, sizes: x.shape.slice(-sliding.length) })
    },
  ],
  reads: [],
}

/** How many elements of each window lie in [from, to) of its axis. */
const within = ({ count, kernel, stride }: Sliding, from: number, to: number): number[] =>
  Array.from({ length: count }, (_, o) => Math.min(to, o * stride + kernel) - Math.max(from, o * stride))

/** What to divide by: a number where all windows count as many elements, else one for each. */
function divisors(
  x: Tensor,
  { sliding, padding }: Slides,
  include: boolean,
  border: number[],
): Tensor | number {
  const sizes = x.shape.slice(-sliding.length)
  const counts = sliding.map((s, i) =>
    include ? within(s, 0, sizes[i] + 2 * border[i]) : within(s, padding[i][0], padding[i][0] + sizes[i]),
  )
  if (counts.every((list, i) => list.every((n) => n === sliding[i].kernel)))
    return sliding.reduce((n, s) => n * s.kernel, 1)
  const y = allocate(
    x.dtype,
    counts.map((list) => list.length),
  )
  const all = counts.reduce((outer, list) => outer.flatMap((a) => list.map((b) => a * b)), [1])
  y.view.data.set(all, y.view.offset)
  return y
}

const avgPool =
  (name: string, rank: number) =>
  (x: Tensor, kernel: PerAxis, options: AveragePoolingOptions = {}): Tensor => {
    const { countIncludePad = true, ...others } = options
    checkKeys(options.where ?? name, others, ['stride', 'padding', 'ceilMode', 'countIncludePad'])
    const at = pooled(name, rank, x, kernel, others)
    const border = at.padding.map(([before]) => before)
    const divisor = divisors(x, at, countIncludePad, border)
    return apply(avgPoolOp, [padded(x, at, 0)], { sliding: at.sliding, divisor })
  }

/** The mean of each window along the last axis; see avgPool2d. */
export const avgPool1d = avgPool('avgPool1d', 1)

/**
 * The mean of each window over the last two axes. Padding is 0 and counts, unless `countIncludePad: false`.
 *
 *     y[…, p, q] = mean x[…, stride · p + j, stride · q + i]          (…, H, W) → (…, H′, W′),  H′ = ⌊(H + 2 padding − kernel) / stride⌋ + 1
 *
 * @throws ShapeError when the kernel is larger than the padded input.
 * @throws ValueError for padding above half of the kernel.
 */
export const avgPool2d = avgPool('avgPool2d', 2)
