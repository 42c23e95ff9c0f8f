// A vector for each of a number of things, learnt. Read `../module.ts` first.
import { DTypeError, expandDims, index, tensor, ValueError, where, type Tensor } from '@glissade/autograd'
import type { Randomness } from '@glissade/random'
import { normal } from '../init/plain.ts'
import type { Initializer } from '../init/scaled.ts'
import { weight } from '../init/weight.ts'
import { Module } from '../module.ts'
import { checkOptions, checkSize, checkTensor } from '../options.ts'
import type { FloatType, Parameter } from '../parameter.ts'

/** What an Embedding is made with. */
export interface EmbeddingOptions {
  /** Draws the first weights. */
  readonly rng: Randomness
  /** The row of what stands for nothing: 0 at first, and never trained. */
  readonly paddingIndex?: number
  /** Normal of deviation 1 unless said, as in PyTorch. */
  readonly init?: Initializer
  /** float32 unless said. */
  readonly dtype?: FloatType
}

const standardNormal: Initializer = (shape, rng) => normal(shape, rng, { deviation: 1 })

/**
 * A table of vectors, looked up by number.
 *
 *     y[…, :] = W[ids[…], :]          ids (…) int32   W (count, size)   y (…, size)
 *
 * Of the gradient only the rows looked up are written, and rules marked `sparse` (sgd, adagrad and its variants, sparseAdam) update
 * only them, so that a step costs what a batch uses, not what the table holds. Used in another way too (tied weights), its whole gradient is.
 *
 * @throws DTypeError ValueError unless the ids are int32 from 0 to count − 1.
 */
export class Embedding extends Module {
  readonly count: number
  readonly size: number
  readonly paddingIndex: number | undefined
  readonly weight: Parameter

  constructor(count: number, size: number, options: EmbeddingOptions) {
    super()
    checkSize('Embedding', 'count', count)
    checkSize('Embedding', 'size', size)
    checkOptions('Embedding', options, ['rng', 'paddingIndex', 'init', 'dtype'])
    const { rng, paddingIndex, init = standardNormal, dtype = 'float32' } = options
    this.count = count
    this.size = size
    this.paddingIndex = paddingIndex
    this.weight = weight('Embedding', init, [count, size], rng, dtype)
    if (paddingIndex === undefined) return
    if (!Number.isInteger(paddingIndex) || paddingIndex < 0 || paddingIndex >= count)
      throw new ValueError(
        `Embedding: paddingIndex is ${String(paddingIndex)}; it needs an integer from 0 to ${count - 1}.`,
      )
    this.weight.data.fill(0, paddingIndex * size, (paddingIndex + 1) * size)
  }

  forward(ids: Tensor): Tensor {
    this.#check(ids)
    const rows = index(this.weight, ids)
    if (this.paddingIndex === undefined) return rows
    const learns = Int32Array.from(ids.data, (id) => (id === this.paddingIndex ? 0 : 1))
    return where(expandDims(tensor(learns, { shape: ids.shape }), ids.rank), rows, rows.detach())
  }

  #check(ids: Tensor): void {
    checkTensor(this.where, 'the input', ids)
    if (ids.dtype !== 'int32')
      throw new DTypeError(
        `${this.where}: ids are ${ids.dtype} (${ids.shape.join(', ')}); it needs int32, as in tensor([2, 0], { dtype: 'int32' }). The layer goes first.`,
      )
    const { data } = ids
    const at = data.findIndex((id) => id < 0 || id >= this.count)
    if (at >= 0)
      throw new ValueError(
        `${this.where}: id ${data[at]} at position ${at}; the table has ${this.count} rows, so it needs 0 to ${this.count - 1}. Is the vocabulary larger than the table?`,
      )
  }

  override toString(): string {
    return `Embedding ${this.count} x ${this.size}`
  }
}
