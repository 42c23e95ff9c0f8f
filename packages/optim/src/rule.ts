// An update rule: a name, hyper-parameters, slots and one loop over flat arrays. Read rules/adam.ts beside it.

import { HyperparameterError, OptimError } from './error.ts'
import { checkHyper, checkKeys, show, standardRanges } from './hyperparameter.ts'
import type { Hyper, HyperValue, Range, Settings } from './hyperparameter.ts'
import type { AnyMethod, Product } from './method.ts'
import type { Loop } from './stepper.ts'
import type { Floats, Segment } from './target.ts'

type Arrays<S extends string> = Readonly<Record<'w' | 'g' | S, Floats>>
type None = Record<never, number>

/** Why a rule may run over the touched ranges of a gradient alone. */
export type Sparse = 'same' | 'lazy'

/**
 * What the writer of a rule writes down. `t` counts the steps from 1, as the papers do.
 *
 * - `hyper`   defaults; `ranges` where the usual range of a name is not right
 * - `slots`   vectors kept between steps, one number a weight; they start at 0, or at what `start` says
 * - `memory`  plain numbers kept between steps; `before` gives their values for this step
 * - `prepare` numbers that need a whole parameter first (a norm); the loop then runs parameter by parameter
 * - `ahead`   a loop that leaves the weights in `kept` and moves them to where the gradient is to be taken
 * - `update`  the rule itself: one loop that moves the weights
 * - `sparse`  where it may leave out weights whose gradient is zero: `same` if that changes no number, since the loop then leaves
 *             the weight and its slots alone (for ε > 0); `lazy` if the rule is defined so, though their averages would have faded
 * - `dialects` other defaults, or another rule, that a library or a survey means by the same name
 */
export interface RuleDefinition<H extends Hyper, S extends string, M extends Hyper, P extends Hyper, D> {
  readonly name: string
  readonly hyper: H
  readonly ranges?: { readonly [K in keyof H]?: Range }
  readonly slots: readonly S[]
  start?(hyper: H): { readonly [K in S]?: number }
  readonly sparse?: Sparse
  readonly memory?: M
  before?(now: H & M & { t: number }): M
  prepare?(arrays: Arrays<S>, now: H & M & { t: number }, segment: Segment): P
  ahead?(arrays: Arrays<S | 'kept'>, now: H & M & { t: number }, lo: number, hi: number): void
  update(arrays: Arrays<S | 'kept'>, now: H & M & P & { t: number }, lo: number, hi: number): void
  readonly dialects?: D
}

/** What rules and methods have in common: names and numbers. */
export interface Recipe {
  readonly name: string
  readonly hyper: Hyper
  readonly ranges?: Readonly<Record<string, Range | undefined>>
  readonly slots: readonly string[]
  readonly memory?: Hyper
  readonly dialects?: Readonly<Record<string, Settings<Hyper> | ConfiguredRule>>
}

/** A rule as the optimizer sees it, whatever its names are. */
export interface AnyRule extends Recipe, Loop {
  readonly sparse?: Sparse
  start?(hyper: Hyper): Readonly<Record<string, number | undefined>>
  before?(now: Hyper): Hyper
  prepare?(arrays: Readonly<Record<string, Floats>>, now: Hyper, segment: Segment): Hyper
  ahead?(arrays: Readonly<Record<string, Floats>>, now: Hyper, lo: number, hi: number): void
}

/** A rule together with its hyper-parameters: what an optimizer takes. */
export interface ConfiguredRule<H extends Hyper = Hyper> {
  readonly rule: AnyRule | AnyMethod
  /** What a method's caller brought. */
  readonly products?: Readonly<Record<string, Product>>
  readonly hyper: { readonly [K in keyof H]: HyperValue }
}

type DialectSettings<H, D> = D extends ConfiguredRule<infer G> ? Settings<G> : Settings<H>

/** A rule: call it to set hyper-parameters; read its definition from its fields. */
export interface Rule<
  H extends Hyper,
  S extends string,
  M extends Hyper,
  P extends Hyper,
  D,
