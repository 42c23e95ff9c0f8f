// Layer normalisation: like batch normalisation, but each sample by itself. Read `scale-and-shift.ts` first.
import { normalise, ones, ShapeError, zeros, type Tensor } from '@glissade/autograd'
import { Module } from '../module.ts'
import { checkNumber, checkOptions, checkSize, checkTensor } from '../options.ts'
import { parameter, type FloatType, type Parameter } from '../parameter.ts'
import { scaleAndShift } from './scale-and-shift.ts'

/** What a LayerNorm may be told. */
export interface LayerNormOptions {
  /** What is added under the root: ε. */
  readonly eps?: number
  /** Whether a scale is learnt. */
  readonly gamma?: boolean
  /** Whether a shift is learnt. */
  readonly beta?: boolean
  /** float32 unless said. */
  readonly dtype?: FloatType
}

/** The sizes of the last axes, from a size or a list. */
export function lastAxes(where: string, shape: number | readonly number[]): number[] {
  const sizes = typeof shape === 'number' ? [shape] : Array.isArray(shape) ? (shape as number[]) : []
  if (sizes.length === 0) checkSize(where, 'shape', shape)
  for (const size of sizes) checkSize(where, 'a size of shape', size)
  return sizes
}

/** Which axes of x the last ones are. */
export function checkLastAxes(where: string, x: Tensor, shape: readonly number[]): number[] {
  checkTensor(where, 'the input', x)
  const lead = x.rank - shape.length
  if (lead < 0 || shape.some((size, i) => x.shape[lead + i] !== size))
    throw new ShapeError(`${where}: input is (${x.shape.join(', ')}); it needs (…, ${shape.join(', ')}).`)
  return shape.map((_, i) => lead + i)
}

/**
 * Gives the last axes of each sample mean 0 and variance 1, then a scale and a shift that are learnt.
 *
 *     y = γ (x − μ) / √(σ² + ε) + β          x, y (…, shape)   γ, β (shape)
 *
 * The same in training and evaluation; ε is 1e-5, as in PyTorch.
 *
 * @throws ShapeError unless the last axes of x are `shape`.
 * @see Ba, Kiros & Hinton 2016, "Layer normalization"
 */
export class LayerNorm extends Module {
  readonly shape: readonly number[]
  readonly eps: number
  readonly gamma: Parameter | undefined
  readonly beta: Parameter | undefined

  constructor(shape: number | readonly number[], options: LayerNormOptions = {}) {
    super()
    this.shape = lastAxes('LayerNorm', shape)
    checkOptions('LayerNorm', options, ['eps', 'gamma', 'beta', 'dtype'])
    const { eps = 1e-5, gamma = true, beta = true, dtype = 'float32' } = options
    checkNumber('LayerNorm', 'eps', eps, { above: 0 })
    this.eps = eps
    this.gamma = gamma ? parameter(ones(this.shape, { dtype })) : undefined
    this.beta = beta ? parameter(zeros(this.shape, { dtype })) : undefined
  }

  forward(x: Tensor): Tensor {
    const axes = checkLastAxes(this.where, x, this.shape)
    return scaleAndShift(normalise(x, { axis: axes, eps: this.eps }).y, this)
  }

  override toString(): string {
    return `LayerNorm ${this.shape.join(' x ')}`
  }
}
