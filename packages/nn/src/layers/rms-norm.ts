// Layer normalisation without a centre. Read `layer-norm.ts` first.
import { normalise, ones, type Tensor } from '@glissade/autograd'
import { Module } from '../module.ts'
import { checkNumber, checkOptions } from '../options.ts'
import { parameter, type FloatType, type Parameter } from '../parameter.ts'
import { checkLastAxes, lastAxes } from './layer-norm.ts'
import { scaleAndShift } from './scale-and-shift.ts'

/** What an RmsNorm may be told. */
export interface RmsNormOptions {
  /** The distance from 1 to the next number of the element type unless said, as in PyTorch; Keras has 1e-6. */
  readonly eps?: number
  /** Whether a scale is learnt. */
  readonly gamma?: boolean
  /** float32 unless said. */
  readonly dtype?: FloatType
}

/**
 * Divides the last axes of each sample by their root mean square, then scales by what is learnt: a LayerNorm that does not centre.
 *
 *     y = γ x / √(mean(x²) + ε)          x, y (…, shape)   γ (shape)
 *
 * @throws ShapeError unless the last axes of x are `shape`.
 * @see Zhang & Sennrich 2019, "Root mean square layer normalization"
 */
export class RmsNorm extends Module {
  readonly shape: readonly number[]
  readonly eps: number
  readonly gamma: Parameter | undefined

  constructor(shape: number | readonly number[], options: RmsNormOptions = {}) {
    super()
    this.shape = lastAxes('RmsNorm', shape)
    checkOptions('RmsNorm', options, ['eps', 'gamma', 'dtype'])
    const { dtype = 'float32', gamma = true } = options
    const { eps = dtype === 'float64' ? 2 ** -52 : 2 ** -23 } = options
    checkNumber('RmsNorm', 'eps', eps, { above: 0 })
    this.eps = eps
    this.gamma = gamma ? parameter(ones(this.shape, { dtype })) : undefined
  }

  forward(x: Tensor): Tensor {
    const axes = checkLastAxes(this.where, x, this.shape)
    return scaleAndShift(normalise(x, { axis: axes, eps: this.eps, centre: false }).y, this)
  }

  override toString(): string {
    return `RmsNorm ${this.shape.join(' x ')}`
  }
}
