import { spawnSync } from 'node:child_process'
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { examplesOf, withAssertions, type Example } from '../house/examples.ts'
import { holds, show } from '../house/expect.ts'
import { root } from '../house/files.ts'
import { pages } from '../house/pages.ts'

// Inside the package that depends on all others, so that an example may import any of them.
const folder = `${root}packages/glissade/out/docs`
const checker = `${root}tools/house/expect.ts`
const runner = `${root}tools/house/run-examples.ts`

/** Runs examples of one page; for each its error, or null. */
function run(name: string, examples: readonly Example[]): (string | null)[] {
  const own = `${folder}/${name.replace(/\W+/g, '-')}`
  rmSync(own, { recursive: true, force: true })
  mkdirSync(own, { recursive: true })
  const files = examples.map(({ line, code }) => {
    const file = `${own}/line-${line}.ts`
    writeFileSync(file, withAssertions(code, checker))
    return file
  })
  const results = `${own}/results.json`
  writeFileSync(results, '[]')
  const { stderr } = spawnSync(process.execPath, ['--import', 'tsx', runner, results, ...files], {
    cwd: own,
    encoding: 'utf8',
    timeout: 300_000,
  })
  const errors: (string | null)[] = JSON.parse(readFileSync(results, 'utf8'))
  return files.map((_, i) =>
    i < errors.length ? errors[i] : `the process ended before this example.\n${stderr}`,
  )
}

describe.each(pages.filter(({ examples }) => examples.length > 0))('$page', ({ page, examples }) => {
  let errors: readonly (string | null)[] | undefined
  it.each(examples)(
    'runs and tells the truth: the example at line $line',
    (example) => {
      errors ??= run(page, examples)
      expect(errors[examples.indexOf(example)]).toBeNull()
    },
    300_000,
  )
})

describe('the reader of examples', () => {
  it('takes fences marked ts, joins continued ones, and leaves other languages alone', () => {
    const page =
      'Text\n```ts\nconst a = 1\n```\n```sh\nnpm test\n```\n- item\n\n  ```ts continued\n  a + 1\n  ```\n```ts\nb\n```\n'
    expect(examplesOf('p.md', page)).toEqual([
      { page: 'p.md', line: 3, code: 'const a = 1\na + 1\n' },
      { page: 'p.md', line: 14, code: 'b\n' },
    ])
  })

  it.each([
    [
      '```ts no-run\na\n```',
      "p.md:1: a fence is marked 'ts no-run'; it needs 'ts', or 'ts continued' after one.",
    ],
    [
      '\n```ts continued\na\n```',
      "p.md:2: a fence is marked 'ts continued'; it needs 'ts', or 'ts continued' after one.",
    ],
  ])('refuses %j', (page, message) => expect(() => examplesOf('p.md', page)).toThrow(message))

  it('refuses a claim that is about nothing', () => {
    expect(() => withAssertions('// => 3\n', checker)).toThrow(
      "line 1: '// => 3' follows no expression and no const.",
    )
  })
})

describe('the runner of examples', () => {
  const outcomes = (...programs: string[]) =>
    run(
      'self-test',
      programs.map((code, i) => ({ page: 'p.md', line: i + 1, code })),
    )

  it('lets true claims pass', () => {
    const programs = [
      '1 + 1 // => 2',
      'const x = [1, 2].map((y) => y / 3) // => [0.3333…, 0.6666…]',
      'console.log("a", { b: [1], c: "d" }) // => a { b: [1], c: "d" }',
      '"two\\nlines"\n// =>\n// two\n// lines\n',
      'for (const i of [1, 1]) {\n  i // => 1\n}',
      'await Promise.resolve(7) // => 7',
      'JSON.parse("{") // throws SyntaxError: …\n',
      'import { PlotError } from "@glissade/plot"\nthrow_() // throws PlotError: no\nfunction throw_() { throw new PlotError("no") }',
      'const f = (a: number): number => a // a comment\nf(\n  3,\n) // => 3',
    ]
    expect(outcomes(...programs)).toEqual(programs.map(() => null))
  }, 60_000)

  it('fails on each false one, and goes on', () => {
    const [first, second, third, fourth, fifth] = outcomes(
      '1 + 1 // => 3',
      'missing()',
      'const y = 0.5 // => 0.51…',
      '1 // throws Error: x',
      'process.exit(0)',
    )
    expect(first).toMatch(/^ClaimError: line 1 of the example gives\n2\nand the page says\n3\n/)
    expect(second).toMatch(/^ReferenceError: missing is not defined/)
    expect(third).toMatch(/gives\n0\.5\nand the page says\n0\.51…/)
    expect(fourth).toMatch(/throws nothing; the page says\nError: x/)
    expect(fifth).toMatch(/^the process ended before this example/)
  }, 60_000)
})

describe('how a value is printed', () => {
  it.each([
    [-0, '-0'],
    [1e21, '1e+21'],
    ['text', 'text'],
    [['text', null, undefined], '["text", null, undefined]'],
    [Float32Array.of(0.5, 1), '[0.5, 1]'],
    [{}, '{}'],
    [{ a: { b: [] } }, '{ a: { b: [] } }'],
    [new TypeError('no'), 'TypeError: no'],
    [Math.sqrt, '[Function sqrt]'],
    [{ toString: () => 'Tensor' }, 'Tensor'],
  ])('%o as %s', (value, text) => expect(show(value)).toBe(text))
})

describe('when a claim holds', () => {
  it.each([
    ['0.3333333333333333', '0.3333…', true],
    ['0.3433333333333333', '0.3333…', false],
    ['[0.33, 0.67]', '[0.3…, 0.6…]', true],
    ['[0.33, 0.67]', '[0.3…]', false],
    ['epoch 1\nepoch 2\ndone', 'epoch 1\n…\ndone', true],
    ['step 3: loss 0.5', 'step … 0.5', true],
    ['a.c', 'abc', false],
    ['abc', 'a.c', false],
    ['trailing  \n', 'trailing', true],
  ])('%j against %j: %s', (printed, claim, expected) => expect(holds(printed, claim)).toBe(expected))
})
