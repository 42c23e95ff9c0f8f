// Every numbered example runs, with few steps, and its result is looked at: not that it ended, but what it found.
import { spawnSync } from 'node:child_process'
import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { checks } from './checks.ts'

const folder = fileURLToPath(new URL('../', import.meta.url))
const names = readdirSync(folder).filter((name) => name.endsWith('.ts'))
const read = (name: string) => readFileSync(`${folder}${name}`, 'utf8')

function output(command: string, steps?: number): string {
  const env = steps === undefined ? process.env : { ...process.env, STEPS: String(steps) }
  const args = ['--import', 'tsx', ...command.split(' ')]
  const run = spawnSync(process.execPath, args, { cwd: folder, encoding: 'utf8', env })
  expect({ stderr: run.stderr, status: run.status }).toEqual({ stderr: '', status: 0 })
  return run.stdout
}

describe('the race of the optimizers', () => {
  it('has a tuned rate for every rule, on both courses', () => {
    const rates: Record<string, object> = JSON.parse(read('optimizer-race/rates.json'))
    const index = read('../packages/optim/src/rules/index.ts')
    const rules = [...index.matchAll(/export \{ (\w+) \}/g)].map(([, name]) => name)
    expect(Object.keys(rates).toSorted()).toEqual(rules.toSorted())
    for (const rate of Object.values(rates)) expect(Object.keys(rate)).toEqual(['digits', 'bowl'])
  })
})

describe('the examples', { timeout: 120_000 }, () => {
  it('are all tried here, and listed in the README', () => {
    expect(checks.map(([command]) => command.split(' ')[0])).toEqual(names)
    const listed = [...read('README.md').matchAll(/\]\(([^)/]+\.ts)\)/g)].map(([, name]) => name)
    expect(listed).toEqual(names)
  })

  it.each(checks)('%s finds what it promises', (command, steps, holds) => holds(output(command, steps)))

  it.each(names)(
    '%s is short, begins with what it is, and imports glissade alone (and Node, and its own folder)',
    (name) => {
      const text = read(name)
      expect(text.split('\n').length).toBeLessThanOrEqual(80) // fewer than 80 lines, and the end of the last
      expect(text).toMatch(/^\/\/ .+\n\/\/ Run it: npx tsx examples\/\S+\.ts/)
      const imported = [...text.matchAll(/from '([^']+)'/g)].map(([, from]) => from)
      const own = `./${name.replace('.ts', '')}/`
      expect(
        imported.filter((from) => !/^(glissade(\/node)?$|node:)/.test(from) && !from.startsWith(own)),
      ).toEqual([])
    },
  )
})
