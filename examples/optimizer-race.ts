// A race of the update rules, each at its own tuned rate: on MNIST digits and in an elongated bowl.
// Run it: npx tsx examples/optimizer-race.ts          flags: --rules geron --seeds 3 --steps 200 --defaults --tune
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import * as glissade from 'glissade'
import type { ConfiguredRule } from 'glissade'
import { bowl, digits } from './optimizer-race/courses.ts'
import { arrival, median } from './optimizer-race/numbers.ts'
import { curves, report } from './optimizer-race/report.ts'
import { geron } from './optimizer-race/stars.ts'
import { tuned, type CourseName } from './optimizer-race/tune.ts'

type Rule = ((settings?: object) => ConfiguredRule) & Pick<ConfiguredRule, 'hyper'>
const isRule = (entry: [string, object]): entry is [string, Rule] =>
  'slots' in entry[1] && 'update' in entry[1]
const rules = Object.fromEntries(Object.entries(glissade).filter(isRule))

const { values } = parseArgs({
  options: {
    rules: { type: 'string', default: 'all' }, // or geron, the eight of his table, or names with commas
    steps: { type: 'string', default: process.env.STEPS ?? '600' },
    seeds: { type: 'string', default: '5' },
    defaults: { type: 'boolean' }, // every rule at its default rate
    tune: { type: 'boolean' }, // finds the rates again and writes them down
  },
})
const sets: Readonly<Record<string, string[]>> = { all: Object.keys(rules), geron: Object.keys(geron) }
const names = sets[values.rules] ?? values.rules.split(',')
const unknown = names.find((name) => !(name in rules))
if (unknown)
  throw new Error(
    `optimizer-race: there is no rule ${unknown}; it needs some of ${Object.keys(rules).join(', ')}.`,
  )
const steps = Number(values.steps)
const seeds = Array.from({ length: Number(values.seeds) }, (_, k) => 11 + k)

const file = new URL('optimizer-race/rates.json', import.meta.url)
const rates: Record<string, Record<CourseName, number>> = JSON.parse(readFileSync(file, 'utf8'))

/** The rate of a rule; Adadelta has none, and its ε stands in. */
const knob = (name: string) => ('lr' in rules[name].hyper ? 'lr' : 'eps')
const rated = (name: string, rate: number) => rules[name]({ [knob(name)]: rate })
const defaultOf = (name: string) => Number(rules[name].hyper[knob(name)])

for (const name of values.tune ? names : []) {
  const best = (course: CourseName) => tuned((rate) => rated(name, rate), defaultOf(name), course, steps)
  rates[name] = { digits: best('digits'), bowl: best('bowl') }
  writeFileSync(file, `${JSON.stringify(rates, null, 2)}\n`)
  console.log(name, rates[name])
}

const results = names.map((name) => {
  const { digits: rate, bowl: rateInBowl } = values.defaults
    ? { digits: defaultOf(name), bowl: defaultOf(name) }
    : rates[name]
  const looks = seeds.map((seed) => digits(rated(name, rate), seed, steps))
  const inBowl = median(seeds.map((seed) => arrival(bowl(rated(name, rateInBowl), seed, 1000), 6)))
  return { name, looks, rate, rateInBowl, inBowl }
})
report(results)

const drawn = results.filter(({ name }) => results.length < 9 || name in geron)
const svg = new URL('../out/optimizer-race.svg', import.meta.url)
mkdirSync(new URL('.', svg), { recursive: true })
writeFileSync(svg, curves(drawn))
