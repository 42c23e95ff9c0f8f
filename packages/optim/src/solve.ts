// Runs a method on a target: packs the trained weights into one float64 vector, lets the method evaluate, and puts
// the weights back as they were if anything throws. Read method.ts first.

import { OptimError } from './error.ts'
import { decayNames } from './groups.ts'
import type { Group } from './groups.ts'
import type { Hyper } from './hyperparameter.ts'
import type { AnyMethod, Problem } from './method.ts'
import type { ConfiguredRule } from './rule.ts'
import { lossMissing } from './step.ts'
import type { Plan, Setup } from './setup.ts'
import type { Floats, Stretch } from './target.ts'

/** One step of a method; the group's memory moves on with it. Returns the loss at the start of the step. */
export function solve<L>(
  { rule, products = {} }: ConfiguredRule,
  { target, stretches, slots, maximize }: Setup<L>,
  { group, now }: Plan,
  loss?: () => L,
): number {
  const method = rule as AnyMethod
  if (!loss) throw lossMissing(method.name, 'evaluates the loss by itself')
  const sign = maximize ? -1 : 1
  const kept = target.value.slice()
  const x = packed(target.value, stretches)
  const g = new Float64Array(x.length)
  const losses: number[] = []
  const write = () => {
    unpack(x, target.value, stretches)
    target.touch(method.name)
  }
  const problem: Problem = {
    x,
    g,
    vectors: { ...slots, ...scratchOf(method, x.length, now) } as Record<string, Float64Array>,
    products: Object.fromEntries(
      Object.entries(products).map(([name, product]) => [
        name,
        (v) => packed(product(spread(v, target.value.length, stretches)), stretches),
      ]),
    ),
    evaluate() {
      write()
      losses.push(target.evaluate(loss, losses.length))
      const taken = packed(target.gradient, stretches)
      for (let i = 0; i < g.length; i++) g[i] = sign * taken[i]
      return sign * losses.at(-1)!
    },
  }
  try {
    const memory = method.solve(problem, now)
    write()
    group.memory = memory
    return losses[0]
  } catch (error) {
    target.value.set(kept)
    throw error
  }
}

/** Refuses what would pull the gradient away from the loss that a method compares. */
export function checkAround(
  name: string,
  groups: readonly Group[],
  around: readonly { readonly name: string }[],
): void {
  const decays = groups.some(({ hyper }) => decayNames.some((decay) => hyper[decay] !== 0))
  if (around.length > 0 || decays) {
    const what = around.length > 0 ? around[0].name : 'weight decay'
    throw new OptimError(
      `${name}: ${what} cannot stand around this method, which compares losses; add a penalty to the loss instead.`,
    )
  }
  if (groups.length > 1) {
    throw new OptimError(
      `${name}: there are ${groups.length} groups with settings of their own; this method moves all weights together, so a group can only be frozen.`,
    )
  }
}

function scratchOf({ scratch = [], sizes }: AnyMethod, n: number, now: Hyper): Record<string, Float64Array> {
  const lengths = scratch.length > 0 ? sizes(n, now) : {}
  return Object.fromEntries(scratch.map((name) => [name, new Float64Array(lengths[name])]))
}

function packed(from: ArrayLike<number>, stretches: readonly Stretch[]): Float64Array {
  const x = new Float64Array(stretches.reduce((n, { lo, hi }) => n + hi - lo, 0))
  let k = 0
  for (const { lo, hi } of stretches) for (let i = lo; i < hi; i++) x[k++] = from[i]
  return x
}

/** Writes x to its places, and takes back what the places could hold of it. */
function unpack(x: Float64Array, to: Floats, stretches: readonly Stretch[]): void {
  let k = 0
  for (const { lo, hi } of stretches) {
    for (let i = lo; i < hi; i++) {
      to[i] = x[k]
      x[k++] = to[i]
    }
  }
}

function spread(v: Float64Array, length: number, stretches: readonly Stretch[]): Float64Array {
  const whole = new Float64Array(length)
  unpack(v.slice(), whole, stretches)
  return whole
}
