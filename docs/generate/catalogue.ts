// Every public rule and method, as it is read, called and compared.
import * as methods from '../../packages/optim/src/methods/index.ts'
import * as rules from '../../packages/optim/src/rules/index.ts'
import type { AnyMethod, AnyRule, ConfiguredRule } from '../../packages/optim/src/index.ts'
import { read } from '../../tools/house/files.ts'
import { type Definition, definitionsOf } from './definition.ts'

/** A rule or a method, called with settings by name. */
type Recipe = (AnyRule | AnyMethod) & ((settings: object) => ConfiguredRule)

export interface Entry extends Definition {
  readonly recipe: Recipe
  readonly isMethod: boolean
  /** The rules it becomes in some dialect, then those to read first: its nearest kin. */
  readonly kin: readonly string[]
  /** The rules that ask to read this one first. */
  readonly after: readonly string[]
}

const recipes: Readonly<Record<string, unknown>> = { ...rules, ...methods }
const recipeOf = (name: string): Recipe => recipes[name] as Recipe

/** The Hessian of the course on which `explainDifference` compares. */
const slope = (v: Float64Array) => v.map((x) => 0.1 * x)

/** The rule with its defaults, changed by what is given and known to it; a method brings its products along. */
export function configured(name: string, settings: Readonly<Record<string, unknown>> = {}): ConfiguredRule {
  const recipe = recipeOf(name)
  const known = Object.entries(settings).filter(([key]) => key in recipe.hyper || key === 'dialect')
  const needs = 'needs' in recipe ? (recipe.needs ?? []).map((need) => [need, slope] as const) : []
  return recipe(Object.fromEntries([...known, ...needs]))
}

/** The names in reading order. */
const namesIn = (file: string): string[] =>
  [...read(file).matchAll(/^export \{ (.+) \}/gm)].flatMap(([, names]) => names.split(', '))

export function catalogue(): Entry[] {
  const folder = 'packages/optim/src'
  const ofMethods = namesIn(`${folder}/methods/index.ts`)
  const definitions = definitionsOf([...namesIn(`${folder}/rules/index.ts`), ...ofMethods])
  return definitions.map((definition) => {
    const { name, before } = definition
    const recipe = recipeOf(name)
    const spoken = Object.keys(recipe.dialects ?? {}).map(
      (dialect) => configured(name, { dialect }).rule.name,
    )
    const kin = [...new Set([...spoken, ...before])].filter((one) => one !== name)
    const after = definitions.filter((one) => one.before.includes(name)).map((one) => one.name)
    return { ...definition, recipe, isMethod: ofMethods.includes(name), kin, after }
  })
}
