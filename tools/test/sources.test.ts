import { readdirSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { filesBelow, read, root, sources } from '../house/files.ts'
import {
  checkComments,
  checkDocs,
  checkHeader,
  checkLength,
  checkName,
  checkPowers,
  checkPrivate,
  checkRuleDocs,
} from '../house/sources.ts'
import { publicValues } from '../house/syntax.ts'

const src = sources()
const code = [...src, ...filesBelow('packages', (path) => /^packages\/[^/]+\/test\/.*\.ts$/.test(path))]
const rules = src.filter((file) => file.startsWith('packages/optim/src/rules/'))
const text = filesBelow('', (path) =>
  /(\.(ts|mjs|js|json|md|yaml|yml|html|css|cff|sh)|NOTICE|LICENSE|run)$/.test(path),
)
const complaints = (files: readonly string[], check: (file: string, text: string) => string[]) =>
  files.flatMap((file) => check(file, read(file)))

describe('every source file', () => {
  it('says in one to three lines what lives in it', () => expect(complaints(src, checkHeader)).toEqual([]))
  it('is short', () => expect(complaints(src, checkLength)).toEqual([]))
  it('is named after what it holds', () => expect(complaints(code, checkName)).toEqual([]))
  it('puts nothing off and silences nothing', () => expect(complaints(code, checkComments)).toEqual([]))
  it('takes real powers from @glissade/math, not from the engine', () => {
    expect(
      complaints(
        src.filter((file) => !file.includes('/testing/')),
        checkPowers,
      ),
    ).toEqual([])
  })
})

describe('what is public', () => {
  const names = new Set(
    readdirSync(`${root}packages`).flatMap((name) => publicValues(`packages/${name}/src/index.ts`, read)),
  )

  it('says what it is', () => {
    expect(
      complaints(src, (file, given) => checkDocs(file, given, (name) => names.has(`${file}#${name}`))),
    ).toEqual([])
    expect(names.size).toBeGreaterThan(200)
  })

  it('gives the equation and the source of every rule', () => {
    expect(complaints(rules, checkRuleDocs)).toEqual([])
    expect(rules.length).toBeGreaterThan(20)
  })
})

describe('the text of the project', () => {
  it('names no path of one machine and no private registry', () => {
    expect(complaints(text, checkPrivate)).toEqual([])
    expect(text).toContain('pnpm-lock.yaml')
  })
})

describe('the checks can fail', () => {
  const doc = (lines: string) =>
    `// Header.\n/**\n${lines}\n */\nexport const sgd = defineRule({ name: 'sgd' })\n`
  const all = () => true

  it.each([
    [
      checkHeader('a.ts', 'export {}'),
      'a.ts: no header comment; it needs one to three lines of // at the top.',
    ],
    [checkHeader('a.ts', '//\n//\n//\n//\n'), 'a.ts: a header comment of 4 lines; it needs three at most.'],
    [checkLength('a.ts', 'x\n'.repeat(301)), 'a.ts: 301 lines; it needs 300 at most.'],
    [
      checkName('nn/src/utils.ts'),
      "nn/src/utils.ts: 'utils' says nothing; it needs a noun for what is inside.",
    ],
    [
      checkName('nn/common/a.ts'),
      "nn/common/a.ts: 'common' says nothing; it needs a noun for what is inside.",
    ],
    [checkName('nn/src/gradCheck.ts'), "nn/src/gradCheck.ts: 'gradCheck' is not kebab-case."],
    [checkComments('a.ts', '\n// TO' + 'DO: later'), 'a.ts:2: a comment puts work off.'],
    [checkComments('a.ts', '// @ts-' + 'ignore'), 'a.ts:1: a comment silences the compiler.'],
    [
      checkComments('a/test/b.ts', '// @ts-' + 'ignore why'),
      'a/test/b.ts:1: a comment silences the compiler.',
    ],
    [checkComments('a.ts', '// @ts-' + 'expect-error why'), 'a.ts:1: a comment silences the compiler.'],
    [checkComments('a.ts', '// ---------- rules'), 'a.ts:1: a banner.'],
    [checkComments('a.ts', '// fast \u{1f680}'), 'a.ts:1: an emoji.'],
    [checkComments('a.ts', '// const x = f(1);'), 'a.ts:1: commented-out code.'],
    [checkPowers('a.ts', 'const x = 2 ** 0.5'), "a.ts:1: 2 ** 0.5; it needs @glissade/math's pow."],
    [checkPowers('a.ts', '\nx **= y'), "a.ts:2: x **= y; it needs @glissade/math's pow."],
    [checkRuleDocs('a.ts', doc(' * A rule.\n *\n *     w ← w − lr g')), 'a.ts:7: sgd lacks @see.'],
    [
      checkRuleDocs('a.ts', doc(' * A rule.\n * @see Cauchy 1847')),
      'a.ts:6: sgd lacks an indented equation.',
    ],
    [
      checkDocs('a.ts', 'export const add = 1, sub = 2', (name) => name === 'sub'),
      'a.ts:1: sub has no doc comment.',
    ],
    [checkDocs('a.ts', '// Not this.\nexport function f() {}', all), 'a.ts:2: f has no doc comment.'],
    [checkPrivate('a.md', 'see /ro' + 'ot/x.md'), 'a.md:1: /ro' + 'ot/x.md is of one machine alone.'],
    [
      checkPrivate('a.md', 'http:' + '//npm.internal:8080/x'),
      'a.md:1: http:' + '//npm.internal:8080/x is of one machine alone.',
    ],
  ])('%s', (got, message) => expect(got).toEqual([message]))

  it.each([
    [checkHeader('a.ts', '// One.\n// Two.\n// Three.\n\nexport {}')],
    [checkName('nn/src/grad-check.test.ts')],
    [checkComments('a.ts', '// An import that stays lazy.\n// Let w be the weights (flat)')],
    [checkComments('a/test/b.ts', '// @ts-' + 'expect-error a number is no name')],
    [checkHeader('a.ts', '#!/usr/bin/env node\n// The command line.\nexport {}')],
    [checkPowers('a.ts', "x ** 2 + 2 ** -53 // x ** y\nconst glob = '**.bias'")],
    [checkRuleDocs('a.ts', doc(' * A rule.\n *\n *     w ← w − lr g\n *\n * @see Cauchy 1847'))],
    [
      checkDocs(
        'a.ts',
        '/** Both. */\n// prettier-ignore\nexport const a = 1, b = 2\nexport type T = 1',
        all,
      ),
    ],
    [checkPrivate('a.md', 'https://registry.npmjs.org/x, ./tmp/x, src/work/x, http://localhost:5173/')],
  ])('and pass what is right (%#)', (got) => expect(got).toEqual([]))
})
