// Seeded random numbers: one generator, named streams, normal variates. The bits come from xoroshiro128+ (pure-rand);
// a seed is mixed first, since that generator's first draws for neighbouring seeds are nearly equal.
import { cos, log, sin } from '@glissade/math'
import { xoroshiro128plusFromState } from 'pure-rand/generator/xoroshiro128plus'

/** A seed, bound or state that cannot be used. */
export class RandomError extends Error {
  override readonly name = 'RandomError'
}

/** What other packages ask for. */
export interface Randomness {
  uniform(): number
  normal(): number
}

export interface RandomState {
  readonly words: readonly number[]
  readonly path: readonly number[]
  readonly spare: number | null
}

/** A 32-bit finalizer: every input bit moves every output bit. */
function mix(x: number): number {
  x = Math.imul(x ^ (x >>> 16), 0x21f0aaad)
  x = Math.imul(x ^ (x >>> 15), 0x735a2d97)
  return x ^ (x >>> 15)
}

/** Four words from any list of integers; never all zero. */
function wordsOf(path: readonly number[]): number[] {
  const words = [1, 2, 3, 4].map((lane) =>
    path.reduce((h, p) => mix(Math.imul(h, 0x9e3779b1) + p), mix(lane)),
  )
  return words.some((w) => w !== 0) ? words : [1, 2, 3, 4]
}

const lettersOf = (name: string): number[] => [name.length, ...Array.from(name, (c) => c.codePointAt(0) ?? 0)]

export class Generator implements Randomness {
  #source: ReturnType<typeof xoroshiro128plusFromState>
  #path: readonly number[]
  /** Box and Muller make two normal variates at a time. */
  #spare: number | null = null

  constructor(path: readonly number[]) {
    this.#path = path
    this.#source = xoroshiro128plusFromState(wordsOf(path))
  }

  /** A float64 in [0, 1), from 53 random bits. */
  uniform(): number {
    const high = this.#source.next() >>> 5
    const low = this.#source.next() >>> 6
    return (high * 67108864 + low) / 9007199254740992
  }

  /**
   * A normal variate with mean 0 and variance 1.
   *
   *     z = √(−2 ln u) · (cos 2πv, sin 2πv)        u, v uniform, u > 0
   *
   * @see Box & Muller 1958, "A note on the generation of random normal deviates"
   */
  normal(): number {
    if (this.#spare !== null) {
      const z = this.#spare
      this.#spare = null
      return z
    }
    const radius = Math.sqrt(-2 * log(1 - this.uniform()))
    const angle = 2 * Math.PI * this.uniform()
    this.#spare = radius * sin(angle)
    return radius * cos(angle)
  }

  /** An integer from 0 to n − 1, each equally likely. */
  integer(n: number): number {
    if (!Number.isInteger(n) || n < 1 || n > 0x100000000)
      throw new RandomError(`integer: below ${n}; it needs an integer from 1 to 2^32.`)
    const limit = 0x100000000 - (0x100000000 % n)
    for (;;) {
      const word = this.#source.next() >>> 0
      if (word < limit) return word % n
    }
  }

  /** Reorders a list in place, every order equally likely, and returns it. */
  shuffle<L extends { [i: number]: unknown; readonly length: number }>(list: L): L {
    for (let i = list.length - 1; i > 0; i--) {
      const j = this.integer(i + 1)
      const kept = list[i]
      list[i] = list[j]
      list[j] = kept
    }
    return list
  }

  /** 0 … n − 1 in random order. */
  permutation(n: number): Int32Array {
    if (!Number.isInteger(n) || n < 0)
      throw new RandomError(`permutation: of ${n}; it needs an integer of at least 0.`)
    return this.shuffle(Int32Array.from({ length: n }, (_, i) => i))
  }

  /** An independent generator with a name: the same seed and names give the same stream, whatever was drawn before. */
  stream(name: string): Generator {
    return new Generator([...this.#path, ...lettersOf(name)])
  }

  /** Everything needed to go on from here, as plain data. */
  state(): RandomState {
    return { words: [...this.#source.getState()], path: this.#path, spare: this.#spare }
  }

  /** Goes on from a saved state. */
  restore({ words, path, spare }: RandomState): this {
    if (!Array.isArray(words) || words.length !== 4 || !words.every(Number.isInteger)) {
      throw new RandomError(
        `restore: words are ${JSON.stringify(words)}; it needs the four integers that state() gave.`,
      )
    }
    this.#source = xoroshiro128plusFromState(words)
    this.#path = path
    this.#spare = spare
    return this
  }

  clone(): Generator {
    return new Generator(this.#path).restore(this.state())
  }
}

/** The generator of a seed, which rules every random choice made with it. */
export function generator(seed: number): Generator {
  if (!Number.isSafeInteger(seed))
    throw new RandomError(`generator: seed ${seed}; it needs an integer of at most 2^53 in size.`)
  return new Generator([seed | 0, Math.floor(seed / 0x100000000) | 0])
}
