// From the derivative table to AssemblyScript: each formula becomes one function on four lanes, and one loop that calls it.
// Read `../src/formula.ts` first; the words of the text are those of `../assembly/lanes.ts`.
import { scalarFunction, table, type Row, type Scalar } from '@glissade/autograd/kernels'
import { formulaText } from '../src/formula.ts'

export interface Kernel {
  /** Of the exported function: `map_tanh`, `map_tanh_d0`. */
  readonly name: string
  /** The formula, by which the backend finds it. */
  readonly text: string
  readonly inputs: number
  readonly params: number
  /** The body of the function on four lanes. */
  readonly body: string
}

const COMPARISONS: Readonly<Record<string, string>> = {
  equal: 'eq',
  notEqual: 'ne',
  less: 'lt',
  lessEqual: 'le',
  greater: 'gt',
  greaterEqual: 'ge',
}
/** More would need more letters in the signature that all loops share. */
const MOST_INPUTS = 3
const MOST_PARAMS = 2

/** Narrowed once, and as few digits as say so. */
function literal(x: number): string {
  const narrow = Math.fround(x)
  const short = Number(narrow.toPrecision(9))
  return `num(${Math.fround(short) === narrow ? short : narrow})`
}

/** The lines of a formula: what is used twice gets a name, the rest is nested as in the table. */
function bodyOf(scalar: Scalar): string {
  const terms = new Map<string, { readonly op: string; readonly operands: readonly string[] }>()
  const uses = new Map<string, number>()
  const { text } = formulaText(scalar, (term, op, operands) => {
    if (!terms.has(term)) for (const each of operands) uses.set(each, (uses.get(each) ?? 0) + 1)
    terms.set(term, { op, operands })
  })
  const names = new Map<string, string>()
  const lines: string[] = []
  const mask = (term: string): string => {
    const { op, operands } = terms.get(term) ?? { op: '', operands: [] }
    return op in COMPARISONS
      ? `f32x4.${COMPARISONS[op]}(${operands.map(render).join(', ')})`
      : `f32x4.ne(${render(term)}, num(0))`
  }
  const nested = (term: string, op: string, operands: readonly string[]): string => {
    if (op in COMPARISONS) return `truth(${mask(term)})`
    if (op === 'where') return `choose(${mask(operands[0])}, ${render(operands[1])}, ${render(operands[2])})`
    return `${op}(${operands.map(render).join(', ')})`
  }
  const render = (term: string): string => {
    const found = terms.get(term)
    if (!found) return Number.isNaN(Number(term)) ? term : literal(Number(term))
    const known = names.get(term)
    if (known) return known
    const value = nested(term, found.op, found.operands)
    if ((uses.get(term) ?? 0) < 2) return value
    const name = `t${names.size}`
    names.set(term, name)
    lines.push(`const ${name} = ${value}`)
    return name
  }
  const result = render(text)
  return [...lines, `return ${result}`].map((line) => `  ${line}`).join('\n')
}

const copy: Row = { f: (_, x) => x, d: [null] }

/** Every formula that the library asks a backend for, each once; two rows with one formula share a kernel. */
export function kernels(): Kernel[] {
  const found = new Map<string, Kernel>()
  for (const [name, row] of Object.entries<Row>({ identity: copy, ...table })) {
    const { forward, pullbacks } = scalarFunction(name, row)
    const asked = [forward, ...pullbacks.filter((p) => p !== null).filter((p) => !passedOn(p))]
    for (const scalar of asked) {
      const { text, inputs, params } = formulaText(scalar)
      if (inputs.length > MOST_INPUTS || params.length > MOST_PARAMS) {
        throw new Error(
          `kernels: ${scalar.name} reads ${inputs.length} inputs and ${params.length} parameters; a loop has ${MOST_INPUTS} and ${MOST_PARAMS}.`,
        )
      }
      if (found.has(text)) continue
      const kernel = { name: `map_${scalar.name.replace('.', '_')}`, text, body: bodyOf(scalar) }
      found.set(text, { ...kernel, inputs: inputs.length, params: params.length })
    }
  }
  return [...found.values()]
}

/** The tape itself passes ȳ on, and ops have a kernel for −ȳ: no pullback of a constant is ever asked for. */
const passedOn = (pullback: Scalar): boolean => /^mul\(a, -?1\)$/.test(formulaText(pullback).text)

/** The loop of one kernel, by lines: four lanes at a time where the columns lie side by side, any strides after that. */
function loopOf({ name, text, inputs, params, body }: Kernel): string {
  const x = ['a', 'b', 'c'].slice(0, inputs)
  const p = ['p', 'q'].slice(0, params)
  const each = (line: (x: string, i: number) => string, join = '\n') => x.map(line).join(join)
  const given = [...x, ...p].map((letter) => `${letter}: v128`).join(', ')
  const call = (load: (x: string) => string) =>
    `${name}4(${[...x.map(load), ...p.map((letter) => `num(${letter})`)].join(', ')})`
  return `
/** ${text} */
function ${name}4(${given}): v128 {
${body}
}
export function ${name}(rows: i32, cols: i32, y: usize, yr: i32, yc: i32, a: usize, ar: i32, ac: i32, b: usize, br: i32, bc: i32, c: usize, cr: i32, cc: i32, p: f32, q: f32): void {
  const quick = yc == 1 && ${each((l) => `<u32>${l}c <= 1`, ' && ')}
  for (; rows > 0; rows--) {
    let n = cols
    let y1 = y
${each((l) => `    let ${l}1 = ${l}`)}
    if (quick) {
${each((l, i) => `      if (${l}c == 0) ${l}1 = repeated(${i}, ${l})`)}
      for (; n >= 4; n -= 4) {
        v128.store(y1, ${call((l) => `v128.load(${l}1)`)})
        y1 += 16
${each((l) => `        ${l}1 += ${l}c << 4`)}
      }
    }
    for (; n > 0; n -= 4) {
      put(y1, yc, n, ${call((l) => `get(${l}1, ${l}c, n)`)})
      y1 += yc << 4
${each((l) => `      ${l}1 += ${l}c << 4`)}
    }
    y += yr << 2
${each((l) => `    ${l} += ${l}r << 2`)}
  }
}
`
}

const HEADER = `// Generated from the derivative table of the package autograd by ../../compiler/build.ts. Do not edit.
// Each function on four lanes is a row of the table; its loop takes a block (rows, cols), strides counting elements.
import { abs, add, choose, div, get, maximum, minimum, mul, neg, num, put, repeated, sign, sqrt, sub, truth } from '../lanes.ts'
import { erf } from '../math/erf.ts'
import { exp, expm1 } from '../math/exp.ts'
import { log, log1p } from '../math/log.ts'
import { pow } from '../math/pow.ts'
import { tanh } from '../math/tanh.ts'
import { cos, sin } from '../math/trig.ts'
`

/** The whole file `assembly/generated/map.ts`. */
export const loops = (): string => HEADER + kernels().map(loopOf).join('')
