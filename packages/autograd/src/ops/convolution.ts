// Convolution: windows of the input, contracted with the kernel. Three ops, each made of the same three arrays, and each the derivative
// of the others: from input and weight the output, from output and weight the input, from input and output the weight.
// Read `windows.ts` and `contract.ts` first, then `convolve.ts` for what users call.
import type { Kernels, Letters } from '../kernels/kernels.ts'
import { identity } from '../kernels/scalar.ts'
import { apply, type KernelOp, type Pullback } from '../op.ts'
import type { Shape } from '../shape.ts'
import type { Tensor } from '../tensor.ts'
import { broadcast, windowed, type Sliding, type View } from '../view.ts'
import { contract } from './contract.ts'
import { sum } from './sum.ts'
import { zero } from './windows.ts'

export interface Geometry {
  readonly sliding: readonly Sliding[]
  /** Of the input, without batch and channels. */
  readonly sizes: Shape
  /** Channels are cut into so many groups, which know nothing of one another. */
  readonly groups: number
}

/** n: sample, g: group, c: channel of the input, o: of the output, x y: place, i j: place in the window. */
const axes = [
  undefined,
  { windows: 'ngcxi', weight: 'goci', output: 'ngox' },
  { windows: 'ngcyxji', weight: 'gocji', output: 'ngoyx' },
] as const
type Array3 = 'windows' | 'weight' | 'output'

/** The three arrays of a convolution as views with the axes above. */
class Arrays {
  readonly #k: Kernels
  readonly #geometry: Geometry

  constructor(k: Kernels, geometry: Geometry) {
    this.#k = k
    this.#geometry = geometry
  }

  windows = (x: View): View => windowed(grouped(x, 1, this.#geometry), this.#geometry.sliding)
  weight = (w: View): View => grouped(w, 0, this.#geometry)
  output = (y: View): View => grouped(y, 1, this.#geometry)

  /** out += Σ a b */
  contract(a: readonly [Array3, View], b: readonly [Array3, View], out: readonly [Array3, View]): void {
    const rank = this.#geometry.sliding.length
    const names = axes[rank as 1 | 2]
    const letters: Letters = { a: names[a[0]], b: names[b[0]], out: names[out[0]] }
    const places = out[0] === 'windows' ? rank : 0
    contract(this.#k, letters, this[a[0]](a[1]), this[b[0]](b[1]), this[out[0]](out[1]), places)
  }
}

/** One axis as two: the group, and the channel within it. */
function grouped({ data, shape, stride, offset }: View, axis: number, { groups }: Geometry): View {
  const inner = shape[axis] / groups
  return {
    data,
    offset,
    shape: [...shape.slice(0, axis), groups, inner, ...shape.slice(axis + 1)],
    stride: [...stride.slice(0, axis), inner * stride[axis], stride[axis], ...stride.slice(axis + 1)],
  }
}

const perChannel = ({ data, shape, stride, offset }: View, rank: number): View => ({
  data,
  offset,
  shape: [...shape, ...new Array<number>(rank).fill(1)],
  stride: [...stride, ...new Array<number>(rank).fill(0)],
})

const byInput: Pullback<Geometry> = (dy, [, w], _y, at) => apply(inputOp, [dy, w], at)
const byWeight: Pullback<Geometry> = (dy, [x], _y, at) => apply(weightOp, [x, dy], at)
const byBias: Pullback<Geometry> = (dy) => sum(dy, { axis: dy.shape.map((_, i) => i).filter((i) => i !== 1) })

/** y = Σ windows(x) w + bias: (N, C, …) and (O, C / groups, …) give (N, O, …). */
export const convolutionOp: KernelOp<Geometry> = {
  name: 'convolution',
  shape: ([x, w], { sliding }) => [x[0], w[0], ...sliding.map((s) => s.count)],
  forward: (k, y, [x, w, bias], at) => {
    if (bias) k.map(identity, [broadcast(perChannel(bias, at.sliding.length), y.shape)], [], y)
    else zero(y)
    new Arrays(k, at).contract(['windows', x], ['weight', w], ['output', y])
  },
  pullbacks: [byInput, byWeight, byBias],
  reads: [[1], [0], []],
}

/** windows(x) = Σ w y, where windows overlap their sum: the transposed convolution. */
export const inputOp: KernelOp<Geometry> = {
  name: 'convolutionTransposed',
  shape: ([y, w], { sizes, groups }) => [y[0], w[1] * groups, ...sizes],
  forward: (k, x, [y, w], at) => {
    zero(x)
    new Arrays(k, at).contract(['weight', w], ['output', y], ['windows', x])
  },
  pullbacks: [
    (dx, [, w], _x, at) => apply(convolutionOp, [dx, w], at),
    (dx, [y], _x, at) => apply(weightOp, [dx, y], at),
  ],
  reads: [[1], [0]],
}

/** w = Σ windows(x) y over samples and places. */
export const weightOp: KernelOp<Geometry> = {
  name: 'convolutionWeight',
  shape: ([x, y], { sliding, groups }) => [y[1], x[1] / groups, ...sliding.map((s) => s.kernel)],
  forward: (k, w, [x, y], at) => {
    zero(w)
    new Arrays(k, at).contract(['windows', x], ['output', y], ['weight', w])
  },
  pullbacks: [
    (dw, [, y], _w, at) => apply(inputOp, [y, dw], at),
    (dw, [x], _w, at) => apply(convolutionOp, [x, dw], at),
  ],
  reads: [[1], [0]],
}

/** A convolution of what is already padded and checked. */
export const convolution = (x: Tensor, w: Tensor, bias: Tensor | undefined, at: Geometry): Tensor =>
  apply(convolutionOp, bias ? [x, w, bias] : [x, w], at)
