// Pooling layers: windows become one number each. They have no weights; the ops are in the package autograd.
import {
  adaptiveAvgPool1d,
  adaptiveAvgPool2d,
  avgPool1d,
  avgPool2d,
  globalAvgPool,
  maxPool1d,
  maxPool2d,
  type AveragePoolingOptions,
  type MaxPoolingOptions,
  type PerAxis,
  type PoolingOptions,
  type Tensor,
} from '@glissade/autograd'
import { Module } from '../module.ts'
import { checkOptions, checkSizes } from '../options.ts'

/** A layer made of an op that takes an input, sizes, and options. */
abstract class Pooling<Options extends Omit<PoolingOptions, 'where'>> extends Module {
  readonly kernel: readonly number[]
  readonly options: Options

  constructor(name: string, rank: number, kernel: PerAxis, options: Options, more: readonly string[]) {
    super()
    checkOptions(name, options, ['stride', 'padding', 'ceilMode', ...more])
    const { stride = kernel, padding = 0 } = options
    this.kernel = checkSizes(name, 'kernel', kernel, rank, 1)
    checkSizes(name, 'stride', stride, rank, 1)
    checkSizes(name, 'padding', padding, rank, 0)
    this.options = { ...options }
  }

  /** The kernel, and what is not as usual. */
  protected describe(name: string): string {
    const {
      stride,
      padding = 0,
      dilation = 1,
      ceilMode = false,
      countIncludePad = true,
    }: MaxOptions & AverageOptions = this.options
    const shown = (what: string, value: PerAxis | undefined, usual?: number) =>
      value === undefined || value === usual ? '' : `, ${what} ${[...new Set([value].flat())].join(' x ')}`
    const sizes = [shown('stride', stride), shown('padding', padding, 0), shown('dilation', dilation, 1)]
    const words = [ceilMode ? ', ceil' : '', countIncludePad ? '' : ', padding not counted']
    return `${name} ${this.kernel.join(' x ')}${[...sizes, ...words].join('')}`
  }
}

type MaxOptions = Omit<MaxPoolingOptions, 'where'>
type AverageOptions = Omit<AveragePoolingOptions, 'where'>

/**
 * The largest number of each window along the last axis; see MaxPool2d.
 *
 *     (…, L) → (…, L′)
 *
 * @throws ShapeError for a kernel larger than the padded input.
 */
export class MaxPool1d extends Pooling<MaxOptions> {
  constructor(kernel: PerAxis, options: MaxOptions = {}) {
    super('MaxPool1d', 1, kernel, options, ['dilation'])
  }

  forward(x: Tensor): Tensor {
    return maxPool1d(x, this.kernel, { ...this.options, where: this.where })
  }

  override toString(): string {
    return this.describe('MaxPool1d')
  }
}

/**
 * The largest number of each window over the last two axes. Padding is −∞, so it never is.
 *
 *     y[…, p, q] = max x[…, stride · p + j, stride · q + i]          (…, H, W) → (…, H′, W′)
 *
 *     H′ = ⌊(H + 2 padding − dilation (kernel − 1) − 1) / stride⌋ + 1          ⌈ ⌉ with ceilMode; the stride is the kernel's size unless said
 *
 * @throws ShapeError for a kernel larger than the padded input.
 */
export class MaxPool2d extends Pooling<MaxOptions> {
  constructor(kernel: PerAxis, options: MaxOptions = {}) {
    super('MaxPool2d', 2, kernel, options, ['dilation'])
  }

  forward(x: Tensor): Tensor {
    return maxPool2d(x, this.kernel, { ...this.options, where: this.where })
  }

  override toString(): string {
    return this.describe('MaxPool2d')
  }
}

/**
 * The mean of each window along the last axis; see AvgPool2d.
 *
 *     (…, L) → (…, L′)
 *
 * @throws ShapeError for a kernel larger than the padded input.
 */
export class AvgPool1d extends Pooling<AverageOptions> {
  constructor(kernel: PerAxis, options: AverageOptions = {}) {
    super('AvgPool1d', 1, kernel, options, ['countIncludePad'])
  }

  forward(x: Tensor): Tensor {
    return avgPool1d(x, this.kernel, { ...this.options, where: this.where })
  }

  override toString(): string {
    return this.describe('AvgPool1d')
  }
}

/**
 * The mean of each window over the last two axes. Padding is 0 and counts, unless `countIncludePad: false`.
 *
 *     y[…, p, q] = mean x[…, stride · p + j, stride · q + i]          (…, H, W) → (…, H′, W′)
 *
 *     H′ = ⌊(H + 2 padding − kernel) / stride⌋ + 1          ⌈ ⌉ with ceilMode; the stride is the kernel's size unless said
 *
 * @throws ShapeError for a kernel larger than the padded input.
 * @see LeCun, Bottou, Bengio & Haffner 1998, "Gradient-based learning applied to document recognition", section II
 */
export class AvgPool2d extends Pooling<AverageOptions> {
  constructor(kernel: PerAxis, options: AverageOptions = {}) {
    super('AvgPool2d', 2, kernel, options, ['countIncludePad'])
  }

  forward(x: Tensor): Tensor {
    return avgPool2d(x, this.kernel, { ...this.options, where: this.where })
  }

  override toString(): string {
    return this.describe('AvgPool2d')
  }
}

/**
 * The means of `output` windows that cover the last axis, whatever its size.
 *
 *     y[…, p] = mean x[…, ⌊p L / output⌋ … ⌈(p + 1) L / output⌉ − 1]          (…, L) → (…, output)
 *
 * @throws ShapeError for an input without numbers along this axis.
 */
export class AdaptiveAvgPool1d extends Module {
  readonly output: readonly number[]

  constructor(output: PerAxis) {
    super()
    this.output = checkSizes('AdaptiveAvgPool1d', 'output', output, 1, 1)
  }

  forward(x: Tensor): Tensor {
    return adaptiveAvgPool1d(x, this.output, { where: this.where })
  }

  override toString(): string {
    return `AdaptiveAvgPool1d ${this.output.join(' x ')}`
  }
}

/**
 * The means of `output` windows that cover the last two axes, whatever their sizes; see AdaptiveAvgPool1d.
 *
 *     (…, H, W) → (…, …output)
 *
 * @throws ShapeError for an input without numbers along these axes.
 */
export class AdaptiveAvgPool2d extends Module {
  readonly output: readonly number[]

  constructor(output: PerAxis) {
    super()
    this.output = checkSizes('AdaptiveAvgPool2d', 'output', output, 2, 1)
  }

  forward(x: Tensor): Tensor {
    return adaptiveAvgPool2d(x, this.output, { where: this.where })
  }

  override toString(): string {
    return `AdaptiveAvgPool2d ${this.output.join(' x ')}`
  }
}

/**
 * The mean of each channel, which makes a network independent of the size of its images.
 *
 *     (N, C, …) → (N, C)
 *
 * @throws ShapeError for fewer than three axes.
 * @see Lin, Chen & Yan 2013, "Network in network", section 3.2
 */
export class GlobalAvgPool extends Module {
  forward(x: Tensor): Tensor {
    return globalAvgPool(x, { where: this.where })
  }

  override toString(): string {
    return 'GlobalAvgPool'
  }
}
