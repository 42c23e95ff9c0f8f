// Sequences of unequal length in one batch: filled up at the end, with their lengths, and batches of those that are about equally long.
import { tensor, type Tensor } from '@glissade/autograd'
import { generator } from '@glissade/random'
import { checkKnown, checkListed, DataError } from '../errors.ts'

export interface PadOptions {
  /** What stands where nothing is; 0 unless said. */
  readonly padding?: number
  /** Cut longer sequences off; as long as the longest unless said. */
  readonly length?: number
}

/** Some sequences side by side. */
export interface Padded {
  /** (batch, time) int32. */
  readonly x: Tensor
  /** The steps of each that are no padding. */
  readonly lengths: readonly number[]
  /** 1 for a step, 0 for padding: (batch, time) float32. */
  readonly mask: Tensor
}

/**
 * Sequences of numbers as one batch, each from its first step on, filled up behind its last.
 *
 *     const { x, lengths } = padSequences(['ada', 'bo'].map((name) => letters.encode(name)))
 *     sequenceCrossEntropy(model.forward(x, { lengths }), y, { lengths })
 *
 * @throws DataError for no sequence, or a length that is none.
 */
export function padSequences(sequences: readonly ArrayLike<number>[], options: PadOptions = {}): Padded {
  checkKnown('padSequences', options, ['padding', 'length'])
  checkListed('padSequences', 'sequences', sequences, 'sequences of numbers')
  for (const each of sequences) checkListed('padSequences', 'a sequence', each, 'numbers')
  if (sequences.length === 0) {
    throw new DataError('padSequences: there are no sequences; it needs at least one.')
  }
  const { padding = 0, length = Math.max(1, ...sequences.map((each) => each.length)) } = options
  if (!Number.isInteger(length) || length < 1) {
    throw new DataError(`padSequences: length is ${length}; it needs an integer of at least 1.`)
  }
  const shape = [sequences.length, length]
  const x = new Int32Array(sequences.length * length).fill(padding)
  const mask = new Float32Array(x.length)
  const lengths = sequences.map((each) => Math.min(length, each.length))
  for (const [i, steps] of lengths.entries()) {
    for (let t = 0; t < steps; t++) x[i * length + t] = sequences[i][t]
    mask.fill(1, i * length, i * length + steps)
  }
  return { x: tensor(x, { shape }), lengths, mask: tensor(mask, { shape }) }
}

export interface BucketOptions {
  readonly batchSize: number
  readonly seed: number
  /** Which epoch this is, from 0: each has its own order, which depends on the seed and this number alone. */
  readonly epoch?: number
  /** Begin after so many batches. */
  readonly skip?: number
}

/**
 * Positions of sequences in batches of about the same length, so that little is padding. The sequences are shuffled, sorted by
 * length, cut into batches, and the batches shuffled: every sequence comes once.
 *
 *     for (const positions of bucketed(names.map((name) => name.length), { batchSize: 32, seed: 1, epoch })) …
 *
 * @throws DataError for options that are no integers.
 */
export function bucketed(lengths: readonly number[], options: BucketOptions): Int32Array[] {
  checkKnown('bucketed', options, ['batchSize', 'seed', 'epoch', 'skip'])
  checkListed('bucketed', 'lengths', lengths, 'numbers')
  const { batchSize, seed, epoch = 0, skip = 0 } = options
  const least = { batchSize: 1, epoch: 0, skip: 0 }
  for (const [name, n] of Object.entries({ batchSize, epoch, skip })) {
    const from = least[name as keyof typeof least]
    if (!Number.isInteger(n) || n < from) {
      throw new DataError(`bucketed: ${name} is ${n}; it needs an integer of at least ${from}.`)
    }
  }
  const rng = generator(seed).stream('bucketed').stream(`epoch ${epoch}`)
  const order = rng.permutation(lengths.length).sort((i, j) => lengths[i] - lengths[j]) // stable
  const batches = Array.from({ length: Math.ceil(order.length / batchSize) }, (_, k) =>
    order.slice(k * batchSize, (k + 1) * batchSize),
  )
  return rng.shuffle(batches).slice(skip)
}
