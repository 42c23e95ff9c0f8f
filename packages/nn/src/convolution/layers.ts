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
import { Convolution, type ConvolutionLayerOptions, type Padding } from './convolution.ts'

/** What Conv1d and Conv2d may be told. */
export interface ConvOptions extends ConvolutionLayerOptions {
  /** Zeros around the input; `same`: as many as give ⌈size / stride⌉ outputs; none unless said. */
  readonly padding?: Padding
}

/** What ConvTranspose1d and ConvTranspose2d may be told. */
export interface ConvTransposeOptions extends ConvolutionLayerOptions {
  /** As much is cut off at each end; 0 unless said. */
  readonly padding?: PerAxis
  /** Further rows and columns at the end, fewer than the stride or the dilation; 0 unless said. */
  readonly outputPadding?: PerAxis
}

/** What all four classes are made with; the options are each kind's. */
type Made<Options> = [inputs: number, outputs: number, kernel: PerAxis, options: Options]

/** Padding is added to the input. */
abstract class Conv extends Convolution {
  readonly padding: Padding
  readonly #op: typeof conv2d

  constructor(name: string, rank: number, op: typeof conv2d, ...made: Made<ConvOptions>) {
    super({ name, rank, transposed: false }, ...made)
    const { padding = 0 } = made[3]
    this.padding =
      typeof padding === 'string' && ['same', 'valid'].includes(padding)
        ? padding
        : checkSizes(name, 'padding', padding, rank, 0, ", 'same' or 'valid'")
    this.#op = op
  }

  forward(x: Tensor): Tensor {
    this.check(x)
    return this.#op(x, this.weight, { ...this.geometry, padding: this.padding })
  }
}

/** Padding is cut off the output. */
abstract class Transposed extends Convolution {
  readonly padding: readonly number[]
  readonly outputPadding: readonly number[]
  readonly #op: typeof convTranspose2d

  constructor(name: string, rank: number, op: typeof convTranspose2d, ...made: Made<ConvTransposeOptions>) {
    const [inputs, outputs, kernel, options] = made
    super({ name, rank, transposed: true }, inputs, outputs, kernel, options, ['outputPadding'])
    const { padding = 0, outputPadding = 0 } = options
    this.padding = checkSizes(name, 'padding', padding, rank, 0)
    this.outputPadding = checkSizes(name, 'outputPadding', outputPadding, rank, 0)
    this.#op = op
  }

  forward(x: Tensor): Tensor {
    this.check(x)
    const { padding, outputPadding } = this
    return this.#op(x, this.weight, { ...this.geometry, padding, outputPadding })
  }
}

/**
 * Slides a kernel along the last axis.
 *
 *     y = conv1d(x, W) + b            x (N, inputs, L)   W (outputs, inputs / groups, kernel)   b (outputs)   y (N, outputs, L′)
 *
 *     L′ = ⌊(L + 2 padding − dilation (kernel − 1) − 1) / stride⌋ + 1
 *
 * @throws ShapeError unless x is (N, inputs, L), with room for the kernel.
 */
export class Conv1d extends Conv {
  constructor(...made: Made<ConvOptions>) {
    super('Conv1d', 1, conv1d, ...made)
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
export class Conv2d extends Conv {
  constructor(...made: Made<ConvOptions>) {
    super('Conv2d', 2, conv2d, ...made)
  }
}

/** A transposed convolution along the last axis; see ConvTranspose2d. */
export class ConvTranspose1d extends Transposed {
  constructor(...made: Made<ConvTransposeOptions>) {
    super('ConvTranspose1d', 1, convTranspose1d, ...made)
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
export class ConvTranspose2d extends Transposed {
  constructor(...made: Made<ConvTransposeOptions>) {
    super('ConvTranspose2d', 2, convTranspose2d, ...made)
  }
}
