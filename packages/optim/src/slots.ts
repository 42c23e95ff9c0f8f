// The vectors a rule keeps between steps: one number a weight, of the weights' type.

import type { Group } from './groups.ts'
import type { AnyMethod } from './method.ts'
import type { AnyRule } from './rule.ts'
import { scalarsOf } from './scalars.ts'
import type { Stepper } from './stepper.ts'
import type { Floats } from './target.ts'

/** Zeroed slots, or filled with the rule's own starting values. */
export function makeSlots(
  rule: AnyRule | AnyMethod,
  value: Floats,
  groups: readonly Group[],
  stepper: Stepper,
): Record<string, Floats> {
  const slots = Object.fromEntries(
    rule.slots.map((name) => [name, stepper.allocate?.(value) ?? plain(value)]),
  )
  if (!('start' in rule)) return slots
  for (const group of groups) {
    const start = rule.start!(scalarsOf(rule, group, 1).now)
    for (const [name, first = 0] of Object.entries(start)) {
      for (const { lo, hi } of group.stretches) slots[name].fill(first, lo, hi)
    }
  }
  return slots
}

const plain = (like: Floats): Floats =>
  like instanceof Float64Array ? new Float64Array(like.length) : new Float32Array(like.length)
