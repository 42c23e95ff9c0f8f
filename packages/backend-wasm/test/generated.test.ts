// What is committed is what the sources give. These fail after a change of the table or of assembly/: run `pnpm wasm`.
import { bundles, scalarFunction, table, type Row, type Scalar } from '@glissade/autograd/kernels'
import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { bundleLoops, kernelOf } from '../compiler/bundles.ts'
import { kernels, loops } from '../compiler/loops.ts'
import { hashOfSources } from '../compiler/sources.ts'
import { formulaText } from '../src/formula.ts'
import { sources as fused } from '../src/generated/fma.ts'
import { base64, maps, sources } from '../src/generated/module.ts'

const compiled = new WebAssembly.Module(Buffer.from(base64, 'base64'))

describe('generated text', () => {
  it('of the loops is what the table gives now', () => {
    const text = readFileSync(new URL('../assembly/generated/map.ts', import.meta.url), 'utf8')
    expect(text.replaceAll('\r\n', '\n')).toBe(loops())
  })
  it('of the bundles is what their formulas give now', () => {
    const text = readFileSync(new URL('../assembly/generated/bundles.ts', import.meta.url), 'utf8')
    expect(text.replaceAll('\r\n', '\n')).toBe(bundleLoops())
  })
  it('of the modules was compiled from the sources as they are', () => {
    const now = hashOfSources()
    expect({ sources, fused }).toEqual({ sources: now, fused: now })
  })
  it('names a kernel for each formula of the table', () => {
    expect(maps).toEqual(Object.fromEntries(kernels().map(({ text, name }) => [text, name])))
  })
  it('is refused, with its line, for a formula that reads more than a loop has', () => {
    const mul: Row = { f: ({ add }, a, b, c, e) => add(add(a, b), add(c, e)), d: [null, null, null, null] }
    expect(() => kernels({ mul })).toThrow(
      /^kernels\/table\.ts:[1-9]\d*: mul reads 4 inputs and 0 parameters; a loop has 3 and 2\.$/,
    )
  })
  it('reads only what its scalar reads', () => {
    for (const { text, body } of kernels()) {
      const letters = (s: string) => new Set(s.match(/\b[abcpq]\b/g))
      expect(letters(body)).toEqual(letters(text))
    }
  })
})

describe('the module', () => {
  const exported = WebAssembly.Module.exports(compiled).map(({ name }) => name)
  it('exports every kernel that it names', () => {
    for (const name of [...Object.values(maps), ...bundles.map(kernelOf)]) expect(exported).toContain(name)
  })
  it('asks for nothing but memory', () => {
    expect(WebAssembly.Module.imports(compiled)).toEqual([{ module: 'env', name: 'memory', kind: 'memory' }])
  })
  it('has no kernel twice', () => {
    expect(new Set(Object.values(maps)).size).toBe(Object.keys(maps).length)
  })
})

const scalars = (name: string, row: Row): Scalar[] => {
  const { forward, pullbacks } = scalarFunction(name, row)
  return [forward, ...pullbacks.filter((p) => p !== null)]
}

describe('formula texts', () => {
  it.each([
    ['tanh', 0, 'tanh(a)'],
    ['tanh', 1, 'mul(a, sub(1, mul(b, b)))'],
    ['mul', 1, 'mul(a, b)'],
    ['sigmoid', 0, 'div(1, add(1, exp(neg(a))))'],
    ['leakyRelu', 1, 'mul(a, where(greater(b, 0), 1, p))'],
    ['clip', 0, 'minimum(maximum(a, p), q)'],
  ] as const)('%s, reading %i: %s', (name, which, text) => {
    expect(formulaText(scalars(name, table[name])[which]).text).toBe(text)
  })
  it('say which inputs and parameters are read', () => {
    const [f] = scalars('odd', {
      f: ({ sub }, _a, b, _p, q) => sub(b, q),
      d: [null, null],
      params: { p: 1, q: 2 },
    })
    expect(formulaText(f)).toEqual({ text: 'sub(a, p)', inputs: [1], params: [1] })
  })
  it('tell their listener about every operation, innermost first', () => {
    const heard: string[] = []
    formulaText(scalars('silu', table.silu)[0], (text, op, operands) =>
      heard.push(`${op}: ${operands.join(' ')} = ${text}`),
    )
    expect(heard).toEqual([
      'neg: a = neg(a)',
      'exp: neg(a) = exp(neg(a))',
      'add: 1 exp(neg(a)) = add(1, exp(neg(a)))',
      'div: 1 add(1, exp(neg(a))) = div(1, add(1, exp(neg(a))))',
      'mul: a div(1, add(1, exp(neg(a)))) = mul(a, div(1, add(1, exp(neg(a)))))',
    ])
  })
})
