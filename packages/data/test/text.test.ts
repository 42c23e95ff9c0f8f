// Text: there and back, windows, streams, padding.
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  bucketed,
  characters,
  DataError,
  nextTokens,
  padSequences,
  streams,
  words,
  type Vocabulary,
} from '../src/index.ts'

describe('characters', () => {
  it('are in the order of their codes, behind the marks', () => {
    const letters = characters(['ba', 'cab'], { padding: '_', unknown: '?', begin: '<', end: '>' })
    expect(letters.tokens).toEqual(['_', '?', '<', '>', 'a', 'b', 'c'])
    expect([...letters.encode('abx')]).toEqual([2, 4, 5, 1, 3])
    expect(letters.decode([2, 4, 5, 1, 3, 0])).toBe('ab?')
    expect(letters.size).toBe(7)
  })

  it('give every text back', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        const letters = characters(text)
        expect(letters.decode(letters.encode(text))).toBe(text)
      }),
    )
  })

  it('do not split a character of two halves, and do not depend on the order of the text', () => {
    expect(characters('a😀').size).toBe(2)
    expect(characters('zebra').tokens).toEqual(characters(['arb', 'ze']).tokens)
  })
})

describe('words', () => {
  const text = "The cat sat. The dog didn't sit, the cat did."

  it('are the most frequent first, then in the order of their codes', () => {
    expect(words(text).tokens).toEqual(['the', '.', 'cat', ',', 'did', "didn't", 'dog', 'sat', 'sit'])
  })

  it('can be left out, and are unknown then', () => {
    const some = words(text, { unknown: '<unk>', most: 3 })
    expect(some.tokens).toEqual(['<unk>', 'the', '.', 'cat'])
    expect(some.decode(some.encode('The cat ran.'))).toBe('the cat <unk> .')
    expect(words(text, { least: 2 }).tokens).toEqual(['the', '.', 'cat'])
  })
})

describe('windows of a text', () => {
  const text = Int32Array.from({ length: 10 }, (_, i) => i)
  const lists = (stride?: number) => {
    const { x, y } = nextTokens(text, { length: 3, classes: 10, ...(stride ? { stride } : {}) }).batch()
    return [x.toArray(), y.toArray()]
  }

  it('come with what follows each token', () => {
    expect(lists()).toEqual([
      [[0, 1, 2], [3, 4, 5], [6, 7, 8]],
      [[1, 2, 3], [4, 5, 6], [7, 8, 9]],
    ]) // prettier-ignore
    expect((lists(1)[0] as unknown[]).length).toBe(7)
  })

  it('are a data set like others', () => {
    const data = nextTokens(text, { length: 3, classes: 10 })
    expect(String(data)).toBe('Dataset: 3 samples (3), 10 classes')
    const [{ x }] = data.batches({ batchSize: 2, shuffle: true, seed: 1 })
    expect([x.dtype, x.shape]).toEqual(['int32', [2, 3]])
  })
})

describe('streams', () => {
  const text = Int32Array.from({ length: 12 }, (_, i) => i)

  it('go on from part to part, side by side', () => {
    const parts = [...streams(text, { batchSize: 2, length: 2 })]
    expect(parts.map(({ x }) => x.toArray())).toEqual([
      [[0, 1], [5, 6]],
      [[2, 3], [7, 8]],
      [[4], [9]],
    ]) // prettier-ignore
    expect(parts.map(({ y }) => y.toArray())).toEqual([
      [[1, 2], [6, 7]],
      [[3, 4], [8, 9]],
      [[5], [10]],
    ]) // prettier-ignore
    expect(parts.map(({ first }) => first)).toEqual([true, false, false])
  })

  it('go on in the middle', () => {
    const all = [...streams(text, { batchSize: 3, length: 1 })]
    const rest = [...streams(text, { batchSize: 3, length: 1, skip: 2 })]
    expect(rest.map(({ x }) => x.toArray())).toEqual(all.slice(2).map(({ x }) => x.toArray()))
    expect(rest[0].first).toBe(false)
  })
})

describe('sequences of unequal length', () => {
  it('are filled up at the end', () => {
    const { x, lengths, mask } = padSequences([[1, 2, 3], [4], []], { padding: 9 })
    expect(x.toArray()).toEqual([[1, 2, 3], [4, 9, 9], [9, 9, 9]]) // prettier-ignore
    expect(mask.toArray()).toEqual([[1, 1, 1], [1, 0, 0], [0, 0, 0]]) // prettier-ignore
    expect(lengths).toEqual([3, 1, 0])
    const cut = padSequences([Int32Array.of(1, 2, 3)], { length: 2 })
    expect([cut.x.toArray(), cut.lengths]).toEqual([[[1, 2]], [2]])
  })

  it('come in batches of about the same length, each once, in an order of seed and epoch alone', () => {
    const lengths = Array.from({ length: 50 }, (_, i) => (i * 7) % 11)
    const options = { batchSize: 8, seed: 1, epoch: 3 }
    const batches = bucketed(lengths, options)
    expect(batches.flatMap((batch) => [...batch]).sort((a, b) => a - b)).toEqual([...lengths.keys()])
    for (const batch of batches) {
      const own = [...batch].map((i) => lengths[i])
      expect(Math.max(...own) - Math.min(...own)).toBeLessThanOrEqual(2)
    }
    expect(bucketed(lengths, { ...options, skip: 2 })).toEqual(batches.slice(2))
    expect(bucketed(lengths, { ...options, epoch: 4 })).not.toEqual(batches)
  })
})

const letters: Vocabulary = characters('abc')
// prettier-ignore
it.each([
  ["encode: 'x' is not among the 3 tokens; it needs one of them, or a vocabulary with an unknown mark.", () => letters.encode('ax')],
  ['decode: there is no token 3; it needs integers from 0 to 2.', () => letters.decode([0, 3])],
  ['vocabulary: the marks are ., .; it needs marks that differ from one another.', () => characters('a', { begin: '.', end: '.' })],
  ['characters: start is no option; it has padding, unknown, begin, end.', () => characters('a', { start: '.' } as never)],
  ['words: least is 0 and most Infinity; it needs numbers of at least 1.', () => words('a', { least: 0 })],
  ['nextTokens: length is 0; it needs an integer of at least 1.', () => nextTokens(Int32Array.of(0, 1), { length: 0, classes: 2 })],
  ['nextTokens: the text has 2 tokens and a window 2; it needs at least 3.', () => nextTokens(Int32Array.of(0, 1), { length: 2, classes: 2 })],
  ['nextTokens: token 1 is 5; it needs numbers from 0 to 1.', () => nextTokens(Int32Array.of(0, 5), { length: 1, classes: 2 })],
  ['labels: each sample has targets (1); it needs one class a sample.', () => nextTokens(Int32Array.of(0, 1), { length: 1, classes: 2 }).labels],
  ['streams: the text has 2 tokens; it needs at least 3 for 2 streams.', () => [...streams(Int32Array.of(0, 1), { batchSize: 2, length: 1 })]],
  ['streams: skip is -1; it needs an integer of at least 0.', () => [...streams(Int32Array.of(0, 1), { batchSize: 1, length: 1, skip: -1 })]],
  ['padSequences: there are no sequences; it needs at least one.', () => padSequences([])],
  ['padSequences: length is 0; it needs an integer of at least 1.', () => padSequences([[1]], { length: 0 })],
  ['bucketed: batchSize is 0; it needs an integer of at least 1.', () => bucketed([1], { batchSize: 0, seed: 1 })],
])('%s', (message, act) => expect(act).toThrow(new DataError(message)))
