// From bundles of formulas to AssemblyScript: one pass over a block, all inputs read once, all outputs written. Read `loops.ts` first.
import { bundles, type Bundle } from '@glissade/autograd/kernels'
import { algebraOfText } from '../src/formula.ts'
import { Lines } from './lines.ts'

/** The exported function. */
export const kernelOf = ({ name }: Bundle): string => `bundle_${name}`

const letters = (letter: string, count: number): string[] =>
  Array.from({ length: count }, (_, i) => `${letter}${i}`)

const sumsOf = ({ sums = [] }: Bundle): readonly number[] => sums

/** Lines that compute what is to be stored; what is used twice gets a name. */
function bodyOf(bundle: Bundle): { lines: string[]; results: string[] } {
  const lines = new Lines()
  const single = bundle.formulas(algebraOfText(lines.hear), ...letters('x', bundle.inputs)).map(String)
  const results = [...single, ...sumsOf(bundle).map((of) => single[of])]
  for (const result of results) lines.use(result)
  return { results: results.map((result) => lines.render(result)), lines: lines.written }
}

/**
 * Strides count elements; `table` lists an address, a stride between rows and one between columns for each array: inputs, outputs, and
 * the float64 that outputs are summed into.
 */
function loopOf(bundle: Bundle): string {
  const x = letters('x', bundle.inputs)
  const y = letters('y', bundle.outputs)
  const s = letters('s', sumsOf(bundle).length)
  const { lines, results } = bodyOf(bundle)
  const read = x.filter((each) => new RegExp(`\\b${each}\\b`).test([...lines, ...results].join('\n')))
  const all = [...x, ...y, ...s]
  const arrays = [...read, ...y, ...s]
  const each = (list: readonly string[], indent: number) =>
    list.map((line) => ' '.repeat(indent) + line).join('\n')
  const place = (name: string) => 12 * all.indexOf(name)
  const pass = (load: (name: string) => string, store: (name: string, value: string) => string) => [
    ...read.map((name) => `const ${name} = ${load(name)}`),
    ...lines,
    ...y.map((name, k) => store(name, results[k])),
    ...s.map((name, k) => `accumulate(${name}p, ${results[y.length + k]})`),
    ...arrays.map((name) => `${name}p += ${name}c << 4`),
  ]
  const whole = pass(
    (name) => `v128.load(${name}p)`,
    (name, value) => `v128.store(${name}p, ${value})`,
  )
  const part = pass(
    (name) => `get(${name}p, ${name}c, n)`,
    (name, value) => `put(${name}p, ${name}c, n, ${value})`,
  )
  const spread = read.map((name, i) => `if (${name}c == 0) ${name}p = repeated(${i}, ${name}a)`)
  return `
export function ${kernelOf(bundle)}(rows: i32, cols: i32, table: usize): void {
${each(
  arrays.flatMap((name) => [
    `let ${name}a = load<usize>(table, ${place(name)})`,
    `const ${name}c = load<i32>(table, ${place(name) + 8})`,
  ]),
  2,
)}
  const quick = ${y.map((name) => `${name}c == 1`).join(' && ')} && ${read.map((name) => `<u32>${name}c <= 1`).join(' && ')}
  for (; rows > 0; rows--) {
    let n = cols
${each(
  arrays.map((name) => `let ${name}p = ${name}a`),
  4,
)}
    if (quick) {
${each(spread, 6)}
      for (; n >= 4; n -= 4) {
${each(whole, 8)}
      }
    }
    for (; n > 0; n -= 4) {
${each(part, 6)}
    }
${each(
  arrays.map((name) => `${name}a += load<i32>(table, ${place(name) + 4}) << 2`),
  4,
)}
  }
}
`
}

const HEADER = `// Generated from the bundles of the package autograd by ../../compiler/build.ts. Do not edit.
// Each function is one pass over a block (rows, cols); x0, x1, … are its inputs, y0, y1, … its outputs.
import { abs, accumulate, add, choose, div, get, maximum, minimum, mul, neg, num, put, repeated, sign, sqrt, sub, truth } from '../lanes.ts'
import { erf } from '../math/erf.ts'
import { exp, expm1 } from '../math/exp.ts'
import { log, log1p } from '../math/log.ts'
import { pow } from '../math/pow.ts'
import { tanh } from '../math/tanh.ts'
import { cos, sin } from '../math/trig.ts'
`

/** The whole file `assembly/generated/bundles.ts`. */
export const bundleLoops = (): string => HEADER + bundles.map(loopOf).join('')
