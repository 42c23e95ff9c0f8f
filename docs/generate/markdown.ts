// The small pieces of Markdown that the pages are made of.

export const fence = (kind: string, text: string): string =>
  `\`\`\`${kind}\n${text.replace(/\n+$/, '')}\n\`\`\``

export const link = (name: string): string => `[${name}](${name}.md)`

/** A table whose columns stand under each other in the text too. */
export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const cells = [head, ...rows].map((row) => row.map((cell) => cell.replaceAll('|', '\\|')))
  const widths = head.map((_, k) => Math.max(3, ...cells.map((row) => row[k].length)))
  const line = (row: readonly string[], fill = ' ') =>
    `| ${row.map((cell, k) => cell.padEnd(widths[k], fill)).join(' | ')} |`
  return [
    line(cells[0]),
    line(
      head.map(() => ''),
      '-',
    ),
    ...cells.slice(1).map((row) => line(row)),
  ].join('\n')
}

/** A default as people write it. */
export function number(value: unknown): string {
  if (typeof value !== 'number') return '–'
  const small = value !== 0 && Math.abs(value) < 1e-3
  return small || Math.abs(value) >= 1e5 ? value.toExponential().replace('e+', 'e') : String(value)
}

export interface Source {
  readonly authors: string
  readonly year: string
  readonly title: string
  readonly url: string
  /** Where in it, and what is said of it. */
  readonly rest: string
}

/** The parts of `authors year, "title", place, https://…`; without a title all of it is the authors. */
export function partsOf(source: string): Source {
  const [, authors, year, title, rest] = /^(.+?) (\d{4}), "(.+?)"(.*)$/.exec(source) ?? [
    '',
    source,
    '',
    '',
    '',
  ]
  const url = /https?:[^\s;,]+/.exec(rest)?.[0] ?? ''
  return { authors, year, title, url, rest: rest.replace(/,?\s*https?:[^\s;,]+/, '') }
}

/** A source with its title as link. */
export function cited(source: string): string {
  const { authors, year, title, url, rest } = partsOf(source)
  if (title === '') return authors
  return `${authors} ${year}, ${url ? `[${title}](${url})` : `_${title}_`}${rest}`
}
