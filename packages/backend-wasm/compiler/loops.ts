// From the derivative table to AssemblyScript: each formula becomes one function on four lanes, and one loop that calls it.
// Read `../src/formula.ts` first; the words of the text are those of `../assembly/lanes.ts`.
import { readFileSync } from 'node:fs'
import { scalarFunction, table, type Row, type Scalar } from '@glissade/autograd/kernels'
import { formulaText } from '../src/formula.ts'
import { Lines } from './lines.ts'

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

/** More would need more letters in the signature that all loops share. */
const MOST_INPUTS = 3
const MOST_PARAMS = 2

/** The lines of a formula. */
function bodyOf(scalar: Scalar): string {
  const lines = new Lines()
  const { text } = formulaText(scalar, lines.hear)
  const result = lines.render(text)
  return [...lines.written, `return ${result}`].map((line) => `  ${line}`).join('\n')
}

const copy: Row = { f: (_, x) => x, d: [null] }

/** The row's file and line. */
function placeOf(name: string): string {
  const lines = readFileSync(new URL('../../autograd/src/kernels/table.ts', import.meta.url), 'utf8').split(
    '\n',
  )
  return `kernels/table.ts:${lines.findIndex((line) => line.startsWith(`  ${name}:`)) + 1}`
}

/** Every formula that the library asks a backend for, each once; two rows with one formula share a kernel. */
export function kernels(rows: Readonly<Record<string, Row>> = table): Kernel[] {
  const found = new Map<string, Kernel>()
  for (const [name, row] of Object.entries({ identity: copy, ...rows })) {
    const { forward, pullbacks } = scalarFunction(name, row)
    const asked = [forward, ...pullbacks.filter((p) => p !== null).filter((p) => !passedOn(p))]
    for (const scalar of asked) {
      const { text, inputs, params } = formulaText(scalar)
      if (inputs.length > MOST_INPUTS || params.length > MOST_PARAMS) {
        throw new Error(
          `${placeOf(name)}: ${scalar.name} reads ${inputs.length} inputs and ${params.length} parameters; a loop has ${MOST_INPUTS} and ${MOST_PARAMS}.`,
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
