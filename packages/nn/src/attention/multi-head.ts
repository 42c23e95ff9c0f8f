// Attention: each position looks at the others and takes what fits. Read `../layers/dense.ts` first.
import {
  add,
  matmul,
  maximum,
  mul,
  permute,
  reshape,
  ShapeError,
  softmax,
  tensor,
  transpose,
  ValueError,
  type Tensor,
} from '@glissade/autograd'
import type { Generator } from '@glissade/random'
import { Dense } from '../layers/dense.ts'
import { Dropout } from '../layers/dropout.ts'
import { Module } from '../module.ts'
import { checkNumber, checkOptions, checkSize, checkTensor } from '../options.ts'
import type { FloatType } from '../parameter.ts'
import { maskOf } from '../recurrent/mask.ts'
import { causalMask } from './positions.ts'

/** What a MultiHeadAttention is made with. */
export interface MultiHeadAttentionOptions {
  /** Draws the first weights, and what is drawn in training. */
  readonly rng: Generator
  /** No position looks at later ones. */
  readonly causal?: boolean
  /** Probability that a weight of attention is left out in training. */
  readonly dropout?: number
  /** Whether something is added that is learnt; true unless said. */
  readonly bias?: boolean
  /** Of the keys, and of the values; size / heads unless said. */
  readonly headSize?: number
  /** float32 unless said. */
  readonly dtype?: FloatType
}

/** What a MultiHeadAttention may be given beside x. */
export interface AttendOptions {
  /** What is looked at (batch, m, size): the input itself unless said. */
  readonly context?: Tensor
  /** 1 for what may be looked at, 0 for padding: (batch, m). */
  readonly keyMask?: Tensor
  /** Added to the scores, broadcast to (batch, heads, n, m): 0 where a query may look, −Infinity where not. */
  readonly mask?: Tensor
}

/** What `run()` of a MultiHeadAttention gives. */
export interface Attended {
  readonly output: Tensor
  /** How much each query takes from each key: (batch, heads, n, m), before dropout. Each row sums to 1. */
  readonly weights: Tensor
}

/** What stands for −∞: its weight is 0 as well, and a query that may look nowhere takes the mean instead of NaN. */
const nowhere = -1e9

/**
 * Several attentions side by side, each in a smaller space of its own.
 *
 *     Qₕ = x W_Qₕ + b    Kₕ = c W_Kₕ + b    Vₕ = c W_Vₕ + b          c = x, or the context
 *     Aₕ = softmax(Qₕ Kₕᵀ / √dₖ + mask)
 *     y = [A₁V₁, A₂V₂, …] W_O + b                                    x, y (batch, n, size)   c (batch, m, size)
 *
 * The four matrices are Dense layers `query`, `key`, `value` (size, heads · dₖ) and `output` (heads · dₖ, size); head h owns the
 * columns from h dₖ on. All are drawn by xavierUniform.
 *
 * @throws ShapeError unless input and context are (batch, sequence, size) of one batch.
 * @see Vaswani et al. 2017, "Attention is all you need", section 3.2.2
 */
export class MultiHeadAttention extends Module {
  readonly size: number
  readonly heads: number
  readonly headSize: number
  readonly causal: boolean
  readonly query: Dense
  readonly key: Dense
  readonly value: Dense
  readonly output: Dense
  readonly dropout: Dropout | undefined

  constructor(size: number, heads: number, options: MultiHeadAttentionOptions) {
    super()
    checkSize('MultiHeadAttention', 'size', size)
    checkSize('MultiHeadAttention', 'heads', heads)
    checkOptions('MultiHeadAttention', options, ['rng', 'causal', 'dropout', 'bias', 'headSize', 'dtype'])
    const {
      rng,
      causal = false,
      dropout = 0,
      bias = true,
      headSize = size / heads,
      dtype = 'float32',
    } = options
    if (!Number.isInteger(headSize) || headSize < 1)
      throw new ValueError(
        `MultiHeadAttention: ${heads} heads for a size of ${size}, so each has ${headSize}; it needs a size that they divide, or { headSize }.`,
      )
    checkNumber('MultiHeadAttention', 'dropout', dropout, { from: 0, to: 1 })
    this.size = size
    this.heads = heads
    this.headSize = headSize
    this.causal = causal
    const into = (): Dense => new Dense(size, heads * headSize, { rng, bias, dtype })
    this.query = into()
    this.key = into()
    this.value = into()
    this.output = new Dense(heads * headSize, size, { rng, bias, dtype })
    this.dropout = dropout > 0 ? new Dropout(dropout, { rng }) : undefined
  }

