// The vectors a rule keeps between steps: one number a weight, of the weights' type.

import { OptimError } from './error.ts'
import type { Group } from './groups.ts'
import { bytesAsText, memoryOf } from './memory.ts'
import { isMethod } from './method.ts'
import type { AnyMethod } from './method.ts'
import type { ConfiguredRule } from './rule.ts'
import { hyperAt, scalarsOf } from './scalars.ts'
import type { Stepper } from './stepper.ts'
import type { Floats } from './target.ts'

/** No matrix of a method may need more than this. */
const memoryLimit = 2 ** 30

/** Zeroed slots, or filled with the rule's own starting values. */
export function makeSlots(
  configured: ConfiguredRule,
  value: Floats,
  groups: readonly Group[],
  stepper: Stepper,
): Record<string, Floats> {
  const { rule } = configured
  if (isMethod(rule)) return methodSlots(configured, rule, trained(groups))
  const slots = Object.fromEntries(
    rule.slots.map((name) => [name, stepper.allocate?.(value) ?? plain(value)]),
  )
  for (const group of rule.start ? groups : []) {
    const start = rule.start!(scalarsOf(rule, group, 1).now)
    for (const [name, first = 0] of Object.entries(start)) {
      for (const { lo, hi } of group.stretches) slots[name].fill(first, lo, hi)
    }
  }
  return slots
}

const plain = (like: Floats): Floats =>
  like instanceof Float64Array ? new Float64Array(like.length) : new Float32Array(like.length)

const trained = (groups: readonly Group[]): number =>
  groups.flatMap((group) => group.stretches).reduce((n, { lo, hi }) => n + hi - lo, 0)

function methodSlots(configured: ConfiguredRule, method: AnyMethod, n: number): Record<string, Floats> {
  const bytes = memoryOf(configured, n)
  if (bytes > memoryLimit) {
    throw new OptimError(
      `${method.name}: ${n} weights need ${bytesAsText(bytes)}; the limit is ${bytesAsText(memoryLimit)}. lbfgs and newtonCG need a few vectors only.`,
    )
  }
  const sizes = method.sizes(n, hyperAt(method, configured.hyper, 0))
  return Object.fromEntries(method.slots.map((name) => [name, new Float64Array(sizes[name])]))
}
