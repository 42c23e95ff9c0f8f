// What a flag's text may be. A wrong one is refused with what is allowed and, where a name comes near, with that name.
import { nearest } from '@glissade/math'
import { InvalidArgumentError } from 'commander'

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

function wholeNumber(text: string, least: number, or = ''): number {
  const n = /^\d+$/.test(text) ? Number(text) : NaN
  if (Number.isSafeInteger(n) && n >= least) return n
  const most = n > Number.MAX_SAFE_INTEGER ? ' and below 2^53' : ''
  throw new InvalidArgumentError(`It needs a whole number of at least ${least}${most}${or}.`)
}

/** A whole number. */
export const whole =
  (least: number) =>
  (text: string): number =>
    wholeNumber(text, least)

/** A whole number, or the word. */
export const wholeOr =
  <W extends string>(least: number, word: W) =>
  (text: string): number | W =>
    text === word ? word : wholeNumber(text, least, `, or '${word}'`)

/** Sizes such as 256,128; `none` is no size at all. */
export function sizes(text: string): number[] {
  if (text === 'none') return []
  const list = text.split(',').map((part) => (/^\d+$/.test(part.trim()) ? Number(part) : NaN))
  if (list.every((n) => Number.isSafeInteger(n) && n > 0)) return list
  throw new InvalidArgumentError("It needs whole numbers of at least 1 with commas between, or 'none'.")
}

/** Where a server is: tcp://host:port. */
export function address(text: string): string {
  const port = Number(/^tcp:\/\/(?:\[[\da-f:]+\]|[\w.-]+):(\d+)$/i.exec(text)?.[1])
  if (port >= 1 && port < 2 ** 16) return text
  throw new InvalidArgumentError('It needs tcp://, a host and a port, such as tcp://alpha:5555.')
}
