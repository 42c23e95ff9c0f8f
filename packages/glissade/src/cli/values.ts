// What a flag's text may be. A wrong one is refused with what is allowed and, where a name comes near, with that name.
import { InvalidArgumentError } from 'commander'

/** The fewest letters to insert, drop or replace (Levenshtein 1966). */
function changes(from: string, to: string): number {
  let row = Array.from({ length: to.length + 1 }, (_, j) => j)
  for (let i = 1; i <= from.length; i++) {
    const next = [i]
    for (let j = 1; j <= to.length; j++) {
      const kept = row[j - 1] + Number(from[i - 1] !== to[j - 1])
      next.push(Math.min(kept, row[j] + 1, next[j - 1] + 1))
    }
    row = next
  }
  return row[to.length]
}

/** The name that was probably meant, if any comes near. */
export function nearest(text: string, names: readonly string[]): string | undefined {
  const distance = (name: string) => changes(text.toLowerCase(), name.toLowerCase())
  const [best] = [...names].sort((a, b) => distance(a) - distance(b))
  return best !== undefined && distance(best) <= Math.max(2, best.length / 3) ? best : undefined
}

/** One of some names. */
export const oneOf =
  <N extends string>(names: readonly N[]) =>
  (text: string): N => {
    const found = names.find((name) => name === text)
    if (found !== undefined) return found
    const meant = nearest(text, names)
    throw new InvalidArgumentError(
      `${meant === undefined ? '' : `Did you mean ${meant}? `}It needs one of ${names.join(', ')}.`,
    )
  }

interface Bounds {
  readonly least?: number
  readonly above?: number
  readonly below?: number
}

const within = (x: number, { least = -Infinity, above = -Infinity, below = Infinity }: Bounds): boolean =>
  x >= least && x > above && x < below

const words = ({ least, above, below }: Bounds): string =>
  [
    least === undefined ? '' : `of at least ${least}`,
    above === undefined ? '' : `above ${above}`,
    below === undefined ? '' : `below ${below}`,
  ]
    .filter(Boolean)
    .join(' and ')

/** A number written in digits, within bounds. */
export const number =
  (bounds: Bounds) =>
  (text: string): number => {
    const x = text.trim() === '' ? NaN : Number(text)
    if (Number.isFinite(x) && within(x, bounds)) return x
    throw new InvalidArgumentError(`It needs a number ${words(bounds)}.`)
  }

/** A whole number. */
export const whole =
  (least: number) =>
  (text: string): number => {
    const n = /^\d+$/.test(text) ? Number(text) : NaN
    if (Number.isSafeInteger(n) && n >= least) return n
    throw new InvalidArgumentError(`It needs a whole number of at least ${least}.`)
  }

/** A whole number, or the word. */
export const wholeOr =
  <W extends string>(least: number, word: W) =>
  (text: string): number | W => {
    if (text === word) return word
    const n = /^\d+$/.test(text) ? Number(text) : NaN
    if (Number.isSafeInteger(n) && n >= least) return n
    throw new InvalidArgumentError(`It needs a whole number of at least ${least}, or '${word}'.`)
  }

/** Sizes such as 256,128; `none` is no size at all. */
export function sizes(text: string): number[] {
  if (text === 'none') return []
  const list = text.split(',').map((part) => (/^\d+$/.test(part.trim()) ? Number(part) : NaN))
  if (list.every((n) => Number.isSafeInteger(n) && n > 0)) return list
  throw new InvalidArgumentError("It needs whole numbers of at least 1 with commas between, or 'none'.")
}
