// What users call to convolve: shapes and options checked, the input padded. Read `convolution.ts` first.
import { apply } from '../op.ts'
import { checkOptions } from '../options.ts'
import type { Tensor } from '../tensor.ts'
import { add } from './arithmetic.ts'
import { convolution, inputOp } from './convolution.ts'
import { pad } from './join.ts'
import {
  checkBias,
  checkChannels,
  checkCut,
  checkGroups,
  checkOperands,
  checkOutputPadding,
} from './layout.ts'
import { extent, perAxis, slides, type PerAxis, type SlidingOptions, type Widths } from './sliding.ts'
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

const KEYS = ['bias', 'stride', 'padding', 'dilation', 'groups', 'where']
const TRANSPOSED = [...KEYS, 'outputPadding']
/** The axes of samples and channels are left as they are. */
const spaceOnly = (padding: readonly Widths[]): Widths[] => [[0, 0], [0, 0], ...padding]

const convolve =
  (name: string, rank: number) =>
  (x: Tensor, w: Tensor, options: ConvolutionOptions = {}): Tensor => {
    checkOptions(name, options, KEYS)
    const { where = name, bias, groups = 1, ...sliding } = options
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

/** The sizes of the output before its ends are cut off, and how much is cut. */
function reach(where: string, x: Tensor, w: Tensor, options: TransposedOptions) {
  const rank = x.rank - 2
  const { stride = 1, padding = 0, dilation = 1, outputPadding = 0 } = options
  const strides = perAxis(where, 'stride', stride, rank, 1)
  const dilations = perAxis(where, 'dilation', dilation, rank, 1)
  const cut = perAxis(where, 'padding', padding, rank, 0)
  const more = perAxis(where, 'outputPadding', outputPadding, rank, 0)
  checkOutputPadding(where, more, strides, dilations)
  const sliding = strides.map((step, i) => {
    return { kernel: w.shape[2 + i], stride: step, dilation: dilations[i], count: x.shape[2 + i] }
  })
  const sizes = sliding.map((s, i) => (s.count - 1) * s.stride + extent(s.kernel, s.dilation) + more[i])
  checkCut(where, sizes, cut)
  return { sliding, sizes, cut }
}

const transposed =
  (name: string, rank: number) =>
  (x: Tensor, w: Tensor, options: TransposedOptions = {}): Tensor => {
    checkOptions(name, options, TRANSPOSED)
    const { where = name, bias, groups = 1 } = options
    checkOperands(where, x, w, rank, 'inputs, outputs of a group')
    checkGroups(where, 'input channels', w.shape[0], groups)
    checkChannels(where, x, w.shape[0], rank)
    checkBias(where, bias, w.shape[1] * groups)
    const { sliding, sizes, cut } = reach(where, x, w, options)
    const whole = apply(inputOp, [x, w], { sliding, sizes, groups })
    const y = slice(whole, [null, null, ...sizes.map((size, i) => [cut[i], size - cut[i]] as const)])
    return bias ? add(y, reshape(bias, [bias.size, ...sizes.map(() => 1)])) : y
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
