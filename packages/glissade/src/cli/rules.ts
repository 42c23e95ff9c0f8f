// Every update rule of `@glissade/optim` that can be chosen by name.
import * as optim from '@glissade/optim'
import { schedules, type ConfiguredRule } from '@glissade/optim'

type Callable = (settings: { readonly lr?: number }) => ConfiguredRule

/** A rule is callable and has slots and a loop; methods, which evaluate the loss by themselves, have none. */
const isRule = (value: unknown): value is Callable =>
  typeof value === 'function' && 'slots' in value && 'update' in value && !('ahead' in value)

const named: [string, unknown][] = Object.entries(optim)
const rules = new Map(named.filter((entry): entry is [string, Callable] => isRule(entry[1])))

export const ruleNames = [...rules.keys()]

/** Rates that suit the digits better than the rule's own: found on validation digits. */
const rates: Readonly<Record<string, number>> = { adam: 0.002 }

/** A rule by name, with the rate given, or else the one that suits. */
export function configured(name: string, lr = rates[name]): ConfiguredRule {
  return rules.get(name)!(lr === undefined ? {} : { lr })
}

/** The same, with a rate that falls along half a cosine from what it is to 0; rules without a rate stay as they are. */
export function falling(name: string, lr: number | undefined, steps: number): ConfiguredRule {
  const { rule, hyper } = configured(name, lr)
  const from = hyper.lr
  return typeof from === 'number'
    ? { rule, hyper: { ...hyper, lr: schedules.cosine(from, steps) } }
    : { rule, hyper }
}
