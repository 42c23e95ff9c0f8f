// The loops keep to the small language that a SIMD form can be made from.

import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import * as rules from '../src/rules/index.ts'

const folder = new URL('../src/rules/', import.meta.url)
const files = readdirSync(folder).filter((file) => file !== 'index.ts')
/** Real powers have no SIMD form. */
const exceptions = ['lp-adam.ts']

/** The bodies of a text's loops over i. */
function loops(text: string): string[] {
  const open = /for \(let i = lo; i < hi; i\+\+\) ?/g
  return [...text.matchAll(open)].map((match) => {
    const from = match.index + match[0].length
    if (text[from] !== '{') return text.slice(from, text.indexOf('\n', from))
    return text.slice(from + 1, text.indexOf('\n    }', from))
  })
}

/** What is left of a statement when everything allowed is taken away. */
function remainder(statement: string): string {
  return statement
    .replace(/^const (\w+) =/, '')
    .replace(/^\w+\[i\] (=|\+=|-=|\*=)/, '')
    .replace(/Math\.(sqrt|abs|min|max|sign)\(/g, '(')
    .replace(/\*\* 2\b/g, '')
    .replace(/\w+\[i\]/g, '')
    .replace(/\b[a-zA-Z]\w*\b(?!\s*[([])/g, '')
    .replace(/\b\d+(\.\d+)?\b/g, '')
    .replace(/(?<!\*)\*(?!\*)/g, '')
    .replace(/[-+/()?:<>,\s]/g, '')
}

describe.each(files)('%s', (file) => {
  const text = readFileSync(new URL(file, folder), 'utf8')

  it('has one loop in each of its functions', () => {
    const functions = text.match(/^ {2}(update|ahead)\(/gm) ?? []
    expect(loops(text).length).toBe(functions.length)
    const code = text.replace(/\/\*\*[^]*?\*\/|\/\/.*/g, '')
    expect(code).not.toMatch(/\bif\b|\bwhile\b|\.map\(|\.forEach\(/)
  })

  it.skipIf(exceptions.includes(file))(
    'uses only + − × ÷, squares, roots, |x|, min, max, sign and ?:',
    () => {
      for (const body of loops(text)) {
        for (const statement of body.split('\n').map((line) => line.trim())) {
          expect(remainder(statement), `${statement}`).toBe('')
        }
      }
    },
  )

  it('names one paper or document', () => expect(text).toMatch(/ \* @see .+/))
})

it('there is a file for each rule', () => expect(files.length).toBe(Object.keys(rules).length))

it('the check sees what is outside the language', () => {
  const outside = [
    'w[i] -= Math.exp(g[i])',
    'w[i] = g[i] ** 3',
    'if (g[i] > 0) w[i] = 0',
    'w[i] = g[i - 1]',
    'w[i] = pow(g[i], p)',
    'w[i] = g[i] % 2',
  ]
  for (const statement of outside) expect(remainder(statement), `${statement}`).not.toBe('')
})
