// The one activation that learns.
import { full, prelu, type Tensor } from '@glissade/autograd'
import { Module } from '../module.ts'
import { checkNumber, checkOptions, checkSize } from '../options.ts'
import { parameter, type FloatType, type Parameter } from '../parameter.ts'
import { featureAxis } from './features.ts'
import { perFeature } from './scale-and-shift.ts'

/** What a PRelu may be told. */
export interface PReluOptions {
  /** How many slopes: one for all, or one per feature of `axis`. */
  readonly features?: number
  /** Where the features lie; 1 unless said. */
  readonly axis?: number
  /** The slope at first. */
  readonly slope?: number
  /** float32 unless said. */
  readonly dtype?: FloatType
}

/**
 * A relu that leaks, and learns how much.
 *
 *     y = x where x > 0, else a x          a (features)
 *
 * @throws ShapeError unless x has that many features on the axis.
 * @see He, Zhang, Ren & Sun 2015, "Delving deep into rectifiers", equation 1; a starts at 0.25
 */
export class PRelu extends Module {
  readonly axis: number
  readonly slope: Parameter

  constructor(options: PReluOptions = {}) {
    super()
    checkOptions('PRelu', options, ['features', 'axis', 'slope', 'dtype'])
    const { features = 1, axis = 1, slope = 0.25, dtype = 'float32' } = options
    checkSize('PRelu', 'features', features)
    checkNumber('PRelu', 'slope', slope, {})
    this.axis = axis
    this.slope = parameter(full([features], slope, { dtype }))
  }

  forward(x: Tensor): Tensor {
    const features = this.slope.size
    if (features === 1) return prelu(x, this.slope)
    const axis = featureAxis(this.where, x, features, this.axis)
    return prelu(x, perFeature(this.slope, x, axis))
  }

  override toString(): string {
    return `PRelu ${this.slope.size}`
  }
}
