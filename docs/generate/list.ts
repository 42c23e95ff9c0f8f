// The list of all rules, in reading order.
import { memoryOf } from '../../packages/optim/src/index.ts'
import { configured, type Entry } from './catalogue.ts'
import { link, partsOf, table } from './markdown.ts'

export function listPage(entries: readonly Entry[]): string {
  const [rules, methods] = [entries.filter((one) => !one.isMethod), entries.filter((one) => one.isMethod)]
  const dialects = (entry: Entry) => Object.keys(entry.recipe.dialects ?? {}).join(', ') || '–'
  const bytes = ({ name }: Entry) => String(memoryOf(configured(name), 1))
  return (
    [
      '<!-- Made by `npm run docs`. -->',
      '# Update rules and methods',
      'In reading order. Each page is made from the file that runs: its equation, its loop, its numbers in every dialect, how it differs from its nearest kin, and a walk over a ravine. The letters are in [the table of symbols](../notation.md).',
      '## Rules',
      'One loop over the weights. The last column counts the bytes kept for each weight in float32.',
      table(
        ['rule', 'idea', 'from', 'dialects', 'bytes'],
        rules.map((one) => [...row(one), dialects(one), bytes(one)]),
      ),
      '## Methods',
      'Procedures that see all weights at once, and may evaluate the loss several times a step.',
      table(['method', 'idea', 'from'], methods.map(row)),
    ].join('\n\n') + '\n'
  )
}

function row({ name, paragraphs, sources }: Entry): string[] {
  const { authors, year, title, url } = partsOf(sources[0])
  const paper = title === '' ? authors : `${authors} ${year}, ${url ? `[${title}](${url})` : `_${title}_`}`
  return [link(name), paragraphs[0].replaceAll('\n', ' '), paper]
}
