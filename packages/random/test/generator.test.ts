import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { generator, RandomError, type Generator, type GeneratorState } from '../src/index.ts'

const draws = (rng: Generator, count: number): number[] => Array.from({ length: count }, () => rng.uniform())

/** xoroshiro128+ as its authors write it, on 64-bit integers. */
function* reference(words: readonly number[]): Generator64 {
  const join = (high: number, low: number) => (BigInt(high >>> 0) << 32n) | BigInt(low >>> 0)
  const wrap = (x: bigint) => BigInt.asUintN(64, x)
  const rotate = (x: bigint, k: bigint) => wrap((x << k) | (x >> (64n - k)))
  let [s0, s1] = [join(words[0], words[1]), join(words[2], words[3])]
  for (;;) {
    yield wrap(s0 + s1)
    s1 ^= s0
    s0 = rotate(s0, 24n) ^ s1 ^ wrap(s1 << 16n)
    s1 = rotate(s1, 37n)
  }
}
type Generator64 = IterableIterator<bigint>

describe('a generator', () => {
  it('gives the recorded numbers for seed 42', () => {
    const rng = generator(42)
    expect(draws(rng, 3)).toEqual([0.005622929109472041, 0.06934346617133447, 0.30709595047382565])
    expect([rng.normal(), rng.normal(), rng.normal()]).toEqual([
      -0.08636219814750026, -0.02367970472857985, -0.1384676709493718,
    ])
    expect(Array.from({ length: 8 }, () => rng.integer(10))).toEqual([2, 0, 0, 1, 6, 7, 5, 7])
    expect([...rng.permutation(8)]).toEqual([3, 4, 1, 2, 6, 0, 7, 5])
    expect(draws(rng.stream('dropout'), 2)).toEqual([0.9310051860223771, 0.8540915144078152])
  })

  it('steps as xoroshiro128+ does', () => {
    const rng = generator(7)
    const source = reference(rng.state().words)
    const next = () => Number(BigInt.asUintN(32, source.next().value))
    for (let i = 0; i < 1000; i++)
      expect(rng.uniform()).toBe(((next() >>> 5) * 2 ** 26 + (next() >>> 6)) / 2 ** 53)
  })

  it('gives the same numbers for the same seed, and others for any other', () => {
    const seeds = [0, 1, 2, 3, 4, -1, -2, 42, 2 ** 31, 2 ** 32, 2 ** 32 + 1, 2 ** 53 - 1, 1 - 2 ** 53]
    expect(new Set(seeds.map((seed) => draws(generator(seed), 4).join())).size).toBe(seeds.length)
    for (const seed of seeds) expect(draws(generator(seed), 4)).toEqual(draws(generator(seed), 4))
    expect(draws(generator(-0), 4)).toEqual(draws(generator(0), 4))
  })

  it('spreads the first draws of neighbouring seeds over the whole interval', () => {
    const bins = new Array<number>(10).fill(0)
    for (let seed = 0; seed < 10_000; seed++) bins[Math.floor(10 * generator(seed).uniform())]++
    for (const count of bins) expect(Math.abs(count - 1000)).toBeLessThan(4 * 30)
  })
})

describe('streams', () => {
  it('do not depend on what was drawn before', () => {
    const rng = generator(1)
    const early = draws(rng.stream('a'), 5)
    draws(rng, 17)
    expect(draws(rng.stream('a'), 5)).toEqual(early)
  })

  it('differ by seed, name and path', () => {
    const paths = ['', 'a', 'b', 'ab', 'ba', 'aa', 'a/b', 'a/a', 'a/b/a', '1', '\u0000']
    const numbered = Array.from({ length: 1000 }, (_, k) => `epoch ${k}`)
    const all = [1, 2].flatMap((seed) =>
      [...paths, ...numbered].map((path) =>
        path.split('/').reduce((rng, name) => (name ? rng.stream(name) : rng), generator(seed)),
      ),
    )
    expect(new Set(all.map((rng) => rng.uniform())).size).toBe(all.length)
  })

  it('are uncorrelated with their parent and with one another', () => {
    const rng = generator(5)
    const streams = [rng, rng.stream('a'), rng.stream('b'), rng.stream('a').stream('a'), generator(6)]
    const n = 20_000
    const columns = streams.map((each) => Float64Array.from(draws(each, n), (u) => (u - 0.5) * Math.sqrt(12)))
    for (let i = 0; i < streams.length; i++)
      for (let j = 0; j < i; j++) {
        const correlation = columns[i].reduce((sum, x, k) => sum + x * columns[j][k], 0) / n
        expect(Math.abs(correlation), `streams ${i} and ${j}`).toBeLessThan(4 / Math.sqrt(n))
      }
  })
})

