// A sum over threads: each writes its vector beside those of the others, waits for them, and adds all up itself, in the order of ranks.
// So nobody depends on another once it has come, and all get the same bits. Read `board.ts` first.
import type { Floats } from '@glissade/optim'
import type { Arithmetic } from '../arithmetic.ts'
import { ParallelError } from '../error.ts'
import type { Answer } from '../message.ts'
import { ACTIVE, type Board } from './board.ts'

/** Shared vectors that sums need: two of each worker, used in turn, so that one may write while another still reads. */
export const SLOTS = 2

export class Sums {
  readonly #board: Board
  readonly #rank: number
  readonly #arithmetic: Arithmetic
  readonly #totals = new Map<number, Floats>()

  constructor(board: Board, rank: number, arithmetic: Arithmetic) {
    this.#arithmetic = arithmetic
    this.#board = board
    this.#rank = rank
  }

  /** @throws ParallelError for a vector that is not finite; the others go on without it. */
  ask(x: Floats): Answer {
    if (!this.#arithmetic.finite(x))
      throw new ParallelError(
        `sum: worker ${this.#rank} has a number that is not finite; it needs finite ones. Is the learning rate too high?`,
        { nonFinite: true },
      )
    const board = this.#board
    const k = board.sums(this.#rank) + 1
    this.#slot(this.#rank, k, x.length).set(x)
    board.contribute(this.#rank, k)
    board.wait(this.#rank, () => board.ranks.every((rank) => this.#settled(rank, k)))
    const members = board.ranks.filter((rank) => board.sums(rank) >= k)
    return { arrays: [this.#total(members, k, x)], version: k, peers: members.length }
  }

  /** Whether it is decided that a worker contributes, or that it does not. */
  #settled(rank: number, k: number): boolean {
    return this.#board.sums(rank) >= k || this.#board.standing(rank) !== ACTIVE
  }

  #slot(rank: number, k: number, length: number): Floats {
    const { weights } = this.#board.layout
    return this.#board.vector(SLOTS * rank + (k & 1), length === weights ? 'weights' : 'statistics')
  }

  #total(members: readonly number[], k: number, x: Floats): Floats {
    const total = this.#totals.get(x.length) ?? this.#arithmetic.vector(x.length)
    this.#totals.set(x.length, total)
    const parts = members.map((rank) => (rank === this.#rank ? x : this.#slot(rank, k, x.length)))
    const [first, second, ...others] = parts
    if (!second) total.set(first)
    else this.#arithmetic.add(first, second, total)
    for (const other of others) this.#arithmetic.add(total, other, total)
    return total
  }
}
