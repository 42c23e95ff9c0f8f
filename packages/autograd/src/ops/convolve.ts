// What users call to convolve: shapes and options checked, the input padded. Read `convolution.ts` first.
import { ShapeError, ValueError } from '../errors.ts'
import { apply, notTensor } from '../op.ts'
import { show } from '../shape.ts'
import { Tensor } from '../tensor.ts'
import { add } from './arithmetic.ts'
import { convolution, inputOp } from './convolution.ts'
import { pad } from './join.ts'
import {
  checkKeys,
  extent,
  perAxis,
  slides,
  type PerAxis,
  type SlidingOptions,
  type Widths,
} from './sliding.ts'
import { reshape, slice } from './view.ts'

export interface ConvolutionOptions extends SlidingOptions {
  /** (outputs) */
  readonly bias?: Tensor | undefined
  /** Channels are cut into so many groups, each with its part of the outputs; as many groups as channels is depthwise. */
  readonly groups?: number
}

export interface TransposedOptions extends Omit<ConvolutionOptions, 'padding'> {
  /** As much is cut off at each end: what a convolution with this padding would have added. */
  readonly padding?: PerAxis
  /** Further rows and columns at the end, of the several sizes that a stride maps to one. */
  readonly outputPadding?: PerAxis
}

const SPACE = [[], ['length'], ['height', 'width']] as const

/** What the input looks like where it was given in another layout. */
function cure({ shape }: Tensor, channels: number, rank: number): string {
  const order = [0, rank + 1, ...Array.from({ length: rank }, (_, i) => i + 1)]
  if (shape.length === rank + 2 && shape[rank + 1] === channels)
    return ` Are the channels last? permute(x, [${order.join(', ')}]) brings them forward.`
  if (shape.length === rank + 1 && channels === 1)
    return ' Is the channel axis missing? expandDims(x, 1) adds it.'
  if (shape.length === rank + 1 && shape[0] === channels)
    return ' Is the batch axis missing? expandDims(x, 0) adds it.'
  if (shape.length === 2)
    return ` Are the samples flat? reshape(x, [-1, ${channels}, ${SPACE[rank].join(', ')}]) gives them axes.`
  return ''
}

function checkOperands(where: string, x: Tensor, w: Tensor, rank: number, weightLayout: string): void {
  for (const each of [x, w]) if (!(each instanceof Tensor)) throw notTensor(where, each)
  const space = SPACE[rank]
  if (w.rank !== rank + 2 || w.size === 0)
    throw new ShapeError(
      `${where}: the weight is ${show(w.shape)}; it needs (${weightLayout}, ${space.map((s) => `kernel ${s}`).join(', ')}), none of them 0.`,
    )
}

function checkChannels(where: string, x: Tensor, channels: number, rank: number): void {
  if (x.rank === rank + 2 && x.shape[1] === channels) return
  throw new ShapeError(
    `${where}: the input is ${show(x.shape)}; it needs (batch, ${channels}, ${SPACE[rank].join(', ')}).${cure(x, channels, rank)}`,
  )
}

function checkGroups(where: string, what: string, channels: number, groups: number): void {
  if (!Number.isInteger(groups) || groups < 1)
    throw new ValueError(`${where}: groups is ${String(groups)}; it needs a positive integer.`)
  if (channels % groups !== 0)
    throw new ShapeError(
      `${where}: ${channels} ${what} in ${groups} groups; each group needs as many, so a multiple of ${groups}.`,
    )
}

function checkBias(where: string, bias: Tensor | undefined, outputs: number): void {
  if (bias && (bias.rank !== 1 || bias.size !== outputs))
    throw new ShapeError(
      `${where}: the bias is ${show(bias.shape)}; it needs (${outputs}), one for each output channel.`,
    )
}

const KEYS = ['bias', 'stride', 'padding', 'dilation', 'groups']
/** The axes of samples and channels are left as they are. */
const spaceOnly = (padding: readonly Widths[]): Widths[] => [[0, 0], [0, 0], ...padding]

const convolve =
  (name: string, rank: number) =>
  (x: Tensor, w: Tensor, options: ConvolutionOptions = {}): Tensor => {
    const { where = name, bias, groups = 1, ...sliding } = options
    checkKeys(where, options, KEYS)
    checkOperands(where, x, w, rank, 'outputs, inputs of a group')
    checkGroups(where, 'output channels', w.shape[0], groups)
    checkChannels(where, x, w.shape[1] * groups, rank)
    checkBias(where, bias, w.shape[0])
    const at = slides(where, x.shape.slice(2), w.shape.slice(2), sliding)
    const padded = at.padding.flat().some((n) => n > 0) ? pad(x, spaceOnly(at.padding)) : x
    return convolution(padded, w, bias, { sliding: at.sliding, sizes: padded.shape.slice(2), groups })
  }