> extends RuleDefinition<H, S, M, P, D> {
  (settings?: Settings<H>): ConfiguredRule<H>
  <K extends keyof D>(settings: { readonly dialect: K } & DialectSettings<H, D[K]>): ConfiguredRule
}

/**
 * Makes a rule from its definition.
 *
 *     const mine = defineRule({ name: 'mine', hyper: { lr: 0.1 }, slots: [], update({ w, g }, { lr }, lo, hi) {
 *       for (let i = lo; i < hi; i++) w[i] -= lr * g[i]
 *     } })
 *     new Optimizer(model, mine({ lr: 0.01 }))
 *
 * Throws HyperparameterError for a wrong value, an unknown key (with the nearest name) or an unknown dialect.
 */
export function defineRule<
  H extends Hyper,
  const S extends string,
  M extends Hyper = None,
  P extends Hyper = None,
  D extends Readonly<Record<string, Settings<H> | ConfiguredRule>> = Record<never, never>,
>(definition: RuleDefinition<H, S, M, P, D>): Rule<H, S, M, P, D> {
  const { name, ...parts } = definition
  const rule: Rule<H, S, M, P, D> = Object.assign(
    (settings = {}) => configure(rule as AnyRule, settings),
    parts,
  ) as never
  return Object.defineProperty(rule, 'name', { value: name })
}

/** A rule or method with its defaults, changed by what is given. */
export function configure(rule: AnyRule | AnyMethod, given: object): ConfiguredRule {
  if (typeof given !== 'object' || given === null || Array.isArray(given)) {
    throw new OptimError(
      `${rule.name}: the settings are ${show(given)}; they must be an object such as { lr: 0.01 }.`,
    )
  }
  const { dialect, ...settings } = given as { dialect?: unknown } & Record<string, HyperValue>
  const base = 'dialect' in given ? spoken(rule, dialect) : { rule, hyper: rule.hyper }
  checkSettings(base.rule, settings)
  return { rule: base.rule, hyper: { ...base.hyper, ...settings } }
}

/** The rule and the defaults that a dialect means. */
function spoken(rule: AnyRule | AnyMethod, dialect: unknown): ConfiguredRule {
  const dialects = rule.dialects ?? {}
  if (typeof dialect === 'string' && Object.hasOwn(dialects, dialect)) {
    const meant = dialects[dialect]
    if ('rule' in meant) return meant as ConfiguredRule
    return { rule, hyper: { ...rule.hyper, ...(meant as Hyper) } }
  }
  const allowed = Object.keys(dialects).join(', ') || 'no dialects'
  throw new HyperparameterError(`${rule.name}: dialect is ${show(dialect)}; it has ${allowed}.`, {
    hyperparameter: 'dialect',
    value: dialect,
    allowed,
  })
}

/** Refuses settings that the rule does not have or that are out of range; a schedule is checked when it speaks. */
export function checkSettings(rule: Recipe, settings: Readonly<Record<string, unknown>>): void {
  checkKeys(rule.name, settings, Object.keys(rule.hyper))
  for (const [name, value] of Object.entries(settings)) {
    if (typeof value !== 'function') checkHyper(rule.name, name, value, rangeOf(rule, name))
  }
}

/** The rule's own range for a name, or the usual one. */
export function rangeOf(rule: Recipe, name: string): Range | undefined {
  return rule.ranges?.[name] ?? standardRanges[name]
}

/** A configured rule as it is; a rule by itself with its defaults. */
export function configuredRule(where: string, rule: ConfiguredRule | (() => ConfiguredRule)): ConfiguredRule {
  const configured = typeof rule === 'function' && 'hyper' in rule ? rule() : rule
  if (typeof configured === 'object' && configured !== null && 'rule' in configured) return configured
  throw new OptimError(`${where}: the rule is ${show(rule)}; it needs one such as adam({ lr: 1e-3 }).`)
}
