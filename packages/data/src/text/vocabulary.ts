// From text to numbers and back: a fixed list of tokens, characters or words.
import { shown } from '@glissade/autograd'
import { checkKnown, checkListed, DataError } from '../errors.ts'

/** Tokens with a meaning of their own; they stand before the others, in this order. */
export interface Marks {
  /** Fills up sequences; needed at number 0 by `padSequences`. */
  readonly padding?: string
  /** Stands for every token that the vocabulary does not have. */
  readonly unknown?: string
  /** The beginning and the end of a sequence; `encode` adds them. */
  readonly begin?: string
  readonly end?: string
}

const MARKS = ['padding', 'unknown', 'begin', 'end'] as const

/** A list of tokens in a fixed order: the marks, then the others. */
export class Vocabulary {
  readonly tokens: readonly string[]
  readonly marks: Marks
  readonly #numbers: ReadonlyMap<string, number>
  readonly #split: (text: string) => readonly string[]
  readonly #between: string

  constructor(
    tokens: readonly string[],
    marks: Marks,
    split: (text: string) => readonly string[],
    between: string,
  ) {
    const first = MARKS.map((mark) => marks[mark]).filter((mark) => mark !== undefined)
    this.tokens = [...first, ...tokens.filter((token) => !first.includes(token))]
    this.marks = marks
    this.#numbers = new Map(this.tokens.map((token, i) => [token, i]))
    this.#split = split
    this.#between = between
    if (this.#numbers.size !== this.tokens.length) {
      throw new DataError(
        `vocabulary: the marks are ${first.join(', ')}; it needs marks that differ from one another.`,
      )
    }
  }

  get size(): number {
    return this.tokens.length
  }

  /** The number of a token or a mark; that of `unknown` for one that is not here. */
  number(token: string): number {
    const found = this.#numbers.get(token) ?? this.#numbers.get(this.marks.unknown ?? '')
    if (found !== undefined) return found
    throw new DataError(
      `encode: '${token}' is not among the ${this.size} tokens; it needs one of them, or a vocabulary with an unknown mark.`,
    )
  }

  /**
   * The numbers of a text's tokens, between those of the `begin` and `end` marks where there are any.
   *
   * @throws DataError for a token that is not in the vocabulary, where that has no unknown mark.
   */
  encode(text: string): Int32Array {
    const { begin, end } = this.marks
    const own = (mark: string | undefined): string[] => (mark === undefined ? [] : [mark])
    const tokens = [...own(begin), ...this.#split(text), ...own(end)]
    return Int32Array.from(tokens, (token) => this.number(token))
  }

  /**
   * The text of some numbers; of the marks only `unknown` is shown.
   *
   * @throws DataError for a number that no token has.
   */
  decode(numbers: ArrayLike<number>): string {
    const { padding, begin, end } = this.marks
    return Array.from(numbers, (i) => this.#token(i))
      .filter((token) => token !== padding && token !== begin && token !== end)
      .join(this.#between)
  }

  #token(i: number): string {
    if (i in this.tokens) return this.tokens[i]
    throw new DataError(`decode: there is no token ${i}; it needs integers from 0 to ${this.size - 1}.`)
  }
}

const byCodePoint = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)

function counted(texts: readonly string[], split: (text: string) => readonly string[]): Map<string, number> {
  const counts = new Map<string, number>()
  for (const text of texts) for (const token of split(text)) counts.set(token, (counts.get(token) ?? 0) + 1)
  return counts
}

function listOf(where: string, text: string | readonly string[]): readonly string[] {
  if (typeof text === 'string') return [text]
  checkListed(where, 'the text', text, 'strings, or one string')
  for (const line of text)
    if (typeof line !== 'string') throw new DataError(`${where}: a line is ${shown(line)}; it needs strings.`)
  return text
}

/**
 * The characters of a text, in the order of their codes.
 *
 *     const letters = characters(names, { end: '.' })
 *     letters.encode('ada')                                  numbers of a, d, a and the end
 */
export function characters(text: string | readonly string[], marks: Marks = {}): Vocabulary {
  checkKnown('characters', marks, MARKS)
  const split = (line: string): readonly string[] => Array.from(line)
  const tokens = [...counted(listOf('characters', text), split).keys()].sort(byCodePoint)
  return new Vocabulary(tokens, marks, split, '')
}

export interface WordOptions extends Marks {
  /** Leave out words that come less often; 1 unless said. */
  readonly least?: number
  /** Keep at most so many words, the most frequent. */
  readonly most?: number
}

/** Words (letters, digits and apostrophes, in lower case) and, each by itself, the signs between them. */
export const splitWords = (text: string): readonly string[] =>
  text.toLowerCase().match(/[\p{L}\p{N}]+(?:['’][\p{L}\p{N}]+)*|[^\s\p{L}\p{N}]/gu) ?? []

/**
 * The words of a text, the most frequent first; equally frequent ones in the order of their codes.
 *
 *     const vocabulary = words(text, { unknown: '<unk>', most: 5000 })
 */
export function words(text: string | readonly string[], options: WordOptions = {}): Vocabulary {
  checkKnown('words', options, ['least', 'most', ...MARKS])
  const { least = 1, most = Infinity, ...marks } = options
  if (!(least >= 1) || !(most >= 1)) {
    throw new DataError(`words: least is ${least} and most ${most}; it needs numbers of at least 1.`)
  }
  const counts = [...counted(listOf('words', text), splitWords)].filter(([, count]) => count >= least)
  const ordered = counts.sort(([a, n], [b, m]) => m - n || byCodePoint(a, b))
  const tokens = ordered.slice(0, most).map(([word]) => word)
  return new Vocabulary(tokens, marks, splitWords, ' ')
}