describe('state', () => {
  const after = (rng: Generator) => [
    rng.normal(),
    rng.uniform(),
    rng.integer(1000),
    rng.normal(),
    rng.stream('x').uniform(),
  ]

  it.each([0, 1, 2, 3])('through JSON resumes after %i normal draws, in mid-pair too', (drawn) => {
    const rng = generator(9)
    for (let i = 0; i < drawn; i++) rng.normal()
    const saved = JSON.parse(JSON.stringify(rng.state())) as GeneratorState
    const expected = after(rng)
    const other = generator(10)
    other.normal()
    other.restore(saved)
    expect(after(other)).toEqual(expected)
  })

  it('holds the second number of a pair', () => {
    const rng = generator(9)
    expect(rng.state().spare).toBeNull()
    rng.normal()
    const { spare } = rng.state()
    expect(rng.normal()).toBe(spare)
  })

  it('is not changed by later draws', () => {
    const rng = generator(9)
    const saved = rng.state()
    const copy = structuredClone(saved)
    after(rng)
    expect(saved).toEqual(copy)
  })

  it('of a clone is the same and then its own', () => {
    const rng = generator(9)
    rng.normal()
    const twin = rng.clone()
    const expected = after(rng)
    expect(after(twin)).toEqual(expected)
    rng.uniform()
    expect(twin.uniform()).not.toBe(rng.uniform())
  })
})

describe('permutation and shuffle', () => {
  it('hold every index once', () => {
    fc.assert(
      fc.property(fc.integer(), fc.nat(300), (seed, n) => {
        expect([...generator(seed).permutation(n)].toSorted((a, b) => a - b)).toEqual([...Array(n).keys()])
      }),
    )
  })

  it('shuffle in place and return the array, typed or not', () => {
    const list = ['a', 'b', 'c', 'd', 'e']
    expect(generator(3).shuffle(list)).toBe(list)
    expect(list.toSorted()).toEqual(['a', 'b', 'c', 'd', 'e'])
    expect([...generator(3).shuffle(Float32Array.of(1, 2, 3, 4))].toSorted((a, b) => a - b)).toEqual([
      1, 2, 3, 4,
    ])
  })

  it('give all 24 orders of four equally often', () => {
    const rng = generator(11)
    const seen = new Map<string, number>()
    for (let i = 0; i < 24_000; i++) {
      const order = rng.permutation(4).join()
      seen.set(order, (seen.get(order) ?? 0) + 1)
    }
    const chiSquare = [...seen.values()].reduce((sum, count) => sum + (count - 1000) ** 2 / 1000, 0)
    expect(seen.size).toBe(24)
    expect(chiSquare).toBeLessThan(49.7) // 23 degrees of freedom, p = 0.001
  })
})

describe('messages', () => {
  const rng = generator(1)
  const needed =
    'it needs what state() returned: { key: two 32-bit integers, words: four, not all 0, spare: a number or null }.'
  const good = rng.state()
  // prettier-ignore
  it.each<[string, () => unknown]>([
    ['generator: seed is 0.5; it needs an integer of at most 53 bits.', () => generator(0.5)],
    ["generator: seed is 'x'; it needs an integer of at most 53 bits.", () => generator('x' as never)],
    ['generator: seed is NaN; it needs an integer of at most 53 bits.', () => generator(NaN)],
    ['generator: seed is 9007199254740992; it needs an integer of at most 53 bits.', () => generator(2 ** 53)],
    ['generator: seed is undefined; it needs an integer of at most 53 bits.', () => generator(undefined as never)],
    ['integer: n is 0; it needs an integer from 1 to 4294967296.', () => rng.integer(0)],
    ['integer: n is 2.5; it needs an integer from 1 to 4294967296.', () => rng.integer(2.5)],
    ['integer: n is 4294967297; it needs an integer from 1 to 4294967296.', () => rng.integer(2 ** 32 + 1)],
    ['permutation: n is -1; it needs an integer from 0 to 2147483647.', () => rng.permutation(-1)],
    ['stream: the name is ""; it needs a text of one character or more.', () => rng.stream('')],
    ['stream: the name is 7; it needs a text of one character or more.', () => rng.stream(7 as never)],
    [`restore: the state is {}; ${needed}`, () => rng.restore({} as never)],
    [`restore: the state is undefined; ${needed}`, () => rng.restore(undefined as never)],
    [`restore: the state is {"key":[1,2],"words":[0,0,0,0],"spare":null}; ${needed}`,
      () => rng.restore({ key: [1, 2], words: [0, 0, 0, 0], spare: null })],
    [`restore: the state is {"key":[1,2],"words":[1,2,3],"spare":null}; ${needed}`,
      () => rng.restore({ key: [1, 2], words: [1, 2, 3], spare: null })],
    [`restore: the state is {"key":[1,2],"words":[1,2,3,4.5],"spare":null}; ${needed}`,
      () => rng.restore({ key: [1, 2], words: [1, 2, 3, 4.5], spare: null })],
    [`restore: the state is {"key":[1,2],"words":[1,2,3,4],"spare":"0"}; ${needed}`,
      () => rng.restore({ key: [1, 2], words: [1, 2, 3, 4], spare: '0' as never })],
  ])('%s', (message, act) => {
    expect(act).toThrow(new RandomError(message))
    expect(act).toThrow(RandomError)
    expect(rng.state()).toEqual(good)
  })
})
