// What the threads of a run share: words that say how far everybody is, measures, and vectors. Read `deck.ts` and `sums.ts` next.
import type { Floats } from '@glissade/optim'
import { rowLength } from '../row.ts'
import { reserveSpace } from './space.ts'

/** The sizes of what is shared; the same for every thread. */
export interface Layout {
  readonly workers: number
  readonly batches: number
  readonly measures: number
  /** Weights, and statistics beside them. */
  readonly weights: number
  readonly statistics: number
  readonly bytes: 4 | 8
  /** How many vectors of weights and of statistics are shared. */
  readonly vectors: number
}

/** The memory itself, as it is handed to a thread. */
export interface Shared {
  readonly layout: Layout
  readonly words: SharedArrayBuffer
  readonly numbers: SharedArrayBuffer
  readonly vectors: SharedArrayBuffer
  /** The first byte of the vectors. */
  readonly at: number
}

/** Where a worker stands. */
export const ABSENT = 0 // it has not come yet, or it was lost
export const ACTIVE = 1
export const IDLE = 2 // it finds no batch, and listens

/** What is said of each worker, by itself or by its coordinator; `sums.ts` says what those from `sums` on are for. */
const words = ['standing', 'beats', 'sums', 'added', 'address', 'leftOut'] as const
export type Word = (typeof words)[number]
const SLICE = 50 // ms; a wait is never longer without a sign of life
const SPINS = 20000

/** What is counted of a worker over the whole run: writes to single weights, those that were overwritten, and messages that were refused. */
export const counter = { written: 0, overwritten: 1, refused: 2 } as const
const COUNTERS = Object.keys(counter).length

/** A view of the shared memory; every thread has its own. */
export class Board {
  readonly layout: Layout
  readonly ranks: readonly number[]
  /** One word for each batch of the epoch: see `deck.ts`. */
  readonly deck: Int32Array
  readonly #words: Int32Array
  readonly #numbers: Float64Array
  readonly #vectors: SharedArrayBuffer
  readonly #start: number

  constructor(shared: Shared) {
    const { layout, numbers, vectors, at } = shared
    this.layout = layout
    this.ranks = Array.from({ length: layout.workers }, (_, rank) => rank)
    this.#words = new Int32Array(shared.words)
    this.deck = this.#words.subarray(1 + words.length * layout.workers)
    this.#numbers = new Float64Array(numbers)
    this.#vectors = vectors
    this.#start = at
  }

  static reserve(layout: Layout): { readonly shared: Shared; readonly regions: readonly unknown[] } {
    const { workers, batches, measures, weights, statistics, bytes, vectors } = layout
    const { memory, at, regions } = reserveSpace(vectors * (weights + statistics) * bytes, workers)
    const said = new SharedArrayBuffer(4 * (1 + words.length * workers + batches))
    const numbers = new SharedArrayBuffer(8 * workers * (COUNTERS + rowLength(measures)))
    return { shared: { layout, words: said, numbers, vectors: memory, at }, regions }
  }

  /** The k-th shared vector of weights, or of statistics. */
  vector(k: number, of: 'weights' | 'statistics' = 'weights'): Floats {
    const { weights, statistics, bytes } = this.layout
    const at = this.#start + (k * (weights + statistics) + (of === 'weights' ? 0 : weights)) * bytes
    return this.vectorAt(at / 4, of === 'weights' ? weights : statistics)
  }

  /** The numbers at an address, which is in units of four bytes. */
  vectorAt(address: number, length: number): Floats {
    const Type = this.layout.bytes === 4 ? Float32Array : Float64Array
    return new Type(this.#vectors as unknown as ArrayBuffer, 4 * address, length) // shared or not is the same to who computes
  }

  /** Where a vector lies, if it is in the memory that all share. */
  addressOf(x: Floats): number | undefined {
    return x.buffer === this.#vectors ? x.byteOffset / 4 : undefined
  }

  /** A worker's counters, which are those of the run. */
  counters(rank: number): Float64Array {
    return this.#numbersOf(rank).subarray(0, COUNTERS)
  }

  /** What a worker has done of this epoch: see `../row.ts`. */
  row(rank: number): Float64Array {
    return this.#numbersOf(rank).subarray(COUNTERS)
  }

  get(rank: number, word: Word): number {
    return Atomics.load(this.#words, this.#at(rank, word))
  }

  /** The words are written in their order, and then everybody who waits is woken. */
  set(rank: number, values: Partial<Readonly<Record<Word, number>>>): void {
    for (const word in values) Atomics.store(this.#words, this.#at(rank, word as Word), values[word as Word]!)
    Atomics.add(this.#words, 0, 1)
    Atomics.notify(this.#words, 0)
  }

  /** A sign of life, which nobody waits for. */
  beat(rank: number): void {
    Atomics.add(this.#words, this.#at(rank, 'beats'), 1)
  }

  /** Blocks the thread until the condition holds; looks for a while before it sleeps, since others are seldom far behind. */
  wait(rank: number, condition: () => boolean): void {
    for (let spin = 0; spin < SPINS; spin++) if (condition()) return
    for (;;) {
      const seen = Atomics.load(this.#words, 0)
      if (condition()) return
      this.beat(rank)
      Atomics.wait(this.#words, 0, seen, SLICE)
    }
  }

  #numbersOf(rank: number): Float64Array {
    const length = COUNTERS + rowLength(this.layout.measures)
    return this.#numbers.subarray(rank * length, (rank + 1) * length)
  }

  #at(rank: number, word: Word): number {
    return 1 + words.length * rank + words.indexOf(word)
  }
}
