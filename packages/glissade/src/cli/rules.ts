// Every update rule of `@glissade/optim` that can be chosen by name.
import * as optim from '@glissade/optim'
import type { ConfiguredRule } from '@glissade/optim'

type Callable = (settings: { readonly lr?: number }) => ConfiguredRule

/** A rule is callable and has slots and a loop; methods, which evaluate the loss by themselves, have none. */
const isRule = (value: unknown): value is Callable =>
  typeof value === 'function' && 'slots' in value && 'update' in value && !('ahead' in value)

const named: [string, unknown][] = Object.entries(optim)
const rules = new Map(named.filter((entry): entry is [string, Callable] => isRule(entry[1])))

export const ruleNames = [...rules.keys()]

/** A rule by name, with its own defaults unless a rate is given. */
export const configured = (name: string, lr: number | undefined): ConfiguredRule =>
  rules.get(name)!(lr === undefined ? {} : { lr })