/**
 * Slides a kernel along the last axis: cross-correlation, as every library calls it convolution.
 *
 *     y[n, o, x] = b[o] + Σ x[n, c, stride · x + dilation · i] w[o, c, i]          x (N, C, L)   w (O, C / groups, k)   y (N, O, L′)
 *
 *     L′ = ⌊(L + 2 padding − dilation (k − 1) − 1) / stride⌋ + 1
 *
 * @throws ShapeError for another number of channels, a kernel larger than the padded input, channels that groups do not divide.
 * @throws ValueError for a stride, padding, dilation or groups that are no integers.
 */
export const conv1d = convolve('conv1d', 1)

/**
 * Slides a kernel over images: cross-correlation, as every library calls it convolution. Each number of the output sees one window.
 *
 *     y[n, o, y, x] = b[o] + Σ x[n, c, stride · y + dilation · j, stride · x + dilation · i] w[o, c, j, i]
 *
 *     x (N, C, H, W)   w (O, C / groups, kernel height, kernel width)   b (O)   y (N, O, H′, W′)
 *     H′ = ⌊(H + 2 padding − dilation (kernel − 1) − 1) / stride⌋ + 1
 *
 * @throws ShapeError for another number of channels, a kernel larger than the padded input, channels that groups do not divide.
 * @throws ValueError for a stride, padding, dilation or groups that are no integers.
 * @see LeCun, Bottou, Bengio & Haffner 1998, "Gradient-based learning applied to document recognition", section II
 * @see Dumoulin & Visin 2016, "A guide to convolution arithmetic for deep learning"
 */
export const conv2d = convolve('conv2d', 2)

const transposed =
  (name: string, rank: number) =>
  (x: Tensor, w: Tensor, options: TransposedOptions = {}): Tensor => {
    const {
      where = name,
      bias,
      groups = 1,
      stride = 1,
      padding = 0,
      dilation = 1,
      outputPadding = 0,
    } = options
    checkKeys(where, options, [...KEYS, 'outputPadding'])
    checkOperands(where, x, w, rank, 'inputs, outputs of a group')
    checkGroups(where, 'input channels', w.shape[0], groups)
    checkChannels(where, x, w.shape[0], rank)
    checkBias(where, bias, w.shape[1] * groups)
    const [strides, dilations] = [
      perAxis(where, 'stride', stride, rank, 1),
      perAxis(where, 'dilation', dilation, rank, 1),
    ]
    const [cut, more] = [
      perAxis(where, 'padding', padding, rank, 0),
      perAxis(where, 'outputPadding', outputPadding, rank, 0),
    ]
    const sliding = strides.map((step, i) => ({
      kernel: w.shape[2 + i],
      stride: step,
      dilation: dilations[i],
      count: x.shape[2 + i],
    }))
    checkOutputPadding(where, more, strides, dilations)
    const sizes = sliding.map((s, i) => (s.count - 1) * s.stride + extent(s.kernel, s.dilation) + more[i])
    checkCut(where, sizes, cut)
    const whole = apply(inputOp, [x, w], { sliding, sizes, groups })
    const y = slice(whole, [null, null, ...sizes.map((size, i) => [cut[i], size - cut[i]] as const)])
    return bias ? add(y, reshape(bias, [bias.size, ...sizes.map(() => 1)])) : y
  }

function checkOutputPadding(where: string, more: number[], strides: number[], dilations: number[]): void {
  const i = more.findIndex((n, axis) => n >= Math.max(strides[axis], dilations[axis]))
  if (i >= 0)
    throw new ValueError(
      `${where}: outputPadding is ${more[i]} with stride ${strides[i]} and dilation ${dilations[i]}; it needs less than the larger of them.`,
    )
}

function checkCut(where: string, sizes: number[], cut: number[]): void {
  if (sizes.some((size, i) => size - 2 * cut[i] < 1))
    throw new ShapeError(
      `${where}: padding ${show(cut)} cuts an output of ${show(sizes)} away; it needs to leave at least one number.`,
    )
}

/** The transposed convolution along one axis; see convTranspose2d. */
export const convTranspose1d = transposed('convTranspose1d', 1)

/**
 * The adjoint of a convolution, by which small images grow: each number of the input puts a kernel, times itself, onto the output.
 *
 *     y[n, o, p, q] = b[o] + Σ x[n, c, y, x] w[c, o, j, i]  over  stride · y + dilation · j = p + padding,  stride · x + dilation · i = q + padding
 *
 *     x (N, C, H, W)   w (C, O / groups, kernel height, kernel width)   b (O)   y (N, O, H′, W′)
 *     H′ = (H − 1) stride − 2 padding + dilation (kernel − 1) + outputPadding + 1
 *
 * @throws ShapeError for another number of channels, channels that groups do not divide, padding that leaves nothing.
 * @throws ValueError for an outputPadding that is not below stride or dilation.
 * @see Zeiler, Krishnan, Taylor & Fergus 2010, "Deconvolutional networks"
 * @see Dumoulin & Visin 2016, "A guide to convolution arithmetic for deep learning", chapter 4
 */
export const convTranspose2d = transposed('convTranspose2d', 2)
