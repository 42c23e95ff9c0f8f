// The two generated files: the kernels in AssemblyScript, and the table by which the host calls them. Read `lanes.ts` first.
import { findLoops, Refusal, type LoopSource } from './find.ts'
import { formOf, type Form } from './lanes.ts'
import { hashOfLoops, ruleTexts, type SourceText } from './texts.ts'

export interface Refused {
  readonly source: LoopSource
  readonly refusal: Refusal
}

export interface Generated {
  /** `assembly/generated/rules.ts`. */
  readonly kernels: string
  /** `src/generated/rules.ts`. */
  readonly table: string
  readonly forms: readonly Form[]
  readonly refused: readonly Refused[]
}

/** Makes both files from the sources of the package optim. */
export function generateRules(texts: readonly SourceText[] = ruleTexts()): Generated {
  const forms: Form[] = []
  const refused: Refused[] = []
  for (const source of texts.flatMap(findLoops)) {
    try {
      forms.push(formOf(source))
    } catch (refusal) {
      if (!(refusal instanceof Refusal)) throw refusal
      refused.push({ source, refusal })
    }
  }
  const kernels = HEADER + forms.map(kernelOf).join('')
  return { kernels, table: tableOf(forms, refused, hashOfLoops(texts)), forms, refused }
}

const HEADER = `// Generated from the loops of the package optim by ../../compiler/build.ts. Do not edit.
// Each kernel is a rule's loop, which stands above it, on four lanes; what is left over goes one weight at a time.
import { abs, add, choose, div, mul, neg, num, sign, sqrt, sub, unless, when } from '../lanes.ts'
import { pow } from '../math/pow.ts'
import { larger, load, loadOne, smaller, square, store, storeFading, storeFadingOne, storeOne } from '../stretch.ts'
`

const kernelName = ({ rule, part }: LoopSource): string =>
  part === 'update' ? `rule_${rule}` : `rule_${rule}_${part}`

/** The lines of a block, moved to the margin and put behind \` * \`. */
const quoted = ({ parts }: Form): string =>
  [...parts.before, ...parts.body]
    .flatMap((statement) =>
      statement
        .getText()
        .replace(/^ {2,}/gm, '  ')
        .split('\n'),
    )
    .map((line) => ` *     ${line}`)
    .join('\n')

function kernelOf(form: Form): string {
  const { source, parts, scalars, loads, stores, fading, lines } = form
  const names = [...scalars]
  const given = [
    ...parts.arrays.map((name) => `${name}: usize`),
    'lo: i32',
    'hi: i32',
    ...names.map((_, k) => `n${k}: f32`),
  ]
  const constants = names.map(([expression, name], k) => {
    const says = expression === name ? '' : ` // ${expression}`
    return `  const ${name} = num(n${k})${says}\n`
  })
  const block = (read: string, write: string, one = '') =>
    [
      ...loads.map(
        (name) => `${stores.includes(name) ? 'let' : 'const'} ${name}_i = ${read}${one}(${name}, i)`,
      ),
      ...lines,
      ...stores.map((name) => `${write}${fading.has(name) ? 'Fading' : ''}${one}(${name}, i, ${name}_i)`),
    ]
      .map((line) => `    ${line}\n`)
      .join('')
  return `
/**
 * ${source.rule}, ${source.part}:
 *
${quoted(form)}
 */
export function ${kernelName(source)}(${given.join(', ')}): void {
${constants.join('')}  let i = lo
  for (; i <= hi - 4; i += 4) {
${block('load', 'store')}  }
  for (; i < hi; i++) {
${block('load', 'store', 'One')}  }
}
`
}

function tableOf(forms: readonly Form[], refused: readonly Refused[], hash: string): string {
  const rows = forms.map(rowOf).join('')
  const rules = [...forms, ...refused].map(({ source }) => source.rule)
  const math = ['pow', 'power'].filter((name) => new RegExp(`\\b${name}\\(`).test(rows))
  return `// Generated from the loops of the package optim by ../../compiler/build.ts. Do not edit.
// How the host calls each kernel of ../../assembly/generated/rules.ts: its arrays, and its numbers in float64.
import { ${math.join(', ')} } from '@glissade/math'
import {
${[...new Set(rules)].map((name) => `  ${name},\n`).join('')}} from '@glissade/optim/loops'
import type { Form, Refused } from '../stepper.ts'

/** sha256 of the loops; a test compares. */
export const loops = '${hash}'

export const forms: readonly Form[] = [
${rows}]

/** Loops that have no SIMD form and run as they are written. */
export const refused: readonly Refused[] = [
${refused.map(refusedRow).join('')}]
`
}

function rowOf({ source, parts, scalars }: Form): string {
  const before = parts.before.map((statement) => `      ${statement.getText().replace(/\s+/g, ' ')}\n`)
  return `  {
    kernel: '${kernelName(source)}',
    loop: ${source.rule}.${source.part},
    arrays: [${parts.arrays.map((name) => `'${name}'`).join(', ')}],
    numbers(${scalars.size > 0 ? parts.numbers : ''}) {
${before.join('')}      return [${[...scalars.keys()].join(', ')}]
    },
  },
`
}

const refusedRow = ({ source, refusal }: Refused): string =>
  `  {
    loop: ${source.rule}.${source.part},
    file: '${source.file}',
    line: ${refusal.line},
    expression: ${JSON.stringify(refusal.expression)},
    why: ${JSON.stringify(refusal.why)},
  },
`
