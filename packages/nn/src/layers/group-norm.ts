// Normalisation of each sample by itself, over groups of its channels. Read `scale-and-shift.ts` first.
import { normalise, ones, reshape, ValueError, zeros, type Tensor } from '@glissade/autograd'
import { Module } from '../module.ts'
import { checkNumber, checkOptions, checkSize } from '../options.ts'
import { parameter, type FloatType, type Parameter } from '../parameter.ts'
import { featureAxis } from './features.ts'
import { scaleAndShift } from './scale-and-shift.ts'

/** What GroupNorm and InstanceNorm may be told. */
export interface GroupNormOptions {
  /** What is added under the root: ε. */
  readonly eps?: number
  /** Whether a scale for each channel is learnt. */
  readonly gamma?: boolean
  /** Whether a shift for each channel is learnt. */
  readonly beta?: boolean
  /** float32 unless said. */
  readonly dtype?: FloatType
}

/**
 * Gives each group of channels of each sample mean 0 and variance 1, then each channel a scale and a shift that are learnt.
 *
 *     y = γ (x − μ) / √(σ² + ε) + β          x, y (batch, channels, …)   γ, β (channels)
 *
 * μ and σ² (divided by n) are over channels / groups channels and all that follows. The same in training and evaluation, and
 * for a batch of any size; ε is 1e-5, as in PyTorch.
 *
 * @throws ValueError unless the groups divide the channels; for one value per group, whose variance is 0.
 * @throws ShapeError unless axis 1 has size `channels`.
 * @see Wu & He 2018, "Group normalization"
 */
export class GroupNorm extends Module {
  readonly groups: number
  readonly channels: number
  readonly eps: number
  readonly gamma: Parameter | undefined
  readonly beta: Parameter | undefined

  constructor(groups: number, channels: number, options: GroupNormOptions = {}) {
    super()
    const { name } = new.target
    checkSize(name, 'channels', channels)
    checkSize(name, 'groups', groups)
    checkOptions(name, options, ['eps', 'gamma', 'beta', 'dtype'])
    const { eps = 1e-5, gamma = true, beta = true, dtype = 'float32' } = options
    checkNumber(name, 'eps', eps, { above: 0 })
    if (channels % groups !== 0)
      throw new ValueError(
        `${name}: ${groups} groups of ${channels} channels; it needs groups of one size. The groups come first.`,
      )
    this.groups = groups
    this.channels = channels
    this.eps = eps
    this.gamma = gamma ? parameter(ones([channels], { dtype })) : undefined
    this.beta = beta ? parameter(zeros([channels], { dtype })) : undefined
  }

  forward(x: Tensor): Tensor {
    this.#check(x)
    const own = x.shape.slice(2).reduce((n, d) => n * d, this.channels / this.groups)
    const grouped = reshape(x, [x.shape[0], this.groups, own]) // (batch, groups, channels / groups · …)
    const normal = reshape(normalise(grouped, { axis: 2, eps: this.eps }).y, x.shape)
    return scaleAndShift(normal, this, 1)
  }

  #check(x: Tensor): void {
    featureAxis(this.where, x, this.channels)
    if (x.size > 0 && x.size === x.shape[0] * this.groups)
      throw new ValueError(
        `${this.where}: input is (${x.shape.join(', ')}), one value for each group; it needs at least two. Use fewer groups, or normalise before the image is folded to one point.`,
      )
  }

  override toString(): string {
    return `GroupNorm ${this.channels}, ${this.groups} groups`
  }
}

/**
 * Gives each channel of each sample mean 0 and variance 1: a GroupNorm with one channel in a group.
 *
 *     y = (x − μ) / √(σ² + ε)          x, y (batch, channels, …)
 *
 * No scale and shift are learnt unless `gamma` and `beta` are true, as in PyTorch; ε is 1e-5.
 *
 * @throws ShapeError unless axis 1 has size `channels`.
 * @throws ValueError for one value per channel, whose variance is 0.
 * @see Ulyanov, Vedaldi & Lempitsky 2016, "Instance normalization: the missing ingredient for fast stylization"
 */
export class InstanceNorm extends GroupNorm {
  constructor(channels: number, options: GroupNormOptions = {}) {
    super(channels, channels, { gamma: false, beta: false, ...options })
  }

  override toString(): string {
    return `InstanceNorm ${this.channels}`
  }
}
