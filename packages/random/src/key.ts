// From a seed and names to a generator's 128 bits: seeds 1, 2, 3 must give streams that have nothing in common.

const GOLDEN = 0x9e3779b9 // 2³² divided by the golden ratio: steps that spread evenly

/** What names a stream: two 32-bit words that stand for the seed and the path. */
export type Key = readonly [number, number]

/**
 * A one-to-one scrambling of 32 bits: every input bit flips every output bit about half the time.
 *
 * @see Wellons 2018, Prospecting for hash functions (the constants of "lowbias32", revised).
 */
function scramble(word: number): number {
  let h = word | 0
  h = Math.imul(h ^ (h >>> 16), 0x21f0aaad)
  h = Math.imul(h ^ (h >>> 15), 0x735a2d97)
  return h ^ (h >>> 15)
}

const absorb = ([a, b]: Key, word: number): Key => [
  scramble(a ^ scramble(word + GOLDEN)),
  scramble(b + scramble(word ^ GOLDEN)),
]

/** The key of a seed; any integer of at most 53 bits, so that time stamps are seeds too. */
export function seedKey(seed: number): Key {
  const low = seed | 0
  const high = Math.floor(seed / 4294967296) | 0
  return absorb(absorb([1, 2], low), high)
}

/** The key of a named child. The length goes first, so that 'a' of 'b' is not 'ab'. */
export function childKey(parent: Key, name: string): Key {
  let key = absorb(parent, name.length)
  for (let i = 0; i < name.length; i++) key = absorb(key, name.charCodeAt(i))
  return key
}

/** The four words a generator starts from. Never all 0: `scramble` is one-to-one, and two of its arguments differ. */
export const startWords = ([a, b]: Key): number[] => [
  scramble(a + GOLDEN),
  scramble(b + GOLDEN),
  scramble(a + 2 * GOLDEN),
  scramble(b + 2 * GOLDEN),
]
