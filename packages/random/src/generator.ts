// A seeded source of random numbers with named, independent children. Read key.ts first.
import { log } from '@glissade/math'
import { xoroshiro128plusFromState } from 'pure-rand/generator/xoroshiro128plus'
import { RandomError } from './errors.ts'
import { childKey, seedKey, startWords, type Key } from './key.ts'

const TWO_32 = 4294967296

/** What most code needs of a generator. */
export interface Randomness {
  uniform(): number
  normal(): number
}

/** All that a generator will ever do, as plain data for JSON. */
export interface GeneratorState {
  readonly key: readonly [number, number]
  readonly words: readonly number[]
  /** The second normal number of a pair whose first was handed out. */
  readonly spare: number | null
}

/**
 * Random numbers that depend on the seed and the path of stream names alone.
 *
 * @see Blackman, Vigna 2018, Scrambled linear pseudorandom number generators, xoroshiro128+ (as in npm pure-rand).
 */
export class Generator implements Randomness {
  #key: Key
  #source
  #spare = NaN // NaN: none

  constructor(key: Key) {
    this.#key = key
    this.#source = xoroshiro128plusFromState(startWords(key))
  }

  /** A float64 in [0, 1): a multiple of 2⁻⁵³, from the upper bits of two draws (the lowest are the weak ones). */
  uniform(): number {
    const high = this.#source.next() >>> 5
    const low = this.#source.next() >>> 6
    return (high * 67108864 + low) / 9007199254740992
  }

  /**
   * A standard normal number: a random point (a, b) of the unit disc, q = a² + b², gives two of them.
   *
   *     z₁ = a·√(−2 ln q / q),   z₂ = b·√(−2 ln q / q)
   *
   * @see Marsaglia, Bray 1964, A convenient method for generating normal variables (the polar method).
   */
  normal(): number {
    const spare = this.#spare
    this.#spare = NaN
    if (!Number.isNaN(spare)) return spare
    for (;;) {
      const a = 2 * this.uniform() - 1
      const b = 2 * this.uniform() - 1
      const q = a * a + b * b
      if (q >= 1 || q === 0) continue
      const stretch = Math.sqrt((-2 * log(q)) / q)
      this.#spare = b * stretch
      return a * stretch
    }
  }

  /** An integer from 0 to n − 1, all equally likely: draws that would favour some are thrown away. */
  integer(n: number): number {
    if (!Number.isInteger(n) || n < 1 || n > TWO_32) {
      throw new RandomError(`integer: n is ${n}; it needs an integer from 1 to ${TWO_32}.`)
    }
    const width = Math.floor(TWO_32 / n)
    for (;;) {
      const drawn = (this.#source.next() >>> 0) / width
      if (drawn < n) return Math.floor(drawn)
    }
  }

  /**
   * Puts an array into random order, in place, and returns it.
   *
   * @see Durstenfeld 1964, Algorithm 235: Random permutation (Fisher and Yates's shuffle).
   */
  shuffle<A extends { readonly length: number; [i: number]: unknown }>(array: A): A {
    for (let i = array.length - 1; i > 0; i--) {
      const j = this.integer(i + 1)
      const kept = array[i]
      array[i] = array[j]
      array[j] = kept
    }
    return array
  }

  /** The numbers 0 … n − 1 in random order. */
  permutation(n: number): Int32Array {
    if (!Number.isInteger(n) || n < 0 || n >= 2 ** 31) {
      throw new RandomError(`permutation: n is ${n}; it needs an integer from 0 to ${2 ** 31 - 1}.`)
    }
    const order = new Int32Array(n)
    for (let i = 0; i < n; i++) order[i] = i
    return this.shuffle(order)
  }

  /** The child of this name: the same for the same seed and path, however much was drawn from the parent. */
  stream(name: string): Generator {
    if (typeof name !== 'string' || name === '') {
      throw new RandomError(
        `stream: the name is ${JSON.stringify(name)}; it needs a text of one character or more.`,
      )
    }
    return new Generator(childKey(this.#key, name))
  }

  state(): GeneratorState {
    return {
      key: [...this.#key],
      words: [...this.#source.getState()],
      spare: Number.isNaN(this.#spare) ? null : this.#spare,
    }
  }

  /** Goes on where the generator that gave this state stood, streams included. */
  restore(state: GeneratorState): void {
    const { key, words, spare } = checkedState(state)
    this.#key = [key[0], key[1]]
    this.#source = xoroshiro128plusFromState(words)
    this.#spare = spare ?? NaN
  }

  /** A generator that will draw the same numbers. */
  clone(): Generator {
    const twin = new Generator(this.#key)
    twin.restore(this.state())
    return twin
  }
}

function checkedState(state: GeneratorState): GeneratorState {
  const areWords = (list: unknown, length: number): boolean =>
    Array.isArray(list) && list.length === length && list.every((word) => word === (word | 0))
  const { key, words, spare } = state ?? {}
  const fits = areWords(key, 2) && areWords(words, 4) && words.some((word) => word !== 0)
  if (!fits || (spare !== null && !Number.isFinite(spare))) {
    throw new RandomError(
      `restore: the state is ${JSON.stringify(state)}; it needs what state() returned: ` +
        '{ key: two 32-bit integers, words: four, not all 0, spare: a number or null }.',
    )
  }
  return state
}

/**
 * A generator for a seed.
 *
 * @throws RandomError for a seed that is not an integer of at most 53 bits.
 */
export function generator(seed: number): Generator {
  if (!Number.isSafeInteger(seed)) {
    throw new RandomError(
      `generator: seed is ${typeof seed === 'string' ? `'${String(seed)}'` : String(seed)}; it needs an integer of at most 53 bits.`,
    )
  }
  return new Generator(seedKey(seed))
}
