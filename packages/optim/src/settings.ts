// Checks the options of everything around a rule: unknown keys, values out of range, words that are not on the list.

import { HyperparameterError } from './error.ts'
import { checkHyper, checkKeys, show } from './hyperparameter.ts'
import type { Range } from './hyperparameter.ts'

/** What a setting may be: a number in a range, one of a few words, or a path pattern, which may be left out. */
export type Allowed = (Range & { readonly optional?: true }) | readonly (string | boolean)[] | typeof pattern

export const pattern = 'a path pattern'

export const rate: Range = { atLeast: 0 }
export const positive: Range = { above: 0 }
export const count: Range = { atLeast: 1, whole: true }
export const index: Range = { atLeast: 0, whole: true }
export const share: Range = { atLeast: 0, atMost: 1 }
export const any: Range = {}

/** A number that may be left out. */
export const optional = (range: Range): Allowed => ({ ...range, optional: true })

/**
 * The settings as they came, defaults filled in by the caller; throws HyperparameterError for the first wrong one, and OptimError where
 * `options`, from which some of them were spread, are no object: spreading 0.01 gives nothing.
 */
export function checked<S extends object>(
  where: string,
  settings: S,
  allowed: { readonly [K in keyof S]-?: Allowed },
  options: object = {},
): S {
  checkKeys(where, options, Object.keys(allowed))
  checkKeys(where, settings, Object.keys(allowed))
  for (const [name, range] of Object.entries<Allowed>(allowed)) {
    const value = (settings as Record<string, unknown>)[name]
    if (range === pattern) {
      if (value === undefined || typeof value === 'string') continue
      refuse(where, name, `${name} is ${show(value)}`, value, "a path pattern such as '**.bias'")
    }
    if (!isList(range) && range.optional && value === undefined) continue
    if (value === undefined)
      refuse(where, name, `${name} is ${name in settings ? 'undefined' : 'missing'}`, value, 'given')
    if (!isList(range)) checkHyper(where, name, value, range)
    else if (!range.includes(value as string)) {
      refuse(where, name, `${name} is ${show(value)}`, value, range.map(quoted).join(' or '))
    }
  }
  return settings
}

const isList = (allowed: Allowed): allowed is readonly (string | boolean)[] => Array.isArray(allowed)

const quoted = (word: string | boolean): string => (typeof word === 'string' ? `'${word}'` : String(word))

function refuse(
  where: string,
  hyperparameter: string,
  given: string,
  value: unknown,
  allowed: string,
): never {
  throw new HyperparameterError(`${where}: ${given}; it must be ${allowed}.`, {
    hyperparameter,
    value,
    allowed,
  })
}
