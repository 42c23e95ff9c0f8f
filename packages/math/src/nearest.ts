// A distance between words: which of the known names the writer of a misspelt one probably meant.

/**
 * The name with the fewest letters to change, or that begins the word; undefined where none comes near.
 *
 * @see Levenshtein 1966, "Binary codes capable of correcting deletions, insertions, and reversals"
 */
export function nearest(word: string, names: readonly string[]): string | undefined {
  const ranked = names
    .map((name) => ({ name, changes: distance(word.toLowerCase(), name.toLowerCase()) }))
    .sort((a, b) => a.changes - b.changes)
  if (ranked[0]?.changes === 0) return ranked[0].name
  const shortened = names.find((name) => name.length > 1 && word.toLowerCase().startsWith(name.toLowerCase()))
  if (shortened !== undefined) return shortened
  const best = ranked[0]
  return best && best.changes <= Math.max(2, best.name.length / 2) ? best.name : undefined
}

/** The letters to insert, drop or replace. */
function distance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, j) => j)
  for (let i = 1; i <= a.length; i++) {
    const next = [i]
    for (let j = 1; j <= b.length; j++) {
      const replaced = row[j - 1] + (a[i - 1] === b[j - 1] ? 0 : 1)
      next.push(Math.min(replaced, row[j] + 1, next[j - 1] + 1))
    }
    row = next
  }
  return row[b.length]
}
