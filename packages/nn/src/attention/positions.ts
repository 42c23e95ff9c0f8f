// Where a position stands: what attention, which sees a set, cannot know by itself; and which positions lie before it.
import {
  add,
  arange,
  cast,
  cos,
  exp,
  mul,
  outer,
  reshape,
  ShapeError,
  sin,
  slice,
  stack,
  tensor,
  ValueError,
  type Tensor,
} from '@glissade/autograd'
import type { Randomness } from '@glissade/random'
import { normal } from '../init/plain.ts'
import type { Initializer } from '../init/scaled.ts'
import { weight } from '../init/weight.ts'
import { Module } from '../module.ts'
import { checkOptions, checkSize, checkTensor } from '../options.ts'
import type { FloatType, Parameter } from '../parameter.ts'

/**
 * What to add to scores so that no query looks at a later key: 0 for j ≤ i + m − n, else −Infinity, (n, m).
 * With more keys than queries, the last query stands at the last key.
 */
export function causalMask(n: number, m = n, options: { readonly dtype?: FloatType } = {}): Tensor {
  checkOptions('causalMask', options, ['dtype'])
  const { dtype = 'float32' } = options
  checkSize('causalMask', 'n', n)
  checkSize('causalMask', 'm', m)
  const rows = Array.from({ length: n }, (_, i) =>
    Array.from({ length: m }, (_, j) => (j <= i + m - n ? 0 : -Infinity)),
  )
  return tensor(rows, { dtype })
}

/** log 10000 */
const logBase = 9.210340371976184

/**
 * Waves of growing length, to be added to embeddings: what two positions are apart is a rotation of each pair.
 *
 *     P[p, 2i] = sin(p / 10000^(2i/d))          P[p, 2i + 1] = cos(p / 10000^(2i/d))          P (count, d)
 *
 * @throws ValueError for an odd size.
 * @see Vaswani et al. 2017, "Attention is all you need", section 3.5
 */
export function sinusoidalPositions(
  count: number,
  size: number,
  options: { readonly dtype?: FloatType } = {},
): Tensor {
  checkOptions('sinusoidalPositions', options, ['dtype'])
  const { dtype = 'float32' } = options
  checkSize('sinusoidalPositions', 'count', count)
  checkSize('sinusoidalPositions', 'size', size)
  if (size % 2 !== 0)
    throw new ValueError(
      `sinusoidalPositions: size is ${size}; it needs an even number, a sine and a cosine each.`,
    )
  const counted = (n: number): Tensor => arange(0, n, 1, { dtype: 'float64' })
  const frequencies = exp(mul(counted(size / 2), (-2 * logBase) / size))
  const angles = outer(counted(count), frequencies) // (count, d / 2)
  return cast(reshape(stack([sin(angles), cos(angles)], 2), [count, size]), dtype)
}

/** What a PositionalEmbedding is made with. */
export interface PositionalEmbeddingOptions {
  /** Draws the first weights. */
  readonly rng: Randomness
  /** Normal of deviation 0.02 unless said. */
  readonly init?: Initializer
  /** float32 unless said. */
  readonly dtype?: FloatType
}

const small: Initializer = (shape, rng) => normal(shape, rng, { deviation: 0.02 })

/**
 * Adds to each position a vector of its own, learnt.
 *
 *     y[b, p, :] = x[b, p, :] + W[p, :]          x, y (…, n, size)   W (count, size), n at most count
 *
 * @throws ShapeError for another size, or a sequence longer than there are positions.
 * @see Gehring et al. 2017, "Convolutional sequence to sequence learning", section 3.1
 */
export class PositionalEmbedding extends Module {
  readonly count: number
  readonly size: number
  readonly weight: Parameter

  constructor(count: number, size: number, options: PositionalEmbeddingOptions) {
    super()
    checkSize('PositionalEmbedding', 'count', count)
    checkSize('PositionalEmbedding', 'size', size)
    checkOptions('PositionalEmbedding', options, ['rng', 'init', 'dtype'])
    const { rng, init = small, dtype = 'float32' } = options
    this.count = count
    this.size = size
    this.weight = weight('PositionalEmbedding', init, [count, size], rng, dtype)
  }

  forward(x: Tensor): Tensor {
    checkTensor(this.where, 'the input', x)
    const [n, size] = x.shape.slice(-2)
    const given = `${this.where}: input is (${x.shape.join(', ')})`
    if (x.rank < 2 || size !== this.size)
      throw new ShapeError(`${given}; it needs (…, sequence, ${this.size}).`)
    if (n > this.count)
      throw new ShapeError(
        `${given}, a sequence of ${n} for ${this.count} positions; it needs at most ${this.count}. Cut the sequence, or make the layer with ${n} positions; sinusoidalPositions() has any number.`,
      )
    return add(x, slice(this.weight, [[0, n]]))
  }

  override toString(): string {
    return `PositionalEmbedding ${this.count} x ${this.size}`
  }
}
