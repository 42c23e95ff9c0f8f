// The mean of each window. Read `pooling.ts` first.
import { allocate } from '../allocate.ts'
import { apply, type ComposedOp } from '../op.ts'
import { checkOptions } from '../options.ts'
import type { Tensor } from '../tensor.ts'
import type { Sliding } from '../view.ts'
import { div } from './arithmetic.ts'
import { padded, pooled, type PoolingOptions } from './pooling.ts'
import { type PerAxis, type Slides } from './sliding.ts'
import { broadcastTo, sum } from './sum.ts'
import { permute, reshape } from './view.ts'
import { foldOp, unfoldOp } from './windows.ts'

export interface AveragePoolingOptions extends PoolingOptions {
  /** Whether the zeros of the padding count as elements: true unless said, as in PyTorch. */
  readonly countIncludePad?: boolean
}

const KEYS = ['stride', 'padding', 'ceilMode', 'countIncludePad', 'where']

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
    checkOptions(name, options, KEYS)
    const { countIncludePad = true, ...others } = options
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
