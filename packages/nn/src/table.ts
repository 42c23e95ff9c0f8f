// Rows of text as columns of equal width, for summaries and diagnoses, and objects that print as such a text.

/** The head, a rule, and the rows; the first columns to the left, the others to the right. */
export function table(head: readonly string[], rows: readonly (readonly string[])[], left: number): string[] {
  const widths = head.map((title, k) => Math.max(title.length, ...rows.map((row) => row[k].length)))
  const line = (row: readonly string[]): string =>
    row
      .map((cell, k) => (k < left ? cell.padEnd(widths[k]) : cell.padStart(widths[k])))
      .join('  ')
      .trimEnd()
  const rule = '-'.repeat(widths.reduce((n, width) => n + width + 2, -2))
  return [line(head), rule, ...rows.map(line)]
}

/** The object, printed as this text: by String() and by Node's console. */
export function printedAs<T extends object>(text: () => string, object: T): T {
  const printing: object = { toString: text, [Symbol.for('nodejs.util.inspect.custom')]: text }
  return Object.assign(Object.create(printing) as T, object)
}
