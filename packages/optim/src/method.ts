// Methods: algorithms that look at the whole vector and may evaluate the loss several times a step, such as L-BFGS
// and Newton's. A rule (rule.ts) is one loop; a method is a procedure around evaluations. solve.ts runs it.

import { OptimError } from './error.ts'
import type { Hyper, Range, Settings } from './hyperparameter.ts'
import { configure } from './rule.ts'
import type { ConfiguredRule, Recipe } from './rule.ts'

/** The product of a matrix, such as the Hessian at the current weights, with a vector over all weights. */
export type Product = (v: Float64Array) => ArrayLike<number>

/** What a method works on: the trained weights as one vector without gaps, in float64. */
export interface Problem<S extends string = string, N extends string = string> {
  /** The weights: a method reads and writes them here. */
  readonly x: Float64Array
  /** The gradient at the point evaluated last. */
  readonly g: Float64Array
  /** Kept between steps, and scratch; of the sizes that the method asked for. */
  readonly vectors: Readonly<Record<S, Float64Array>>
  /** The caller's products at the point evaluated last. */
  readonly products: Readonly<Record<N, (v: Float64Array) => Float64Array>>
  /** The loss at x; its gradient goes to g. */
  evaluate(): number
}

/**
 * What the writer of a method writes down.
 *
 * - `slots`, `scratch`  vectors kept between steps, and vectors that are not; `sizes` gives their lengths for n weights
 * - `needs`             products that the caller has to bring: `newton({ hvp: (v) => … })`
 * - `solve`             moves x and returns the memory for the next step
 */
export interface MethodDefinition<
  H extends Hyper,
  S extends string,
  C extends string,
  M extends Hyper,
  N extends string,
> {
  readonly name: string
  readonly hyper: H
  readonly ranges?: { readonly [K in keyof H]?: Range }
  readonly slots: readonly S[]
  readonly scratch?: readonly C[]
  sizes(n: number, hyper: H): Readonly<Record<S | C, number>>
  readonly memory?: M
  readonly needs?: readonly N[]
  solve(problem: Problem<S | C, N>, now: H & M & { t: number }): M
}

/** A method as the optimizer sees it. */
export interface AnyMethod extends Recipe {
  readonly scratch?: readonly string[]
  readonly needs?: readonly string[]
  sizes(n: number, hyper: Hyper): Readonly<Record<string, number>>
  solve(problem: Problem, now: Hyper): Hyper
}

/** A method: call it to set hyper-parameters and bring what it needs; read its definition from its fields. */
export interface Method<
  H extends Hyper,
  S extends string,
  C extends string,
  M extends Hyper,
  N extends string,
> extends MethodDefinition<H, S, C, M, N> {
  (
    ...settings: [N] extends [never] ? [Settings<H>?] : [Settings<H> & Readonly<Record<N, Product>>]
  ): ConfiguredRule<H>
}

/** Makes a method from its definition; called like a rule. */
export function defineMethod<
  H extends Hyper,
  const S extends string = never,
  const C extends string = never,
  M extends Hyper = Record<never, number>,
  const N extends string = never,
>(definition: MethodDefinition<H, S, C, M, N>): Method<H, S, C, M, N> {
  const { name, needs = [], ...parts } = definition
  const make = (settings: Readonly<Record<string, unknown>> = {}) => {
    if (typeof settings !== 'object' || settings === null) return configure(method, settings)
    const own = Object.entries(settings).filter(([key]) => !needs.includes(key as N))
    return {
      ...configure(method, Object.fromEntries(own)),
      products: productsOf(name, needs, settings),
    }
  }
  const method: Method<H, S, C, M, N> = Object.assign(make, parts, { needs }) as never
  return Object.defineProperty(method, 'name', { value: name })
}

/** What the caller brought, refused where something is missing. */
function productsOf(name: string, needs: readonly string[], given: Readonly<Record<string, unknown>>) {
  const missing = needs.find((need) => typeof given[need] !== 'function')
  if (missing === undefined) return Object.fromEntries(needs.map((need) => [need, given[need] as Product]))
  throw new OptimError(
    `${name}: ${missing} is missing; it needs a function (v) => M v over the whole vector of weights, such as the Hessian's product.`,
  )
}

/** Whether a recipe is a method rather than a rule. */
export const isMethod = (recipe: Recipe): recipe is AnyMethod => 'solve' in recipe
