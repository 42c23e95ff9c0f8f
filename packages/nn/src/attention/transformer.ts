// A block of a transformer: attention, then a small network for each position, each added to what came in.
import { add, gelu, ValueError, type Tensor } from '@glissade/autograd'
import type { Generator } from '@glissade/random'
import { Dense } from '../layers/dense.ts'
import { Dropout } from '../layers/dropout.ts'
import { LayerNorm } from '../layers/layer-norm.ts'
import { Module } from '../module.ts'
import { checkNumber, checkOptions, checkSize } from '../options.ts'
import type { FloatType } from '../parameter.ts'
import { Sequential, type Layer } from '../sequential.ts'
import { checkSequence, MultiHeadAttention } from './multi-head.ts'

/** What a TransformerBlock is made with. */
export interface TransformerBlockOptions {
  /** Draws the first weights, and what is drawn in training. */
  readonly rng: Generator
  /** Width of the network for each position: 4 · size unless said. */
  readonly hidden?: number
  /** `pre` normalises what goes into each part, `post` the sum that comes out. */
  readonly norm?: 'pre' | 'post'
  /** For decoders: no position looks at later ones. */
  readonly causal?: boolean
  /** For decoders that read what an encoder gives: a second attention, to `memory`. */
  readonly cross?: boolean
  /** Between the two Dense layers; gelu unless said. */
  readonly activation?: Layer
  /** Of the weights of attention, inside the network, and of what each part adds. */
  readonly dropout?: number
  /** Whether something is added that is learnt; true unless said. */
  readonly bias?: boolean
  /** float32 unless said. */
  readonly dtype?: FloatType
}

/** What a TransformerBlock may be given beside x. */
export interface TransformerInputs {
  /** What a decoder reads besides: (batch, m, size). */
  readonly memory?: Tensor
  /** 1 for real positions of the input, 0 for padding: (batch, n). */
  readonly keyMask?: Tensor
  /** The same of the memory: (batch, m). */
  readonly memoryMask?: Tensor
}

/**
 * Attention and a network for each position, with a way around both.
 *
 *     pre:   x ← x + attention(norm(x))      [x ← x + cross(norm(x), memory)]      y = x + F(norm(x))
 *     post:  x ← norm(x + attention(x))      [x ← norm(x + cross(x, memory))]      y = norm(x + F(x))
 *     F(x) = gelu(x W₁ + b₁) W₂ + b₂                                               x, y (batch, n, size)
 *
 * `pre` is the default, since it trains without warm-up; a LayerNorm belongs behind the last block then. `causal` makes a decoder,
 * `cross` one that reads an encoder's output too. Dropout is on the weights of attention, the hidden units and each part's output.
 *
 * @throws ShapeError unless input and memory are (batch, sequence, size).
 * @see Vaswani et al. 2017, "Attention is all you need", section 3.1
 * @see Xiong et al. 2020, "On layer normalization in the transformer architecture"
 */
export class TransformerBlock extends Module {
  readonly size: number
  readonly norm: 'pre' | 'post'
  readonly attentionNorm: LayerNorm
  readonly attention: MultiHeadAttention
  readonly crossNorm: LayerNorm | undefined
  readonly cross: MultiHeadAttention | undefined
  readonly feedForwardNorm: LayerNorm
  readonly feedForward: Sequential
  readonly dropout: Dropout | undefined

  constructor(size: number, heads: number, options: TransformerBlockOptions) {
    super()
    // prettier-ignore
    checkOptions('TransformerBlock', options, ['rng', 'hidden', 'norm', 'causal', 'cross', 'activation', 'dropout', 'bias', 'dtype'])
    const { rng, hidden = 4 * size, norm = 'pre', causal = false, cross = false } = options
    const { activation = gelu, dropout = 0, bias = true, dtype = 'float32' } = options
    checkSize('TransformerBlock', 'hidden', hidden)
    checkNumber('TransformerBlock', 'dropout', dropout, { from: 0, to: 1 })
    if (norm !== 'pre' && norm !== 'post')
      throw new ValueError(`TransformerBlock: norm is '${String(norm)}'; it needs 'pre' or 'post'.`)
    this.size = size
    this.norm = norm
    const normalised = (): LayerNorm => new LayerNorm(size, { dtype })
    const drop = (): Dropout[] => (dropout > 0 ? [new Dropout(dropout, { rng })] : [])
    this.attentionNorm = normalised()
    this.attention = new MultiHeadAttention(size, heads, { rng, causal, dropout, bias, dtype })
    this.crossNorm = cross ? normalised() : undefined
    this.cross = cross ? new MultiHeadAttention(size, heads, { rng, dropout, bias, dtype }) : undefined
    this.feedForwardNorm = normalised()
    const [into, out] = [
      new Dense(size, hidden, { rng, bias, dtype }),
      new Dense(hidden, size, { rng, bias, dtype }),
    ]
    this.feedForward = new Sequential(into, activation, ...drop(), out)
    this.dropout = drop()[0]
  }

  forward(x: Tensor, inputs: TransformerInputs = {}): Tensor {
    checkOptions(this.where, inputs, ['memory', 'keyMask', 'memoryMask'])
    checkSequence(this.where, 'input', x, this.size)
    const { memory, keyMask, memoryMask } = inputs
    if ((memory === undefined) !== (this.cross === undefined))
      throw new ValueError(
        `${this.where}: ${memory ? 'memory was given to a block without { cross: true }' : 'no memory was given'}; ${memory ? 'it needs none' : 'with { cross: true } it needs { memory }, what the encoder gives'}.`,
      )
    const masked = (mask: Tensor | undefined) => (mask ? { keyMask: mask } : {})
    let y = this.#around(x, this.attentionNorm, (each) => this.attention.forward(each, masked(keyMask)))
    const { cross, crossNorm } = this
    if (cross && crossNorm && memory)
      y = this.#around(y, crossNorm, (each) =>
        cross.forward(each, { context: memory, ...masked(memoryMask) }),
      )
    return this.#around(y, this.feedForwardNorm, (each) => this.feedForward.forward(each))
  }

  /** x + part(x), normalised before or after. */
  #around(x: Tensor, norm: LayerNorm, part: (x: Tensor) => Tensor): Tensor {
    const drop = (each: Tensor): Tensor => (this.dropout ? this.dropout.forward(each) : each)
    if (this.norm === 'pre') return add(x, drop(part(norm.forward(x))))
    return norm.forward(add(x, drop(part(x))))
  }

  override toString(): string {
    const { heads, causal } = this.attention
    return `TransformerBlock ${this.size}, ${heads} heads${causal ? ', causal' : ''}${this.cross ? ', cross' : ''}${this.norm === 'post' ? ', post-norm' : ''}`
  }
}
