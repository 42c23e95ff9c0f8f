// The batches of an epoch as one word each, taken by threads without asking anybody. The same promise as `ledger.ts`: each once.
import type { Board } from './board.ts'

const ANYONE = 0
const WITHHELD = 1
const DONE = 2
const LEFT = 3 // by a worker that was lost
const DEALT = 4 // to rank 0; to rank r: 4 + 2 r
const TAKEN = 5 // by rank 0

/** One thread's way of taking batches, in order. */
export class Deck {
  readonly #board: Board
  readonly #rank: number
  #at = 0

  constructor(board: Board, rank: number) {
    this.#board = board
    this.#rank = rank
  }

  /** A batch that is this worker's or anybody's; undefined when there is none any more. */
  take(): number | undefined {
    const { deck } = this.#board
    for (; this.#at < deck.length; this.#at++) {
      const state = Atomics.load(deck, this.#at)
      if (state !== ANYONE && state !== DEALT + 2 * this.#rank) continue
      if (Atomics.compareExchange(deck, this.#at, state, TAKEN + 2 * this.#rank) === state) return this.#at
    }
    return undefined
  }

  done(batch: number): void {
    Atomics.store(this.#board.deck, batch, DONE)
  }

  rewind(): void {
    this.#at = 0
  }
}

/** Puts all batches of an epoch from one on upon the deck. */
export function spread({ deck }: Board, from: number): void {
  for (let batch = 0; batch < deck.length; batch++) Atomics.store(deck, batch, batch < from ? DONE : LEFT)
}

/** Gives what nobody has to the workers: in turn, like cards, or to whoever comes first. */
export function deal({ deck }: Board, workers: readonly number[], how: 'in turn' | 'to anyone'): void {
  let turn = 0
  for (let batch = 0; batch < deck.length; batch++) {
    if (Atomics.load(deck, batch) !== LEFT) continue
    const owner = workers[turn++ % workers.length]
    Atomics.store(deck, batch, how === 'in turn' ? DEALT + 2 * owner : ANYONE)
  }
}

/** Whether a lost worker was still at this batch, which is done then: what it learnt from it is in the model. */
export function settle({ deck }: Board, rank: number, batch: number): boolean {
  const taken = TAKEN + 2 * rank
  return Atomics.compareExchange(deck, batch, taken, DONE) === taken
}

/** What a lost worker had before it is left, also the batch under way. */
export function leave({ deck }: Board, rank: number): void {
  for (let batch = 0; batch < deck.length; batch++)
    for (const state of [DEALT, TAKEN]) Atomics.compareExchange(deck, batch, state + 2 * rank, LEFT)
}

/** The batches after the last one that somebody has taken are for nobody. */
export function withhold({ deck }: Board): void {
  for (let batch = deck.length - 1; batch >= 0; batch--) {
    const state = Atomics.load(deck, batch)
    if (state === DONE || (state >= TAKEN && (state - TAKEN) % 2 === 0)) return
    if (Atomics.compareExchange(deck, batch, state, WITHHELD) !== state) batch++ // somebody was quicker: look again
  }
}

/** Whether batches are still to be done, and the first that was withheld. */
export function look({ deck }: Board): { left: boolean; next: number } {
  const states = Array.from(deck, (_, batch) => Atomics.load(deck, batch))
  const next = states.indexOf(WITHHELD)
  return {
    left: !states.every((state) => state === DONE || state === WITHHELD),
    next: next < 0 ? deck.length : next,
  }
}
