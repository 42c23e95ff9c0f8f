// Layer normalisation: like batch normalisation, but each sample by itself. Read `normalise.ts` first.
import { add, mul, ones, ShapeError, zeros, type Tensor } from '@glissade/autograd'
import { Module } from '../module.ts'
import { checkNumber, checkOptions, checkSize } from '../options.ts'
import { parameter, type FloatType, type Parameter } from '../parameter.ts'
import { normalise } from './normalise.ts'

export interface LayerNormOptions {
  readonly eps?: number
  readonly gamma?: boolean
  readonly beta?: boolean
  readonly dtype?: FloatType
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
    this.shape = typeof shape === 'number' ? [shape] : [...shape]
    if (this.shape.length === 0) checkSize('LayerNorm', 'shape', shape)
    for (const size of this.shape) checkSize('LayerNorm', 'a size of shape', size)
    checkOptions('LayerNorm', options, ['eps', 'gamma', 'beta', 'dtype'])
    const { eps = 1e-5, gamma = true, beta = true, dtype = 'float32' } = options
    checkNumber('LayerNorm', 'eps', eps, { above: 0 })
    this.eps = eps
    this.gamma = gamma ? parameter(ones(this.shape, { dtype })) : undefined
    this.beta = beta ? parameter(zeros(this.shape, { dtype })) : undefined
  }

  forward(x: Tensor): Tensor {
    const lead = x.rank - this.shape.length
    if (lead < 0 || this.shape.some((size, i) => x.shape[lead + i] !== size)) {
      throw new ShapeError(
        `${this.where}: input is (${x.shape.join(', ')}); it needs (…, ${this.shape.join(', ')}).`,
      )
    }
    const normal = normalise(x, { axes: this.shape.map((_, i) => lead + i), eps: this.eps })
    const scaled = this.gamma ? mul(normal, this.gamma) : normal
    return this.beta ? add(scaled, this.beta) : scaled
  }

  override toString(): string {
    return `LayerNorm ${this.shape.join(' x ')}`
  }
}
