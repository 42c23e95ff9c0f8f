// Windows that slide over the last axes: another look at the same numbers, and its adjoint, which adds up where they overlap.
// Read `../view.ts` first.
import { ShapeError } from '../errors.ts'
import type { Kernels } from '../kernels/kernels.ts'
import { addition } from '../kernels/scalar.ts'
import { apply, checkTensor, type KernelOp, type ViewOp } from '../op.ts'
import { checkOptions, shown } from '../options.ts'
import { checkList, sameShape, show, sizeOf, type Shape } from '../shape.ts'
import type { Tensor } from '../tensor.ts'
import { sliced, windowed, type Sliding, type View } from '../view.ts'
import { perAxis, slides, type PerAxis } from './sliding.ts'

export function zero({ data, offset, shape }: View): void {
  data.fill(0, offset, offset + sizeOf(shape))
}

/** out += x. The last `places` axes are taken one place at a time, as their elements may fall on one another. */
export function accumulate(k: Kernels, x: View, out: View, places: number): void {
  const lead = x.shape.length - places
  const whole = x.shape.slice(0, lead).map((count) => ({ start: 0, step: 1, count }))
  const kernel = x.shape.slice(lead)
  for (let n = 0; n < sizeOf(kernel); n++) {
    const at = kernel.map((d, i) => Math.floor(n / sizeOf(kernel.slice(i + 1))) % d)
    const ranges = [...whole, ...at.map((start) => ({ start, step: 1, count: 1 }))]
    const part = sliced(out, ranges)
    k.map(addition, [part, sliced(x, ranges)], [], part)
  }
}

export const unfoldOp: ViewOp<readonly Sliding[]> = {
  name: 'unfold',
  view: windowed,
  pullbacks: [
    (dy, [x], _y, sliding) => apply(foldOp, [dy], { sliding, sizes: x.shape.slice(-sliding.length) }),
  ],
  reads: [],
}

export const foldOp: KernelOp<{ readonly sliding: readonly Sliding[]; readonly sizes: Shape }> = {
  name: 'fold',
  shape: ([windows], { sizes }) => [...windows.slice(0, -2 * sizes.length), ...sizes],
  forward: (k, y, [x], { sliding }) => {
    zero(y)
    accumulate(k, x, windowed(y, sliding), sliding.length)
  },
  pullbacks: [(dy, _x, _y, { sliding }) => apply(unfoldOp, [dy], sliding)],
  reads: [],
}

export interface WindowOptions {
  /** From one window to the next; 1 unless said. */
  readonly stride?: PerAxis
  /** From one element of a window to the next; 1 unless said. */
  readonly dilation?: PerAxis
}

/**
 * The windows that slide over the last axes, as many as `kernel` has sizes. No number is copied: windows that overlap see the same ones.
 *
 *     y[…, o, i] = x[…, stride · o + dilation · i]          x (…, H, W) → y (…, windows down, windows across, kernel)
 *
 * PyTorch's F.unfold has each window as a column: reshape(permute(y, [0, 1, 4, 5, 2, 3]), [N, C · |kernel|, windows]).
 *
 * @throws ShapeError when the kernel is larger than the axes; pad(x, …) first where it should hang over.
 */
export function unfold(x: Tensor, kernel: readonly number[], options: WindowOptions = {}): Tensor {
  checkTensor('unfold', x)
  checkOptions('unfold', options, ['stride', 'dilation'])
  const rank = Array.isArray(kernel) ? kernel.length : 0
  if (rank < 1 || rank > x.rank)
    throw new ShapeError(
      `unfold: kernel is ${shown(kernel)} over ${show(x.shape)}; it needs a list of one to ${x.rank} sizes.`,
    )
  const sizes = perAxis('unfold', 'kernel', kernel, rank, 1)
  return apply(unfoldOp, [x], slides('unfold', x.shape.slice(x.rank - rank), sizes, options).sliding)
}

/**
 * Zeros of `sizes` on which the windows lie, each element added where it came from: the adjoint of unfold, and so its derivative.
 *
 *     y[…, p] = Σ x[…, o, i]  over  stride · o + dilation · i = p          x (…, windows down, windows across, kernel) → y (…, H, W)
 *
 * @throws ShapeError unless unfold, on axes of these sizes and with these options, gives windows of the shape of x.
 */
export function fold(x: Tensor, sizes: readonly number[], options: WindowOptions = {}): Tensor {
  checkTensor('fold', x)
  checkList('fold', 'sizes', sizes)
  checkOptions('fold', options, ['stride', 'dilation'])
  const rank = sizes.length
  const lead = x.rank - 2 * rank
  const kernel = x.shape.slice(lead + rank)
  if (rank < 1 || lead < 0)
    throw new ShapeError(
      `fold: windows ${show(x.shape)} onto ${rank} axes; it needs sizes of one axis or more, and twice as many axes of windows.`,
    )
  const { sliding } = slides('fold', sizes, kernel, options)
  const needed = [...sliding.map((s) => s.count), ...kernel]
  if (!sameShape(x.shape.slice(lead), needed))
    throw new ShapeError(
      `fold: windows ${show(x.shape)} onto axes of ${show(sizes)}; it needs (…, ${needed.join(', ')}).`,
    )
  return apply(foldOp, [x], { sliding, sizes })
}
