// The pages of the rules are made from the sources; one that was not made again is stale.
import { readdirSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { tapeFigure } from '../../docs/first-hour/tape.ts'
import { generatedPages } from '../../docs/generate/pages.ts'
import * as methods from '../../packages/optim/src/methods/index.ts'
import * as rules from '../../packages/optim/src/rules/index.ts'
import { read, root } from '../house/files.ts'

const pages = generatedPages()
const recipes = { ...rules, ...methods }

describe.each([...pages])('%s', (path, text) => {
  it('is what the sources say now; `npm run docs` renews it', () => expect(read(path)).toBe(text))
  it('is small', () => expect(text.length).toBeLessThan(60_000))
})

it('the picture of the first hour is what the sources draw now; `npm run docs` renews it', () => {
  expect(read('docs/first-hour/tape.svg')).toBe(tapeFigure())
})

describe('the folder of pages', () => {
  it('has nothing else in it', () => {
    const found = readdirSync(`${root}docs/rules`).map((name) => `docs/rules/${name}`)
    expect(found.toSorted()).toEqual([...pages.keys()].toSorted())
  })

  it('has a page and a picture for every public rule and method', () => {
    const wanted = Object.keys(recipes).flatMap((name) => [`docs/rules/${name}.md`, `docs/rules/${name}.svg`])
    expect(wanted.filter((path) => !pages.has(path))).toEqual([])
  })

  it('links only to pages that exist', () => {
    const links = [...pages.values()].flatMap((text) => [...text.matchAll(/\]\(([^):]+\.(?:md|svg))\)/g)])
    const targets = links.map(([, to]) => new URL(to, 'file:///docs/rules/').pathname.slice(1))
    const known = new Set([...pages.keys(), 'docs/notation.md'])
    expect(targets.filter((path) => !known.has(path))).toEqual([])
    expect(targets.length).toBeGreaterThan(200)
  })
})

describe('a page', () => {
  const page = (name: string) => pages.get(`docs/rules/${name}.md`)!

  it('shows sentence, equation, source, loop and numbers of its rule', () => {
    const text = page('adam')
    expect(text).toContain(
      '\n# adam\n\nAdam: momentum, and a step size per weight.\n\n```text\nm ← β₁ m + (1 − β₁) g\n',
    )
    expect(text).toContain(
      '[Adam: A Method for Stochastic Optimization](https://arxiv.org/abs/1412.6980), Algorithm 1.',
    )
    expect(text).toContain(
      '  for (let i = lo; i < hi; i++) {\n    m[i] = beta1 * m[i] + (1 - beta1) * g[i]\n',
    )
    expect(text).toMatch(/^\| `eps` +\| 1e-8 +\|.*\| 1e-7 +\|.*\| at least 0 +\|$/m)
  })

  it('names the rule that a dialect becomes, and how it differs', () => {
    expect(page('adam')).toMatch(/^\| rule .*\[adamEpsHat\]\(adamEpsHat\.md\)/m)
    expect(page('adam')).toMatch(/### From \[adamEpsHat\][^]*only adamEpsHat: w\[i\] -= rate \* m\[i\]/)
  })
})

describe('the table of symbols', () => {
  const table = read('docs/notation.md')
  const names = Object.values(recipes).flatMap(({ hyper, slots }) => [...Object.keys(hyper), ...slots])

  it.each([...new Set(names)])('explains %s', (name) => expect(table).toContain(`| \`${name}\``))
})
