// Methods that look at the whole vector and may evaluate the loss several times a step: L-BFGS, Newton's.
// A rule (rule.ts) is one loop; a method is an algorithm around evaluations.

import type { Hyper } from './hyperparameter.ts'
import { configure } from './rule.ts'
import type { ConfiguredRule, Recipe } from './rule.ts'
import type { Range, Settings } from './hyperparameter.ts'

/** What a method works on: the trained weights as one vector without gaps, in float64. */
export interface Problem {
  /** The weights; `evaluate` reads them from here. */
  readonly x: Float64Array
  /** The gradient at the last point evaluated. */
  readonly g: Float64Array
  /** Vectors kept between steps, of the sizes that the method asked for. */
  readonly slots: Readonly<Record<string, Float64Array>>
  /** Loss and gradient at x; k counts the evaluations within the step. */
  evaluate(): number
}

/** What the writer of a method writes down. `solve` moves `x` and returns the memory for the next step. */
export interface MethodDefinition<H extends Hyper, S extends string, M extends Hyper> {
  readonly name: string
  readonly hyper: H
  readonly ranges?: { readonly [K in keyof H]?: Range }
  readonly slots: readonly S[]
  /** Length of each slot for n weights. */
  sizes(n: number, hyper: H): Readonly<Record<S, number>>
  readonly memory: M
  solve(
    problem: Problem & { readonly slots: Readonly<Record<S, Float64Array>> },
    now: H & M & { t: number },
  ): M
}

/** A method as the optimizer sees it. */
export interface AnyMethod extends Recipe {
  sizes(n: number, hyper: Hyper): Readonly<Record<string, number>>
  readonly memory: Hyper
  solve(problem: Problem, now: Hyper): Hyper
}

/** A method: call it to set hyper-parameters; read its definition from its fields. */
export interface Method<H extends Hyper, S extends string, M extends Hyper> extends MethodDefinition<
  H,
  S,
  M
> {
  (settings?: Settings<H>): ConfiguredRule<H>
}

/** Makes a method from its definition; called like a rule. */
export function defineMethod<H extends Hyper, const S extends string, M extends Hyper>(
  definition: MethodDefinition<H, S, M>,
): Method<H, S, M> {
  const { name, ...parts } = definition
  const method: Method<H, S, M> = Object.assign(
    (settings = {}) => configure(method as AnyMethod, settings),
    parts,
  ) as never
  return Object.defineProperty(method, 'name', { value: name })
}
