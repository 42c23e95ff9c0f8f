// The page of one rule.
import { posix } from 'node:path'
import { type HyperparameterError, memoryOf } from '../../packages/optim/src/index.ts'
import { bytesAsText } from '../../packages/optim/src/memory.ts'
import { configured, type Entry } from './catalogue.ts'
import { difference } from './difference.ts'
import { generated, kernelsOf } from './kernels.ts'
import { cited, fence, link, number, table } from './markdown.ts'
import type { Picture } from './picture.ts'

export function rulePage(entry: Entry, { alt, caption }: Picture): string {
  const { name, file } = entry
  return (
    [
      `<!-- Made from ${file} by \`npm run docs\`. -->`,
      `# ${name}`,
      ...entry.paragraphs.map((part) => (part.startsWith('    ') ? fence('text', dedent(part)) : part)),
      facts(entry).join('\n'),
      `![${alt}](${name}.svg)`,
      caption,
      '## The code',
      `From [${posix.basename(file)}](../../${file}):`,
      fence('typescript', entry.code),
      ...fourLanes(entry),
      '## Numbers',
      numbers(entry),
      ...(!entry.isMethod && entry.kin.length > 0 ? ['## How it differs', ...differences(entry)] : []),
    ].join('\n\n') + '\n'
  )
}

/** What the SIMD kernels make of the loops, where there are any. */
function fourLanes({ name }: Entry): string[] {
  const kernels = kernelsOf(name)
  if (kernels.length === 0) return []
  return [
    '### Four weights at a time',
    `What WebAssembly runs, made from the loop above, in [rules.ts](../../${generated}); a name with \`_i\` is four neighbours of a vector, \`num\` a number four times:`,
    fence('typescript', kernels.join('\n\n')),
  ]
}

const dedent = (text: string): string => text.replace(/^ {4}/gm, '')

function facts({ sources, before, after, recipe, isMethod, name }: Entry): string[] {
  const keeps = recipe.slots.map((slot) => `\`${slot}\``).join(', ') || 'nothing'
  return [
    ...sources.map((source) => `- Source: ${cited(source)}.`),
    ...(before.length > 0 ? [`- Read first: ${before.map(link).join(', ')}.`] : []),
    ...(after.length > 0 ? [`- Read next: ${after.map(link).join(', ')}.`] : []),
    isMethod
      ? `- Memory: ${growth(name)}.`
      : `- Keeps ${keeps}: ${memoryOf(configured(name), 1)} bytes a weight in float32.`,
    ...('sparse' in recipe ? [`- ${tables[recipe.sparse]}`] : []),
  ]
}

/** What a rule does with a table of which a step reads a few rows. */
const tables = {
  same: 'Of a table it updates the rows whose gradient was written, with the numbers of a step over all of it.',
  lazy: 'Of a table it updates the rows whose gradient was written; by definition the others keep their averages.',
}

/** What a method needs for a small, a middling and MNIST's network 784-100-10. */
function growth(name: string): string {
  const sizes = [100, 10_000, 79_510]
  if (memoryOf(configured(name), 1) === 0) return 'a few vectors while it works, nothing between steps'
  return sizes
    .map((n) => `${bytesAsText(memoryOf(configured(name), n))} for ${n.toLocaleString('en')} weights`)
    .join(', ')
}

/** Every hyper-parameter: its default, what each dialect makes of it, and what it may be. */
function numbers({ name, recipe }: Entry): string {
  const dialects = Object.keys(recipe.dialects ?? {}).map((dialect) => ({
    dialect,
    ...configured(name, { dialect }),
  }))
  const columns = [{ rule: recipe, hyper: recipe.hyper }, ...dialects]
  const names = new Set(columns.flatMap(({ hyper }) => Object.keys(hyper)))
  const rows = [...names].map((each) => {
    const owner = columns.find(({ hyper }) => each in hyper)!
    return [`\`${each}\``, ...columns.map(({ hyper }) => number(hyper[each])), allowed(owner.rule.name, each)]
  })
  const spoken = dialects.map(({ rule }) => (rule.name === name ? 'the same' : link(rule.name)))
  const others = spoken.some((one) => one !== 'the same')
  const head = ['', 'default', ...dialects.map(({ dialect }) => `\`${dialect}\``), 'must be']
  return table(head, others ? [['rule', `\`${name}\``, ...spoken, ''], ...rows] : rows)
}

/** The range of a hyper-parameter in the words of its refusal. */
function allowed(name: string, hyper: string): string {
  try {
    configured(name, { [hyper]: NaN })
  } catch (error) {
    return (error as HyperparameterError).allowed.replace(/^a finite number(, )?/, '')
  }
  return ''
}

function differences({ name, kin }: Entry): string[] {
  return [
    'As `explainDifference` tells it, with the same numbers wherever both have them:',
    ...kin.map((other) => `### From ${link(other)}\n\n${fence('text', difference(name, other))}`),
  ]
}
