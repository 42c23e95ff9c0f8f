// What threads take their batches from, and how a crew of them comes together.
import { describe, expect, it } from 'vitest'
import { Board } from '../src/threads/board.ts'
import { Crew } from '../src/threads/crew.ts'
import { deal, Deck, leave, look, spread, withhold } from '../src/threads/deck.ts'

describe('the deck', () => {
  const board = (): Board =>
    new Board(
      Board.reserve({ workers: 2, batches: 6, measures: 1, weights: 1, statistics: 0, bytes: 8, vectors: 0 })
        .shared,
    )
  const all = (deck: Deck): number[] => {
    const taken: number[] = []
    for (let batch = deck.take(); batch !== undefined; batch = deck.take()) {
      taken.push(batch)
      deck.done(batch)
    }
    return taken
  }

  it('is dealt like cards, and what a lost worker had is left', () => {
    const b = board()
    spread(b, 1)
    deal(b, [0, 1], 'in turn')
    expect(new Deck(b, 1).take()).toBe(2)
    expect(all(new Deck(b, 0))).toEqual([1, 3, 5])
    leave(b, 1)
    expect(look(b)).toEqual({ left: true, next: 6 })
    deal(b, [0], 'in turn')
    expect(all(new Deck(b, 0))).toEqual([2, 4])
    expect(look(b)).toEqual({ left: false, next: 6 })
  })
  it('is for whoever comes first, up to where it is withheld', () => {
    const b = board()
    const [one, other] = [new Deck(b, 0), new Deck(b, 1)]
    spread(b, 0)
    deal(b, [0, 1], 'to anyone')
    expect([one.take(), other.take(), one.take()]).toEqual([0, 1, 2])
    withhold(b)
    expect([one.take(), other.take()]).toEqual([undefined, undefined])
    for (const batch of [0, 1, 2]) one.done(batch)
    expect(look(b)).toEqual({ left: false, next: 3 })
  })
})

describe('A crew', () => {
  const seats = [0, 1].map((rank) => ({ rank, run: 0 }))
  const nobody = { post() {}, end: () => Promise.resolve() }

  it('has patience, and then says how many came', async () => {
    const crew = new Crew(() => {}, () => {}) // prettier-ignore
    const engine = { own: undefined, start: () => nobody }
    await expect(crew.gather(engine, 'file:///here.js', seats, () => undefined, { say: 'state' }, 0.01)).rejects.toThrow(
      'fit: 0 of 2 workers came within 0.01 s; it needs all of them. Does file:///here.js reach the same fit when it is imported? Where that takes longer, give threads({ patience }).',
    ) // prettier-ignore
  })
  it('leaves to others what a lost worker had when its thread has ended, and not before', async () => {
    const left: number[] = []
    const crew = new Crew(() => {}, (rank) => left.push(rank)) // prettier-ignore
    let end: () => void = () => {}
    const thread = { post() {}, end: () => new Promise<void>((resolve) => (end = resolve)) }
    crew.members.set(1, { rank: 1, thread, idle: false, t: 0, alone: false })
    crew.lose(1, 'it gave no sign of life')
    const quiet = crew.quiet()
    expect([crew.members.size, left]).toEqual([0, []])
    end()
    await quiet
    expect(left).toEqual([1])
  })
})
