// Batch normalisation. Read `scale-and-shift.ts` first.
import {
  add,
  assign,
  mul,
  noGrad,
  normalise,
  ones,
  reshape,
  rsqrt,
  sub,
  ValueError,
  zeros,
  type Tensor,
} from '@glissade/autograd'
import { Module } from '../module.ts'
import { checkNumber, checkOptions, checkSize } from '../options.ts'
import { buffer, parameter, type Buffer, type FloatType, type Parameter } from '../parameter.ts'
import { featureAxis } from './features.ts'
import { perFeature, scaleAndShift } from './scale-and-shift.ts'

/** How running statistics are kept: the weight of the old and the new value, and which variance is remembered. */
const conventions = {
  pytorch: { eps: 1e-5, momentum: 0.1, fresh: (momentum: number) => momentum, unbiased: true },
  keras: { eps: 1e-3, momentum: 0.99, fresh: (momentum: number) => 1 - momentum, unbiased: false },
}

/** What a BatchNorm may be told. */
export interface BatchNormOptions {
  /** The axis of the features: 1 for (batch, features) and for images (batch, channels, height, width). */
  readonly axis?: number
  /** What is added under the root: ε. */
  readonly eps?: number
  /** `pytorch`: the weight of the new statistics. `keras`: the weight of the old ones. */
  readonly momentum?: number
  /** `pytorch` unless said; ε, the momentum and the running variance depend on it. */
  readonly convention?: keyof typeof conventions
  /** Whether a scale is learnt. */
  readonly gamma?: boolean
  /** Whether a shift is learnt. */
  readonly beta?: boolean
  /** float32 unless said. */
  readonly dtype?: FloatType
}

/**
 * Gives each feature mean 0 and variance 1 over the batch, then a scale and a shift that are learnt.
 *
 *     y = γ (x − μ) / √(σ² + ε) + β          γ, β (features)
 *
 * In training μ and σ² are the batch's own (σ² divided by n), and running ones are remembered; in evaluation those are used.
 *
 *     pytorch: running ← (1 − momentum) running + momentum · new     ε 1e-5, momentum 0.1, σ² divided by n − 1
 *     keras:   running ← momentum · running + (1 − momentum) new     ε 1e-3, momentum 0.99, σ² divided by n
 *
 * @throws ShapeError for another number of features.
 * @throws ValueError in training for one value per feature, whose variance is 0.
 * @see Ioffe & Szegedy 2015, "Batch normalization: accelerating deep network training by reducing internal covariate shift"
 */
export class BatchNorm extends Module {
  readonly features: number
  readonly axis: number
  readonly eps: number
  readonly momentum: number
  readonly convention: keyof typeof conventions
  readonly gamma: Parameter | undefined
  readonly beta: Parameter | undefined
  readonly runningMean: Buffer
  readonly runningVariance: Buffer

  constructor(features: number, options: BatchNormOptions = {}) {
    super()
    checkSize('BatchNorm', 'features', features)
    checkOptions('BatchNorm', options, ['axis', 'eps', 'momentum', 'convention', 'gamma', 'beta', 'dtype'])
    const { axis = 1, convention = 'pytorch', gamma = true, beta = true, dtype = 'float32' } = options
    if (!Object.hasOwn(conventions, convention))
      throw new ValueError(`BatchNorm: convention is '${convention}'; it needs 'pytorch' or 'keras'.`)
    const { eps = conventions[convention].eps, momentum = conventions[convention].momentum } = options
    if (!Number.isInteger(axis)) throw new ValueError(`BatchNorm: axis is ${axis}; it needs an integer.`)
    checkNumber('BatchNorm', 'eps', eps, { above: 0 })
    checkNumber('BatchNorm', 'momentum', momentum, { from: 0, to: 1 })
    this.features = features
    this.axis = axis
    this.eps = eps
    this.momentum = momentum
    this.convention = convention
    this.gamma = gamma ? parameter(ones([features], { dtype })) : undefined
    this.beta = beta ? parameter(zeros([features], { dtype })) : undefined
    this.runningMean = buffer(zeros([features], { dtype }))
    this.runningVariance = buffer(ones([features], { dtype }))
  }

  forward(x: Tensor): Tensor {
    const axis = featureAxis(this.where, x, this.features, this.axis)
    return scaleAndShift(this.training ? this.#byBatch(x, axis) : this.#byHistory(x, axis), this, axis)
  }

  #byBatch(x: Tensor, axis: number): Tensor {
    const axes = x.shape.map((_, i) => i).filter((i) => i !== axis)
    const n = x.size / this.features
    if (n < 2) {
      throw new ValueError(
        `${this.where}: ${n === 1 ? '1 value' : 'no value'} per feature in a batch of (${x.shape.join(', ')}); training needs at least two. Drop a last batch of one, or call eval() first.`,
      )
    }
    const { y, mean, variance } = normalise(x, { axis: axes, eps: this.eps })
    this.#remember(mean, variance, n)
    return y
  }

  #byHistory(x: Tensor, axis: number): Tensor {
    const scale = rsqrt(add(this.runningVariance, this.eps))
    return mul(sub(x, perFeature(this.runningMean, x, axis)), perFeature(scale, x, axis))
  }

  #remember(mean: Tensor, variance: Tensor, n: number): void {
    const { fresh, unbiased } = conventions[this.convention]
    const share = fresh(this.momentum)
    const blend = (running: Tensor, now: Tensor, weight: number): void => {
      assign(running, add(mul(running, 1 - share), mul(reshape(now, [this.features]), weight)))
    }
    noGrad(() => {
      blend(this.runningMean, mean, share)
      blend(this.runningVariance, variance, unbiased ? (share * n) / (n - 1) : share)
    })
  }

  override toString(): string {
    return `BatchNorm ${this.features}`
  }
}
