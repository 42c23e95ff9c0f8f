// Hogwild! as it is meant: the weights of the run lie in memory that all threads read and write, without locks.
// Read `../strategies/hogwild.ts` first.
import type { Floats } from '@glissade/optim'
import { allFinite } from '../arithmetic.ts'
import type { Answer, Message } from '../message.ts'
import { NOT_FINITE } from '../reception.ts'
import { STATISTICS } from '../statistics.ts'
import { like } from '../vectors.ts'
import { counter, type Board } from './board.ts'

/** Shared vectors that it needs: the weights, and how often each was written. */
export const VECTORS = 2

export class SharedMemory {
  readonly #workers: number
  /** Of this worker; writes of single weights are counted there. */
  readonly #counters: Float64Array
  readonly #centre: Floats
  readonly #stamps: Floats
  readonly #bits: Int32Array
  readonly #statistics: Floats
  #version = 0

  constructor(board: Board, rank: number) {
    this.#counters = board.counters(rank)
    this.#workers = board.layout.workers
    this.#centre = board.vector(0)
    this.#stamps = board.vector(1)
    this.#statistics = board.vector(0, 'statistics')
    this.#bits = bitsOf(this.#centre)
  }

  /** Numbers that are not finite are refused whole: once written, they would reach every worker. */
  ask({ kind, arrays, ranges }: Message): Answer {
    const [x] = arrays
    const where = ranges ?? [{ lo: 0, hi: x?.length ?? 0 }]
    if (x && !where.every(({ lo, hi }) => allFinite(x, lo, hi))) {
      this.#counters[counter.refused]++
      return { ...this.#answer([this.#centre]), refused: NOT_FINITE }
    }
    if (kind === 'store') for (const { lo, hi } of where) this.#store(arrays, lo, hi)
    if (kind === 'add') for (const { lo, hi } of where) this.#add(x, lo, hi)
    if (kind === STATISTICS) return this.#answer([this.#average(arrays[0])])
    return this.#answer(kind === 'load' ? [this.#centre, this.#stamps] : [this.#centre])
  }

  #answer(arrays: readonly Floats[]): Answer {
    return { arrays, version: ++this.#version, peers: 1 }
  }

  /** Plain writes: what another thread stored since the load is lost, and counted. Its stamp comes after a weight, so that none is missed. */
  #store([w, g, seen]: readonly Floats[], lo: number, hi: number): void {
    let [written, overwritten] = [0, 0]
    for (let i = lo; i < hi; i++) {
      if (g[i] === 0) continue
      overwritten += this.#stamps[i] - seen[i]
      written++
      this.#centre[i] = w[i]
      this.#stamps[i]++
    }
    this.#counters[counter.written] += written
    this.#counters[counter.overwritten] += overwritten
  }

  /** Additions of which none is lost: compare and exchange the bits until nobody came in between. */
  #add(difference: Floats, lo: number, hi: number): void {
    const one = like(difference.subarray(0, 1))
    const bits = bitsOf(one)
    let written = 0
    for (let i = lo; i < hi; i++) {
      if (difference[i] === 0) continue
      written++
      for (let old = Atomics.load(this.#bits, i); ;) {
        bits[0] = old
        one[0] += difference[i]
        const found = Atomics.compareExchange(this.#bits, i, old, bits[0])
        if (found === old) break
        old = found
      }
    }
    this.#counters[counter.written] += written
  }

  #average(b: Floats): Floats {
    const mean = this.#statistics
    for (let i = 0; i < b.length; i++) mean[i] += (b[i] - mean[i]) / this.#workers
    return mean
  }
}

/** The same memory as integers; TypeScript is told of the short ones only, which the long ones are used like. */
function bitsOf({ buffer, byteOffset, length, BYTES_PER_ELEMENT }: Floats): Int32Array {
  const Bits = BYTES_PER_ELEMENT === 4 ? Int32Array : BigInt64Array
  return new Bits(buffer as ArrayBuffer, byteOffset, length) as Int32Array
}
