import { describe, expect, it } from 'vitest'
import { generator } from '../../random/src/index.ts'
import { FreeList, type Block } from '../src/free-list.ts'

const LIMIT = 10_000

describe('the free list', () => {
  it('hands out one block after another', () => {
    const list = new FreeList(16)
    expect([list.take(32, LIMIT), list.take(16, LIMIT), list.take(64, LIMIT)]).toEqual([16, 48, 64])
    expect([list.used, list.end]).toEqual([112, 128])
  })
  it('takes the smallest hole that is large enough', () => {
    const list = new FreeList(0)
    const at = [64, 16, 32, 16].map((bytes) => list.take(bytes, LIMIT) as number)
    list.give({ at: at[0], bytes: 64 })
    list.give({ at: at[2], bytes: 32 })
    expect(list.take(32, LIMIT)).toBe(at[2])
    expect(list.take(16, LIMIT)).toBe(at[0])
    expect(list.take(48, LIMIT)).toBe(at[0] + 16)
  })
  it.each([
    ['rising', [0, 1, 2, 3]],
    ['falling', [3, 2, 1, 0]],
    ['mixed', [1, 3, 0, 2]],
  ])('makes one hole of neighbours given back in %s order', (_, order) => {
    const list = new FreeList(0)
    const at = [16, 32, 48, 64].map((bytes) => list.take(bytes, LIMIT) as number)
    list.take(16, LIMIT)
    for (const i of order) list.give({ at: at[i], bytes: 16 * (i + 1) })
    expect(list.take(160, LIMIT)).toBe(0)
  })
  it('gives its end back', () => {
    const list = new FreeList(0)
    const at = [16, 32].map((bytes) => list.take(bytes, LIMIT) as number)
    list.give({ at: at[0], bytes: 16 })
    list.give({ at: at[1], bytes: 32 })
    expect([list.used, list.end]).toEqual([0, 0])
  })
  it('refuses what would pass the limit, and stays as it was', () => {
    const list = new FreeList(0)
    list.take(64, 96)
    expect(list.take(48, 96)).toBeUndefined()
    expect(list.take(32, 96)).toBe(64)
  })
  it('never hands out a byte twice, in 20,000 random turns', () => {
    const rng = generator(3)
    const list = new FreeList(0)
    const held: Block[] = []
    for (let turn = 0; turn < 20_000; turn++) {
      if (held.length > 0 && rng.uniform() < 0.5) {
        list.give(held.splice(rng.integer(held.length), 1)[0])
      } else {
        const bytes = 16 * (1 + rng.integer(20))
        const at = list.take(bytes, LIMIT)
        if (at === undefined) continue
        expect(at + bytes).toBeLessThanOrEqual(list.end)
        for (const other of held) expect(at + bytes <= other.at || other.at + other.bytes <= at).toBe(true)
        held.push({ at, bytes })
      }
      expect(list.used).toBe(held.reduce((sum, { bytes }) => sum + bytes, 0))
    }
    for (const block of held) list.give(block)
    expect([list.used, list.end]).toEqual([0, 0])
  })
})
