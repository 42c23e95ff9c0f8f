// The fully connected layer. Read `../module.ts` first.
import {
  affine,
  matmul,
  reshape,
  ShapeError,
  shown,
  ValueError,
  zeros,
  type Tensor,
} from '@glissade/autograd'
import type { Randomness } from '@glissade/random'
import { xavierUniform, type Initializer } from '../init/scaled.ts'
import { weight } from '../init/weight.ts'
import { Module } from '../module.ts'
import { weightPenalty } from '../losses/penalty.ts'
import { checkNumber, checkOptions, checkSize, checkTensor, checkType } from '../options.ts'
import { parameter, type FloatType, type Parameter } from '../parameter.ts'

type Activation = (x: Tensor) => Tensor

/** What a Dense layer is made with. */
export interface DenseOptions {
  /** Draws the first weights. */
  readonly rng: Randomness
  /** Whether something is added that is learnt; true unless said. */
  readonly bias?: boolean
  /** xavierUniform unless said: right for tanh, sigmoid and linear layers, and good for a few layers of relu; heUniform suits many. */
  readonly init?: Initializer
  /**
   * Bends what comes out, such as relu; none unless said. One of the library's own is computed with the bias in one pass: a step less
   * than with the function behind the layer, and the same bits.
   */
  readonly activation?: Activation
  /** Adds l1 · Σ|W| to `model.penalty()`. */
  readonly l1?: number
  /** Adds ½ l2 · ΣW² to `model.penalty()`, whose gradient is l2 · W. Keras's l2 leaves the ½ out. */
  readonly l2?: number
  /** float32 unless said. */
  readonly dtype?: FloatType
}

/**
 * Affine map of the last axis.
 *
 *     y = x W + b            x (…, inputs)   W (inputs, outputs)   b (outputs)   y (…, outputs)
 *     y = f(x W + b)         with an activation f
 *
 * b starts at 0, as in Keras; PyTorch draws it, and keeps W as (outputs, inputs).
 *
 * @throws ShapeError unless the last axis of x has size `inputs`.
 */
export class Dense extends Module {
  readonly inputs: number
  readonly outputs: number
  readonly weight: Parameter
  readonly bias: Parameter | undefined
  readonly l1: number
  readonly l2: number
  readonly #activation: Activation | undefined

  constructor(inputs: number, outputs: number, options: DenseOptions) {
    super()
    checkSize('Dense', 'inputs', inputs)
    checkSize('Dense', 'outputs', outputs)
    checkOptions('Dense', options, ['rng', 'bias', 'init', 'activation', 'l1', 'l2', 'dtype'])
    const { rng, bias = true, init = xavierUniform, activation, l1 = 0, l2 = 0, dtype = 'float32' } = options
    if (activation !== undefined) checkActivation(activation)
    checkNumber('Dense', 'l1', l1, { from: 0 })
    checkNumber('Dense', 'l2', l2, { from: 0 })
    this.inputs = inputs
    this.outputs = outputs
    this.weight = weight('Dense', init, [inputs, outputs], rng, dtype)
    this.bias = bias ? parameter(zeros([outputs], { dtype })) : undefined
    this.#activation = activation
    this.l1 = l1
    this.l2 = l2
  }

  get activation(): Activation | undefined {
    return this.#activation
  }

  forward(x: Tensor): Tensor {
    const y = this.#run(x, this.activation)
    checkTensor(this.where, 'what the activation gives', y)
    return y
  }

  /** x W + b: what the activation gets. */
  affine(x: Tensor): Tensor {
    return this.#run(x, undefined)
  }

  #run(x: Tensor, activation: Activation | undefined): Tensor {
    const { where } = this
    checkTensor(where, 'the input', x)
    const width = x.shape.at(-1)
    if (width !== this.inputs) throw new ShapeError(this.#refusal(x))
    checkType(where, x, this.weight)
    if (this.bias) return affine(x, this.weight, this.bias, activation && { activation })
    const rows = x.rank > 2 ? reshape(x, [-1, this.inputs]) : x
    const z = matmul(rows, this.weight)
    const y = x.rank > 2 ? reshape(z, [...x.shape.slice(0, -1), this.outputs]) : z
    return activation ? activation(y) : y
  }

  #refusal(x: Tensor): string {
    const image = x.rank > 2 && x.shape.slice(1).reduce((n, d) => n * d, 1) === this.inputs
    return `${this.where}: input is (${x.shape.join(', ')}); it needs (…, ${this.inputs}).${image ? ' Was the image flattened?' : ''}`
  }

  override ownPenalty(): Tensor | undefined {
    return weightPenalty(this.weight, this.l1, this.l2)
  }

  override toString(): string {
    const { activation } = this
    return `Dense ${this.inputs} -> ${this.outputs}${activation ? `, ${activation.name || 'activation'}` : ''}`
  }
}

function checkActivation(activation: unknown): void {
  if (typeof activation === 'function' && !(activation.prototype instanceof Module)) return
  const isModule = activation instanceof Module || typeof activation === 'function'
  const cure = isModule
    ? ' A module goes behind the layer, in a Sequential.'
    : typeof activation === 'string'
      ? ' Names are imported.'
      : ''
  throw new ValueError(
    `Dense: activation is ${shown(activation)}; it needs a function, such as relu of @glissade/autograd.${cure}`,
  )
}
