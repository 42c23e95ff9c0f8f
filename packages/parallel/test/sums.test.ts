// Sums over threads as one of two workers sees them; what the other has said is written on the board by hand.
import { describe, expect, it } from 'vitest'
import { plain } from '../src/arithmetic.ts'
import { ABSENT, ACTIVE, Board, IDLE, type Word } from '../src/threads/board.ts'
import { Sums, vectorsOf } from '../src/threads/sums.ts'

const own = Float64Array.of(1, 2, 3, 4, 5)
const other = Float64Array.of(10, 20, 30, 40, 50)

function boardOfTwo(): Board {
  const layout = { workers: 2, batches: 0, measures: 0, weights: 5, statistics: 0 } as const
  const board = new Board(Board.reserve({ ...layout, bytes: 8, vectors: vectorsOf(2) }).shared)
  board.set(0, { standing: ACTIVE })
  return board
}

/** The first sum of worker 0, when worker 1 has said this. */
function sumOf(x: Float64Array, said: Partial<Record<Word, number>>) {
  const board = boardOfTwo()
  const shown = board.vector(2)
  shown.set(other)
  board.set(1, { address: board.addressOf(shown)!, ...said })
  const { arrays, ...rest } = new Sums(board, 0, plain(x)).ask(x)
  return { ...rest, sum: [...arrays[0]], isShared: board.addressOf(arrays[0]) !== undefined }
}

describe('the sum of two', () => {
  it.each([
    ['has not come and is gone', { standing: ABSENT }, 1, [1, 2, 3, 4, 5]],
    ['came, and is gone before it added its part', { sums: 1, standing: ABSENT }, 2, [11, 22, 33, 44, 55]],
    ['has added its part: it stays as it is', { sums: 1, added: 1, standing: ACTIVE }, 2, [11, 22, 0, 0, 0]],
    ['has nothing finite', { sums: 1, leftOut: 1, standing: ABSENT }, 1, [1, 2, 3, 4, 5]],
    ['had nothing finite the last time', { sums: 1, leftOut: 0, standing: ABSENT }, 2, [11, 22, 33, 44, 55]],
  ] as const)('where the other %s', (_, said, peers, sum) => {
    expect(sumOf(own, said)).toMatchObject({ sum, peers, leftOut: false, version: 1 })
  })
  it('is that of the other where its own numbers are not finite', () => {
    const found = sumOf(own.with(3, NaN), { sums: 1, standing: ABSENT })
    expect(found).toMatchObject({ sum: [...other], peers: 1, leftOut: true })
  })
  it.each([{ sums: 1, leftOut: 1, standing: ABSENT }, { standing: ABSENT }])(
    'needs finite numbers of one at least (%o)',
    (said) => {
      expect(() => sumOf(own.with(0, Infinity), said)).toThrow(
        'sum: no worker has numbers that are finite; it needs those of one at least. Is the learning rate too high?',
      )
    },
  )
  it('lies where all can read it, and a worker that is alone keeps its own', () => {
    expect(sumOf(own, { sums: 1, standing: ABSENT }).isShared).toBe(true)
    expect(sumOf(own, { standing: ABSENT }).isShared).toBe(false)
  })
  it('is the same whenever the other has done with it, writes to its vector and is idle', () => {
    for (let reads = 0; reads < 12; reads++) {
      const board = boardOfTwo()
      let left = reads
      let isDone = false
      const finish = (): void => {
        isDone = true
        board.vector(0).subarray(2).set([33, 44, 55])
        board.set(1, { added: 1 })
        board.vector(2).fill(-1)
        board.set(1, { standing: IDLE })
      }
      const get = board.get.bind(board)
      board.get = (rank, word) => {
        const found = get(rank, word)
        if (!isDone && get(0, 'added') === 1 && rank === 1 && left-- === 0) finish()
        return found
      }
      board.vector(2).set(other)
      board.set(1, { address: board.addressOf(board.vector(2))!, sums: 1, standing: ACTIVE })
      const { arrays } = new Sums(board, 0, plain(own)).ask(own)
      expect([...arrays[0]]).toEqual([11, 22, 33, 44, 55])
    }
  })
})