  /** The output alone. */
  forward(x: Tensor, options: AttendOptions = {}): Tensor {
    return this.run(x, options).output
  }

  /** The output, and what each query looked at. */
  run(x: Tensor, options: AttendOptions = {}): Attended {
    checkOptions(this.where, options, ['context', 'keyMask', 'mask'])
    const { context = x } = options
    checkSequence(this.where, 'input', x, this.size)
    checkSequence(this.where, 'context', context, this.size)
    if (context.shape[0] !== x.shape[0])
      throw new ShapeError(
        `${this.where}: input is (${x.shape.join(', ')}) and context (${context.shape.join(', ')}); it needs one batch.`,
      )
    const [q, k, v] = [this.query.forward(x), this.key.forward(context), this.value.forward(context)].map(
      (each) => this.#apart(each),
    ) // (batch, heads, …, dₖ)
    const scores = mul(matmul(q, transpose(k)), 1 / Math.sqrt(this.headSize)) // (batch, heads, n, m)
    const weights = softmax(this.#masked(scores, context, options), -1)
    const taken = matmul(this.dropout ? this.dropout.forward(weights) : weights, v)
    return { output: this.output.forward(this.#together(taken)), weights }
  }

  /** (batch, n, heads · dₖ) as (batch, heads, n, dₖ). */
  #apart(x: Tensor): Tensor {
    const [batch, n] = x.shape
    return permute(reshape(x, [batch, n, this.heads, this.headSize]), [0, 2, 1, 3])
  }

  #together(x: Tensor): Tensor {
    const [batch, heads, n, size] = x.shape
    return reshape(permute(x, [0, 2, 1, 3]), [batch, n, heads * size])
  }

  #masked(scores: Tensor, context: Tensor, { keyMask, mask }: AttendOptions): Tensor {
    const [batch, , n, m] = scores.shape
    const dtype = scores.dtype === 'float64' ? 'float64' : 'float32'
    const real = maskOf(this.where, keyMask ? { mask: keyMask } : {}, context)
    const added = [
      ...(this.causal ? [causalMask(n, m, { dtype })] : []),
      ...(real ? [reshape(barring(real), [batch, 1, 1, m])] : []),
      ...(mask ? [mask] : []),
    ]
    if (added.length === 0) return scores
    return maximum(
      added.reduce((sum, each) => add(sum, each), scores),
      nowhere,
    )
  }

  override toString(): string {
    return `MultiHeadAttention ${this.size}, ${this.heads} heads${this.causal ? ', causal' : ''}`
  }
}

/** 0 where a mask is 1, and −Infinity where it is 0. */
function barring(mask: Tensor): Tensor {
  const data = mask.data.map((real) => (real === 0 ? -Infinity : 0))
  return tensor(data, { shape: mask.shape })
}

/** Refuses what is no batch of sequences of vectors. */
export function checkSequence(where: string, what: string, x: Tensor, size: number): void {
  checkTensor(where, `the ${what}`, x)
  const { rank, shape } = x
  if (rank === 3 && shape[2] === size) return
  const cure =
    rank === 2 && shape[1] === size
      ? ' One sequence alone: expandDims(x, 0) makes it a batch.'
      : rank === 3 && shape[1] === size
        ? ' Are sequence and features swapped? transpose(x, 1, 2) would fit.'
        : ''
  throw new ShapeError(
    `${where}: ${what} is (${shape.join(', ')}); it needs (batch, sequence, ${size}).${cure}`,
  )
}
