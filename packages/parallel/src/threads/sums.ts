// A sum over threads: each says where its vector lies, waits for the others, adds up one part of all vectors, and waits for the other
// parts. Terms are added in the order of ranks, so all have the same bits, which do not tell who added them. Read `board.ts` first.
import type { Floats } from '@glissade/optim'
import type { Arithmetic } from '../arithmetic.ts'
import { ParallelError } from '../error.ts'
import type { Answer } from '../message.ts'
import { partOf } from '../strategies/ruled.ts'
import { ACTIVE, type Board } from './board.ts'

/** Shared vectors that sums need: the total, and one of each worker for what does not lie in shared memory. */
export const vectorsOf = (workers: number): number => 1 + workers

type Kind = 'weights' | 'statistics'

/** One worker's way to sums. A vector must not change while it is added up: its owner waits for that. */
export class Sums {
  readonly #board: Board
  readonly #rank: number
  readonly #arithmetic: Arithmetic

  constructor(board: Board, rank: number, arithmetic: Arithmetic) {
    this.#arithmetic = arithmetic
    this.#board = board
    this.#rank = rank
  }

  /**
   * The sum of those vectors that are finite, and whether this worker's is not.
   *
   * @throws ParallelError when none is finite.
   */
  ask(x: Floats): Answer & { readonly leftOut: boolean } {
    const board = this.#board
    const k = board.get(this.#rank, 'sums') + 1
    const kind = x.length === board.layout.weights ? 'weights' : 'statistics'
    const leftOut = !this.#arithmetic.finite(x)
    this.#show(x, kind, k, leftOut)
    board.wait(this.#rank, () => board.ranks.every((rank) => this.#isSettled(rank, k)))
    const present = board.ranks.filter((rank) => board.get(rank, 'sums') >= k)
    const terms = present
      .filter((rank) => board.get(rank, 'leftOut') !== k)
      .map((rank) => (rank === this.#rank ? x : board.vectorAt(board.get(rank, 'address'), x.length)))
    if (terms.length === 0)
      throw new ParallelError(
        'sum: no worker has numbers that are finite; it needs those of one at least. Is the learning rate too high?',
        { nonFinite: true },
      )
    const total = present.length === 1 ? x : this.#total(terms, present, kind, k)
    return { arrays: [total], version: k, peers: terms.length, leftOut }
  }

  /** Says where the vector lies; one that others cannot read is copied to where they can. */
  #show(x: Floats, kind: Kind, k: number, leftOut: boolean): void {
    const board = this.#board
    let shown = x
    if (board.addressOf(x) === undefined) {
      shown = board.vector(1 + this.#rank, kind)
      shown.set(x)
    }
    board.set(this.#rank, { address: board.addressOf(shown)!, ...(leftOut && { leftOut: k }), sums: k })
  }

  /** Whether it is decided that a worker takes part, or that it does not. */
  #isSettled(rank: number, k: number): boolean {
    return this.#board.get(rank, 'sums') >= k || this.#board.get(rank, 'standing') !== ACTIVE
  }

  #total(terms: readonly Floats[], present: readonly number[], kind: Kind, k: number): Floats {
    const board = this.#board
    const total = board.vector(0, kind)
    const addPart = (rank: number): void => {
      const { lo, hi } = partOf(total.length, present.length, present.indexOf(rank))
      this.#add(
        terms.map((x) => x.subarray(lo, hi)),
        total.subarray(lo, hi),
      )
      board.set(rank, { added: k })
    }
    const isAdded = (rank: number): boolean => {
      const isLost = board.get(rank, 'standing') !== ACTIVE // first: who is idle by now has added its part, and changed its vector
      if (board.get(rank, 'added') >= k) return true
      if (!isLost || present.find((each) => board.get(each, 'standing') === ACTIVE) !== this.#rank)
        return false
      addPart(rank) // in its place
      return true
    }
    addPart(this.#rank)
    board.wait(this.#rank, () => present.every(isAdded))
    return total
  }

  #add([first, second, ...others]: readonly Floats[], out: Floats): void {
    if (!second) return out.set(first)
    this.#arithmetic.add(first, second, out)
    for (const other of others) this.#arithmetic.add(out, other, out)
  }
}
