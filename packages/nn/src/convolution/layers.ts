// Convolution layers: a kernel slides over the input. Read `convolution.ts` first; the op is in the package autograd.
import {
  conv1d,
  conv2d,
  convTranspose1d,
  convTranspose2d,
  type PerAxis,
  type Tensor,
} from '@glissade/autograd'
import { checkSizes } from '../options.ts'
import { Convolution, type ConvolutionLayerOptions } from './convolution.ts'

export interface ConvOptions extends ConvolutionLayerOptions {
  /** Zeros around the input; `same`: as many as give ⌈size / stride⌉ outputs; none unless said. */
  readonly padding?: PerAxis | 'same' | 'valid'
}

export interface ConvTransposeOptions extends ConvolutionLayerOptions {
  /** As much is cut off at each end; 0 unless said. */
  readonly padding?: PerAxis
  /** Further rows and columns at the end, fewer than the stride or the dilation; 0 unless said. */
  readonly outputPadding?: PerAxis
}

const checkPadding = (name: string, padding: ConvOptions['padding'], rank: number) =>
  padding === 'same' || padding === 'valid' ? padding : checkSizes(name, 'padding', padding ?? 0, rank, 0)

/**
 * Slides a kernel along the last axis.
 *
 *     y = conv1d(x, W) + b            x (N, inputs, L)   W (outputs, inputs / groups, kernel)   b (outputs)   y (N, outputs, L′)
 *
 *     L′ = ⌊(L + 2 padding − dilation (kernel − 1) − 1) / stride⌋ + 1
 *
 * @throws ShapeError unless x is (N, inputs, L), with room for the kernel.
 */
export class Conv1d extends Convolution {
  readonly padding: NonNullable<ConvOptions['padding']>

  constructor(inputs: number, outputs: number, kernel: PerAxis, options: ConvOptions) {
    super({ name: 'Conv1d', rank: 1, transposed: false }, inputs, outputs, kernel, options)
    this.padding = checkPadding('Conv1d', options.padding, 1)
  }

  forward(x: Tensor): Tensor {
    return conv1d(x, this.weight, { ...this.geometry, padding: this.padding })
  }

  override toString(): string {
    return this.describe('Conv1d', this.padding)
  }
}

/**
 * Slides a kernel over images.
 *
 *     y = conv2d(x, W) + b            x (N, inputs, H, W)   W (outputs, inputs / groups, …kernel)   b (outputs)   y (N, outputs, H′, W′)
 *
 *     H′ = ⌊(H + 2 padding − dilation (kernel − 1) − 1) / stride⌋ + 1
 *
 * Channels stand before height and width, as in PyTorch; Keras has them last. b starts at 0.
 *
 * @throws ShapeError unless x is (N, inputs, H, W), with room for the kernel.
 * @see LeCun, Bottou, Bengio & Haffner 1998, "Gradient-based learning applied to document recognition", section II
 */
export class Conv2d extends Convolution {
  readonly padding: NonNullable<ConvOptions['padding']>

  constructor(inputs: number, outputs: number, kernel: PerAxis, options: ConvOptions) {
    super({ name: 'Conv2d', rank: 2, transposed: false }, inputs, outputs, kernel, options)
    this.padding = checkPadding('Conv2d', options.padding, 2)
  }

  forward(x: Tensor): Tensor {
    return conv2d(x, this.weight, { ...this.geometry, padding: this.padding })
  }

  override toString(): string {
    return this.describe('Conv2d', this.padding)
  }
}

/** A transposed convolution along the last axis; see ConvTranspose2d. */
export class ConvTranspose1d extends Convolution {
  readonly padding: readonly number[]
  readonly outputPadding: readonly number[]

  constructor(inputs: number, outputs: number, kernel: PerAxis, options: ConvTransposeOptions) {
    super({ name: 'ConvTranspose1d', rank: 1, transposed: true }, inputs, outputs, kernel, options, [
      'outputPadding',
    ])
    this.padding = checkSizes('ConvTranspose1d', 'padding', options.padding ?? 0, 1, 0)
    this.outputPadding = checkSizes('ConvTranspose1d', 'outputPadding', options.outputPadding ?? 0, 1, 0)
  }

  forward(x: Tensor): Tensor {
    const { padding, outputPadding } = this
    return convTranspose1d(x, this.weight, { ...this.geometry, padding, outputPadding })
  }

  override toString(): string {
    return this.describe('ConvTranspose1d', this.padding)
  }
}

/**
 * Lets images grow: each number of the input puts a kernel, times itself, onto the output. It is the adjoint of a convolution.
 *
 *     x (N, inputs, H, W)   W (inputs, outputs / groups, …kernel)   b (outputs)   y (N, outputs, H′, W′)
 *
 *     H′ = (H − 1) stride − 2 padding + dilation (kernel − 1) + outputPadding + 1
 *
 * @throws ShapeError unless x is (N, inputs, H, W).
 * @see Dumoulin & Visin 2016, "A guide to convolution arithmetic for deep learning", chapter 4
 */
export class ConvTranspose2d extends Convolution {
  readonly padding: readonly number[]
  readonly outputPadding: readonly number[]

  constructor(inputs: number, outputs: number, kernel: PerAxis, options: ConvTransposeOptions) {
    super({ name: 'ConvTranspose2d', rank: 2, transposed: true }, inputs, outputs, kernel, options, [
      'outputPadding',
    ])
    this.padding = checkSizes('ConvTranspose2d', 'padding', options.padding ?? 0, 2, 0)
    this.outputPadding = checkSizes('ConvTranspose2d', 'outputPadding', options.outputPadding ?? 0, 2, 0)
  }

  forward(x: Tensor): Tensor {
    const { padding, outputPadding } = this
    return convTranspose2d(x, this.weight, { ...this.geometry, padding, outputPadding })
  }

  override toString(): string {
    return this.describe('ConvTranspose2d', this.padding)
  }
}
