// The order in which samples are seen. The order of epoch k depends on the seed and on k alone, so that training can stop
// after any batch and go on later.
import { Lender, type Tensor } from '@glissade/autograd'
import { generator, type Generator } from '@glissade/random'
import { gatherInto, typeOf, type Column } from './column.ts'
import type { Batch, Dataset } from './dataset.ts'
import { checkKnown, DataError } from './errors.ts'

export interface BatchOptions {
  /** 'all' is batch descent, 1 is stochastic descent, any other number mini-batch descent. */
  readonly batchSize: number | 'all'
  /** A new random order every epoch. Needs a seed or a generator. */
  readonly shuffle?: boolean
  readonly seed?: number
  /** Only its stream of this epoch is used: nothing is drawn from the generator itself. */
  readonly rng?: Pick<Generator, 'stream'>
  /** Which epoch this is, from 0. */
  readonly epoch?: number
  /** Leave out a last batch that would be smaller than the others. */
  readonly dropLast?: boolean
  /** Begin after so many batches: to go on in the middle of an epoch. */
  readonly skip?: number
}

const known = ['batchSize', 'shuffle', 'seed', 'rng', 'epoch', 'dropLast', 'skip']

function count(name: string, value: number, least: number, remark = ''): number {
  if (!Number.isInteger(value) || value < least) {
    throw new DataError(`batches: ${name} is ${value}; it needs an integer of at least ${least}${remark}.`)
  }
  return value
}

/** Places for the batches of one pass. */
interface Lenders {
  readonly x: Lender
  readonly y: Lender
}

/** The places of passes that have ended, for the next pass over the same data set. */
const idle = new WeakMap<Dataset, Lenders[]>()

/**
 * One pass over a data set. Iterating again gives the same batches again.
 *
 * The tensors of a batch are lent: once you have looked at them, they hold until the batch after next, or the next pass,
 * needs their place, and throw from then on. `keep(x)` makes a copy that stays.
 */
export class Batches implements Iterable<Batch> {
  /** The number of batches in the whole epoch, those skipped included. */
  readonly length: number
  readonly #dataset: Dataset
  readonly #size: number
  readonly #skip: number
  readonly #order: Int32Array
  /** Whether a batch was asked for by its number. */
  #picked = false

  constructor(dataset: Dataset, options: BatchOptions) {
    checkKnown('batches', options, known)
    const { batchSize, dropLast = false, skip = 0 } = options
    const size = batchSize === 'all' ? dataset.length : count('batchSize', batchSize, 1, ", or 'all'")
    const whole = Math.floor(dataset.length / size)
    if (dropLast && whole === 0) {
      throw new DataError(
        `batches: batchSize is ${size} with dropLast; it needs at most ${dataset.length}, the number of samples, or nothing is left.`,
      )
    }
    this.length = dropLast ? whole : Math.ceil(dataset.length / size)
    this.#dataset = dataset
    this.#size = size
    this.#skip = count('skip', skip, 0)
    this.#order = order(dataset.length, options)
  }

  /** The k-th batch of the epoch, also one that is skipped otherwise; lent until the second one after it is asked for. */
  at(k: number): Batch {
    if (!Number.isInteger(k) || k < 0 || k >= this.length)
      throw new DataError(
        `batches: there is no batch ${k}; it needs an integer from 0 to ${this.length - 1}.`,
      )
    const spare = spareOf(this.#dataset)
    const places = spare.pop() ?? newPlaces()
    if (!this.#picked) begin(places)
    this.#picked = true
    spare.push(places)
    return this.#batch(k, places)
  }

  *[Symbol.iterator](): IterableIterator<Batch> {
    const spare = spareOf(this.#dataset)
    const places = spare.pop() ?? newPlaces()
    begin(places)
    try {
      for (let k = this.#skip; k < this.length; k++) yield this.#batch(k, places)
    } finally {
      spare.push(places)
    }
  }

  #batch(k: number, places: Lenders): Batch {
    const { samples, targets, rows } = this.#dataset
    const indices = this.#order.slice(k * this.#size, (k + 1) * this.#size)
    const chosen = indices.map((i) => rows[i])
    return { x: lent(places.x, samples, chosen), y: lent(places.y, targets, chosen), indices }
  }
}

const newPlaces = (): Lenders => ({ x: new Lender(), y: new Lender() })

function begin({ x, y }: Lenders): void {
  x.begin()
  y.begin()
}

function spareOf(dataset: Dataset): Lenders[] {
  const spare = idle.get(dataset) ?? []
  idle.set(dataset, spare)
  return spare
}

function lent(place: Lender, column: Column, rows: Int32Array): Tensor {
  const { lent, data } = place.lend(typeOf(column), [rows.length, ...column.shape])
  gatherInto(column, rows, data)
  return lent
}

function order(length: number, { shuffle = false, seed, rng, epoch = 0 }: BatchOptions): Int32Array {
  count('epoch', epoch, 0)
  if (!shuffle) return Int32Array.from({ length }, (_, i) => i)
  if ((seed === undefined) === (rng === undefined)) {
    const given = seed === undefined ? 'neither a seed nor a generator' : 'a seed and a generator'
    throw new DataError(`batches: shuffle with ${given}; it needs one of { seed } and { rng }.`)
  }
  const source = rng ?? generator(seed as number)
  return source.stream('shuffle').stream(`epoch ${epoch}`).permutation(length)
}
