// Lent tensors: two places in turn, what is refused, and what stays with whoever holds it.
import { describe, expect, it } from 'vitest'
import { add, keep, Lender, record, ReleasedError, type Tensor } from '../src/index.ts'

/** A filled tensor of the lender, looked at unless said. */
function lent(lender: Lender, value: number, { looked = true, size = 3 } = {}): Tensor {
  const { lent, data } = lender.lend('float32', [size])
  data.fill(value, 0, size)
  if (looked) lent.toArray()
  return lent
}

describe('a lender', () => {
  it('fills two places in turn', () => {
    const lender = new Lender()
    const loans = [1, 2, 3, 4, 5, 6].map((value) => lent(lender, value))
    expect(new Set(loans.map((x) => x.storage.data)).size).toBe(2)
    expect(loans.map((x) => x.released)).toEqual([true, true, true, true, false, false])
    expect(loans[4].toArray()).toEqual([5, 5, 5])
  })

  it('says what happened to a tensor that is used too late, and how to keep it', () => {
    const lender = new Lender()
    const [early] = [1, 2, 3].map((value) => lent(lender, value))
    expect(() => add(early, 1)).toThrow(ReleasedError)
    expect(() => add(early, 1)).toThrow(
      'tensor: this float32 (3) gave its place to a later batch; keep(x) what is needed longer.',
    )
    expect(String(early)).toBe('tensor(released, float32 (3))')
  })

  it('leaves a copy, and what nobody has looked at, alone', () => {
    const lender = new Lender()
    const copy = keep(lent(lender, 1))
    const held = [2, 3, 4, 5].map((value) => lent(lender, value, { looked: false }))
    expect(copy.toArray()).toEqual([1, 1, 1])
    expect(held.map((x) => x.toArray())).toEqual([2, 3, 4, 5].map((value) => [value, value, value]))
  })

  it('goes on lending in the next pass', () => {
    const lender = new Lender()
    for (const value of [1, 2, 3]) lent(lender, value, { looked: false })
    lender.begin()
    const loans = [1, 2, 3].map((value) => lent(lender, value))
    expect(loans.map((x) => x.released)).toEqual([true, false, false])
  })

  it('gives what an open recording may save a place of its own', () => {
    const lender = new Lender()
    const total = record(() => [1, 2, 3].map((value) => lent(lender, value)).reduce((a, b) => add(a, b)))
    expect(total.toArray()).toEqual([6, 6, 6])
  })

  it('lends a smaller tensor in the same place, and takes a larger place for a larger one', () => {
    const lender = new Lender()
    const sizes = [4, 4, 2, 4, 8].map((size) => lent(lender, size, { size }))
    const [a, b, c, d, e] = sizes.map((x) => x.storage.data)
    expect([c, d]).toEqual([a, b])
    expect(e.length).toBe(8)
    expect(sizes[4].toArray()).toEqual(Array(8).fill(8))
  })
})
