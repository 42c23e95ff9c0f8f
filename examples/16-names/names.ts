// The names, and batches of them as numbers.
import { readFileSync } from 'node:fs'
import { tensor, type Generator } from 'glissade'

/** 0 is the end of a name, and stands before its beginning; a is 1, b is 2, … */
export const LETTERS = 27

export const shuffledNames = (rng: Generator): string[] =>
  rng.shuffle(
    readFileSync(new URL('names.txt', import.meta.url), 'utf8')
      .trim()
      .split(/\s+/),
  )

/** Names as rows, padded: x begins with 0, y is one letter ahead and ends with 0. */
export function batchOf(names: readonly string[]) {
  const lengths = names.map((name) => name.length + 1)
  const width = Math.max(...lengths)
  const ids = (name: string) => Array.from(name, (letter) => letter.charCodeAt(0) - 96)
  const row = (name: readonly number[]) => [...name, ...new Array<number>(width - name.length).fill(0)]
  const rows = (of: (name: string) => number[]) =>
    tensor(
      names.map((name) => row(of(name))),
      { dtype: 'int32' },
    )
  return { x: rows((name) => [0, ...ids(name)]), y: rows((name) => [...ids(name), 0]), lengths }
}
