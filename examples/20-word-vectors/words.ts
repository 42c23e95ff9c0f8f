// The words of this project's pages on the update rules, by number, and which are near each other.
import { readdirSync, readFileSync } from 'node:fs'
import type { Tensor } from 'glissade'

/** Words that come less often are left out. */
const RAREST = 8
const folder = new URL('../../docs/rules/', import.meta.url)
const pages = readdirSync(folder).filter((name) => name.endsWith('.md'))
const text = pages.map((name) => readFileSync(new URL(name, folder), 'utf8')).join('\n')
const words = text.match(/[A-Za-z][A-Za-z0-9]+/g)!.map((word) => word.toLowerCase())

const counts = new Map<string, number>()
for (const word of words) counts.set(word, (counts.get(word) ?? 0) + 1)
export const vocabulary = [...counts.keys()].filter((word) => counts.get(word)! >= RAREST)
const number = new Map(vocabulary.map((word, i) => [word, i]))
export const ids = words.flatMap((word) => number.get(word) ?? [])
/** Wrong words are drawn from here: as often as right ones to the power of 3/4. */
export const urn = vocabulary.flatMap((word, i) =>
  new Array<number>(Math.ceil(counts.get(word)! ** 0.75)).fill(i),
)

/** The words whose vectors point most nearly where a word's does. */
export function nearest(weight: Tensor, word: string, count: number): string[] {
  const size = weight.shape[1]
  const vector = (i: number) => weight.data.subarray(i * size, (i + 1) * size)
  const dot = (a: ArrayLike<number>, b: ArrayLike<number>) =>
    Array.from(a).reduce((total, x, k) => total + x * b[k], 0)
  const own = vector(number.get(word)!)
  const cosine = (i: number) => dot(own, vector(i)) / Math.sqrt(dot(vector(i), vector(i)))
  return [...vocabulary.keys()]
    .sort((a, b) => cosine(b) - cosine(a))
    .slice(1, count + 1)
    .map((i) => vocabulary[i])
}
