// The kernels of the rules are made from the rules as they are. These fail after a change of a loop: run `pnpm wasm`.
import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { hashOfLoops, ruleTexts } from '../compiler/rules/texts.ts'
import { loops } from '../src/generated/rules.ts'

/** The parser is installed with the tools alone. */
const generator = await import('../compiler/rules/write.ts').catch((error: NodeJS.ErrnoException) => {
  if (!/typescript-parser/.test(error.message)) throw error
  return undefined
})
const committed = (path: string) =>
  readFileSync(new URL(path, import.meta.url), 'utf8').replaceAll('\r\n', '\n')

describe('the loops', () => {
  it('are those that the kernels were made from', () => expect(hashOfLoops()).toBe(loops))

  const adam = ruleTexts().find(({ file }) => file === 'rules/adam.ts')!
  it.each([
    ['a sign', 'w[i] -= (lr', 'w[i] += (lr'],
    ['a constant before the loop', '1 - power(beta2, t)', '1 - power(beta1, t)'],
    ['an array', '{ w, g, m, v }', '{ w, g, v, m }'],
    ['the name', 'adam = defineRule', 'eve = defineRule'],
  ])('are known by their text: %s counts', (_, from, to) => {
    expect(adam.text).toContain(from)
    expect(hashOfLoops([{ ...adam, text: adam.text.replace(from, to) }])).not.toBe(hashOfLoops([adam]))
  })
  it.each([
    ['a comment', ' * @see', ' * @seealso'],
    ['a default', 'lr: 1e-3', 'lr: 2e-3'],
    ['a dialect', 'ruder: {}', 'geron: {}'],
  ])('are known by their text: %s does not', (_, from, to) => {
    expect(adam.text).toContain(from)
    expect(hashOfLoops([{ ...adam, text: adam.text.replace(from, to) }])).toBe(hashOfLoops([adam]))
  })
})

describe.skipIf(!generator)('the generator (where its parser is installed)', () => {
  const generate = (text: string) => generator!.generateRules([{ file: 'mine.ts', text }])
  const rule = (loop: string, before = '') => `export const mine = defineRule({
  name: 'mine',
  update({ w, g, s }, { lr, t }, lo, hi) {${before}
    for (let i = lo; i < hi; i++) ${loop}
  },
})`
  const lines = (loop: string) => generate(rule(loop)).forms.flatMap((form) => form.lines)

  it('gives the committed kernels', () =>
    expect(committed('../assembly/generated/rules.ts')).toBe(generator!.generateRules().kernels))
  it('gives the committed table', () =>
    expect(committed('../src/generated/rules.ts')).toBe(generator!.generateRules().table))

  it.each([
    ['w[i] -= lr * g[i]', ['w_i = sub(w_i, mul(lr, g_i))']],
    ['w[i] = -g[i]', ['let w_i = neg(g_i)']],
    ['w[i] *= (1 - lr) / t', ['w_i = mul(w_i, k0)']],
    ['w[i] /= 2', ['w_i = mul(w_i, k0)']],
    ['w[i] = (g[i] + w[i]) / (lr + t)', ['w_i = mul(add(g_i, w_i), k0)']],
    ['w[i] = lr / g[i]', ['let w_i = div(lr, g_i)']],
    ['w[i] = pow(g[i], 1 / t)', ['let w_i = pow(g_i, k0)']],
    ['w[i] += (g[i] - w[i]) ** 2', ['w_i = add(w_i, square(sub(g_i, w_i)))']],
    ['w[i] = Math.max(Math.abs(g[i]), Math.min(w[i], 0))', ['w_i = larger(abs(g_i), smaller(w_i, num(0)))']],
    ['w[i] = Math.sqrt(w[i]) * Math.sign(g[i])', ['w_i = mul(sqrt(w_i), sign(g_i))']],
    ['w[i] = g[i] >= lr ? w[i] : 0', ['w_i = when(f32x4.ge(g_i, lr), w_i)']],
    ['w[i] = g[i] > 0 ? 0 : w[i]', ['w_i = unless(f32x4.gt(g_i, num(0)), w_i)']],
    ['w[i] = t > 5 ? w[i] : g[i]', ['w_i = choose(f32x4.ne(k0, num(0)), w_i, g_i)']],
    [
      '{ const d = lr * g[i]; s[i] = d; w[i] -= s[i] }',
      ['const d = mul(lr, g_i)', 'let s_i = d', 'w_i = sub(w_i, s_i)'],
    ],
  ])('writes %s', (loop, expected) => expect(lines(loop)).toEqual(expected))

  const language =
    'a SIMD form has + - * / ** 2, Math.sqrt, abs, min, max, sign, pow, comparisons and ?: alone'
  it.each([
    ['w[i] /= rate', 'rate: it is none of its numbers'],
    ['w[i] = g[i] ** 3', `g[i] ** 3: ${language}`],
    ['w[i] -= Math.exp(g[i])', `Math.exp(g[i]): ${language}`],
    ['w[i] -= Math.exp(lr)', `Math.exp(lr): ${language}`],
    ['w[i] = g[i] % 2', `g[i] % 2: ${language}`],
    ['w[i] = g[i] ? 1 : 0', `g[i]: ${language}`],
    ['w[i] = g[i - 1]', 'g[i - 1]: it needs an array at [i]'],
    ['w[i] = h[i]', 'h[i]: h is none of its arrays'],
    ['w[i] = i', 'i: it is none of its numbers'],
    ['w[i] -= rate * g[i]', 'rate: it is none of its numbers'],
    ['if (g[i] > 0) w[i] = 0', `if (g[i] > 0) w[i] = 0: ${language}`],
    ['{ let d = g[i]; w[i] = d }', 'let d = g[i];: it needs const name = expression'],
  ])('refuses %s', (loop, why) => {
    const { forms, refused } = generate(rule(loop))
    expect(forms).toEqual([])
    expect(refused.map(({ refusal }) => refusal.message)).toEqual([`mine.ts:4: ${why}.`])
  })
  it('writes a row for what it refuses, with the line', () =>
    expect(generate(rule('w[i] = h[i]')).table).toContain(
      '    file: \'mine.ts\',\n    line: 4,\n    expression: "h[i]",\n',
    ))
  it('flushes slots that fade, and no others', () => {
    const stores = (loop: string) => generate(rule(loop)).kernels.match(/store\w*\(s, i, s_i\)/g)
    expect(stores('{ s[i] = lr * s[i] + g[i]; w[i] -= s[i] }')).toEqual([
      'storeFading(s, i, s_i)',
      'storeFadingOne(s, i, s_i)',
    ])
    expect(stores('{ s[i] = Math.max(s[i], g[i]); w[i] -= s[i] }')).toEqual([
      'store(s, i, s_i)',
      'storeOne(s, i, s_i)',
    ])
  })
  it('refuses what stands before a loop and is no number', () => {
    const { refused } = generate(rule('w[i] = g[i]', '\n    const first = g[0]'))
    expect(refused.map(({ refusal }) => refusal.message)).toEqual([
      'mine.ts:4: g: it is none of its numbers.',
    ])
  })
  it('refuses another loop', () => {
    const { refused } = generate(rule('w[i] = g[i]').replace('i++', 'i += 2'))
    expect(refused.map(({ refusal }) => refusal.message)).toEqual([
      'mine.ts:4: for (let i = lo; i < hi; i += 2) w[i] = g[i]: it needs to end with for (let i = lo; i < hi; i++).',
    ])
  })
})
