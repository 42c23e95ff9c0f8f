// The largest number of each window. Where it was is remembered, and the gradient goes there. Read `pooling.ts` first.
import { allocate } from '../allocate.ts'
import { largest, put } from '../kernels/largest.ts'
import { flat } from '../kernels/loops.ts'
import { apply, type KernelOp } from '../op.ts'
import { checkOptions } from '../options.ts'
import { sizeOf, type Shape } from '../shape.ts'
import type { Tensor } from '../tensor.ts'
import type { Sliding } from '../view.ts'
import { padded, pooled, pooledShape, type MaxPoolingOptions } from './pooling.ts'
import { type PerAxis } from './sliding.ts'

const KEYS = ['stride', 'padding', 'dilation', 'ceilMode', 'where']

interface Places {
  readonly sliding: readonly Sliding[]
  /** Where each window's largest element is, in the row-major order of x: filled by the forward pass. */
  readonly at: Int32Array
}

const maxPoolOp: KernelOp<Places> = {
  name: 'maxPool',
  shape: pooledShape,
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
    checkOptions(name, options, KEYS)
    const at = pooled(name, rank, x, kernel, options)
    const wide = padded(x, at, -Infinity)
    const count = sizeOf(pooledShape([wide.shape], at))
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
