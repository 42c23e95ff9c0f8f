// A sum over ranks of which some have nothing to add, and what travels with it: who was left out, a wish to stop, and how far each is.
import type { Arithmetic } from '@glissade/parallel'
import type { Communicator } from './communicator.ts'

export type Floats = Float32Array | Float64Array

/** What a rank brings beside its vector. */
export interface Share {
  /** Whether it has no batch in this round: it takes part with zeros. */
  readonly idle: boolean
  readonly stop: boolean
  /** What it has done so far, as numbers for the display. */
  readonly row: readonly number[]
}

/** The same on every rank. */
export interface Total {
  readonly sum: Floats
  /** How many ranks contributed to it. */
  readonly peers: number
  /** Those whose vectors were not finite. */
  readonly leftOut: readonly number[]
  readonly stop: boolean
  readonly rows: readonly ArrayLike<number>[]
}

export class Sums {
  readonly #world: Communicator
  readonly #arithmetic: Arithmetic
  readonly #columns: number
  readonly #buffers = new Map<number, Floats>()

  /** @param columns - numbers in a row. */
  constructor(world: Communicator, arithmetic: Arithmetic, columns: number) {
    this.#world = world
    this.#arithmetic = arithmetic
    this.#columns = columns
  }

  /** One all-reduce of [vector, how many it is of, stop, who is left out, rows]. What it gives is overwritten by the next of this length. */
  async add(x: Floats, { idle, stop, row }: Share): Promise<Total> {
    const { rank, size } = this.#world
    const buffer = this.#bufferFor(x)
    const tail = buffer.subarray(x.length).fill(0)
    const [sum, left, rows] = [
      buffer.subarray(0, x.length),
      tail.subarray(2, 2 + size),
      tail.subarray(2 + size),
    ]
    const healthy = this.#arithmetic.finite(x)
    if (idle || !healthy) sum.fill(0)
    else sum.set(x)
    tail[0] = idle || !healthy ? 0 : 1
    tail[1] = stop ? 1 : 0
    left[rank] = idle || healthy ? 0 : 1
    rows.set(row, rank * this.#columns)
    await this.#world.allReduce(buffer)
    return {
      sum,
      peers: tail[0],
      leftOut: Array.from(left, (flag, each) => (flag > 0 ? each : -1)).filter((each) => each >= 0),
      stop: tail[1] > 0,
      rows: Array.from({ length: size }, (_, k) => rows.subarray(k * this.#columns, (k + 1) * this.#columns)),
    }
  }

  #bufferFor(x: Floats): Floats {
    const { size } = this.#world
    const length = x.length + 2 + size * (1 + this.#columns)
    const buffer = this.#buffers.get(x.length) ?? this.#arithmetic.vector(length)
    this.#buffers.set(x.length, buffer)
    return buffer
  }
}
