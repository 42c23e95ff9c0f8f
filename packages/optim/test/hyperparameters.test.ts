// Bad values, generated: every hyper-parameter of every rule and method against everything it must refuse.

import { expect, it } from 'vitest'
import { defineRule, HyperparameterError } from '../src/index.ts'
import type { AnyMethod, AnyRule, ConfiguredRule } from '../src/index.ts'
import * as methods from '../src/methods/index.ts'
import { rangeOf } from '../src/rule.ts'
import * as rules from '../src/rules/index.ts'

type Make = (settings: object) => ConfiguredRule
const needs = { hvp: () => [], gnvp: () => [] }
const makers = [
  ...Object.values(rules).map((rule) => ({
    name: rule.name,
    recipe: rule as unknown as AnyRule,
    make: rule as unknown as Make,
  })),
  ...Object.values(methods).map((method) => {
    const recipe = method as unknown as AnyMethod
    const given = Object.fromEntries(
      (recipe.needs ?? []).map((need) => [need, needs[need as keyof typeof needs]]),
    )
    return {
      name: method.name,
      recipe,
      make: ((s: object) => (method as unknown as Make)({ ...given, ...s })) as Make,
    }
  }),
]

const wrongKinds = [
  NaN,
  Infinity,
  -Infinity,
  '0.1',
  '',
  null,
  undefined,
  1n,
  [],
  [0.1],
  {},
  true,
  Symbol('x'),
]
/** The first numbers outside a range, and the last ones inside. */
function edges({ atLeast, above, atMost, below, whole }: NonNullable<ReturnType<typeof rangeOf>>) {
  const outside = [
    ...(atLeast === undefined ? [] : [atLeast - 1e-9, atLeast - 1]),
    ...(above === undefined ? [] : [above, above - 1]),
    ...(atMost === undefined ? [] : [atMost + 1e-9]),
    ...(below === undefined ? [] : [below, below + 0.5]),
    ...(whole ? [1.5] : []),
  ]
  const least = atLeast ?? above! + 1e-9
  return { outside, inside: [least, ...(below === undefined ? [] : [below - 1e-9])] }
}

const table = makers.flatMap(({ name, recipe, make }) =>
  Object.keys(recipe.hyper).map((hyper) => {
    const { outside, inside } = edges(rangeOf(recipe, hyper) ?? {})
    return { name, hyper, make, bad: [...wrongKinds, ...outside], good: [...inside, recipe.hyper[hyper]] }
  }),
)

function refusal(make: Make, settings: object): unknown {
  try {
    make(settings)
    return undefined
  } catch (error) {
    return error
  }
}

it.each(table)(
  '$name refuses every wrong $hyper, and takes the right ones',
  ({ name, hyper, make, bad, good }) => {
    for (const value of bad) {
      const error = refusal(make, { [hyper]: value })
      expect(error, `${String(value)}`).toBeInstanceOf(HyperparameterError)
      expect(error).toMatchObject({ hyperparameter: hyper, value })
      expect((error as Error).message).toMatch(new RegExp(`^${name}: ${hyper} is .+; it must be .+\\.`))
    }
    for (const value of good) expect(make({ [hyper]: value }).hyper[hyper]).toBe(value)
  },
)

it.each(makers)('$name refuses an unknown key, and names the nearest', ({ name, recipe, make }) => {
  const [first] = Object.keys(recipe.hyper)
  const misspelt = `${first}x`
  expect(() => make({ [misspelt]: 1 })).toThrow(HyperparameterError)
  expect(() => make({ [misspelt]: 1 })).toThrow(
    `${name}: ${misspelt} is unknown; it has ${Object.keys(recipe.hyper).join(', ')}. Did you mean ${first}?`,
  )
})

it('has at least 400 wrong cases', () => {
  expect(table.reduce((n, { bad }) => n + bad.length, 0)).toBeGreaterThanOrEqual(400)
})

it('gives every hyper-parameter a range: a new one without is a slip', () => {
  for (const { recipe } of makers) {
    for (const hyper of Object.keys(recipe.hyper))
      expect(rangeOf(recipe, hyper), `${recipe.name}.${hyper}`).toBeDefined()
  }
})

it('leaves the hyper-parameters of a rule of one’s own to any finite number', () => {
  const mine = defineRule({ name: 'mine', hyper: { pull: -3 }, slots: [], update() {} })
  expect(mine({ pull: -1e9 }).hyper.pull).toBe(-1e9)
  expect(() => mine({ pull: NaN })).toThrow('mine: pull is NaN; it must be a finite number.')
})
