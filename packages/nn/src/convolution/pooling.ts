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

  protected describe(name: string): string {
    const { stride, padding = 0 } = this.options
    const shown = (what: string, value: PerAxis | undefined) =>
      value === undefined || value === 0 ? '' : `, ${what} ${[...new Set([value].flat())].join(' x ')}`
    return `${name} ${this.kernel.join(' x ')}${shown('stride', stride)}${shown('padding', padding)}`
  }
}

type MaxOptions = Omit<MaxPoolingOptions, 'where'>
type AverageOptions = Omit<AveragePoolingOptions, 'where'>

/** The largest number of each window along the last axis: (…, L) → (…, L′). See maxPool1d. */
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

/** The largest number of each window over the last two axes: (…, H, W) → (…, H′, W′). See maxPool2d. */
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

/** The mean of each window along the last axis: (…, L) → (…, L′). See avgPool1d. */
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

/** The mean of each window over the last two axes: (…, H, W) → (…, H′, W′). See avgPool2d. */
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

/** The means of `output` windows that cover the last axis, whatever its size: (…, L) → (…, output). */
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

/** The means of `output` windows that cover the last two axes, whatever their sizes: (…, H, W) → (…, …output). */
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
 * The mean of each channel, which makes a network independent of the size of its images: (N, C, …) → (N, C).
 *
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
