// Taking the gradient elsewhere: a rule's `ahead` leaves the weights in `kept` and moves them, and an error brings them
// back. Read rules/nag.ts first.

import { OptimError } from './error.ts'
import type { Hyper } from './hyperparameter.ts'
import type { AnyRule } from './rule.ts'
import { run } from './setup.ts'
import type { Plan, Setup } from './setup.ts'
import type { Loop } from './stepper.ts'

/**
 * What `compute` finds with the weights where the gradient is to be taken. They stay there for the rule, which knows from `kept` where
 * they were; if it throws they come back.
 */
export function ahead<L, R>(rule: AnyRule, setup: Setup<L>, plans: readonly Plan[], compute: () => R): R {
  if (!setup.kept) checkKeeps(rule, plans[0].now)
  const { value } = setup.target
  const kept = (setup.kept ??= setup.stepper.allocate?.(value) ?? value.slice())
  const loop: Loop = { name: `${rule.name}.ahead`, update: rule.ahead! }
  for (const { group, now } of plans) for (const stretch of group.stretches) run(setup, loop, now, stretch)
  setup.target.touch(rule.name)
  try {
    return compute()
  } catch (error) {
    for (const { lo, hi } of setup.stretches) value.set(kept.subarray(lo, hi), lo)
    throw error
  }
}

/** Tries `ahead` on one weight: without what it keeps there would be no way back. */
function checkKeeps(rule: AnyRule, now: Hyper): void {
  const names = ['g', ...rule.slots]
  const arrays = Object.fromEntries(names.map((name) => [name, new Float64Array(1)]))
  const kept = new Float64Array(1)
  rule.ahead!({ ...arrays, w: Float64Array.of(1), kept }, now, 0, 1)
  if (kept[0] === 1) return
  throw new OptimError(
    `${rule.name}: ahead does not keep the weights; it needs kept[i] = w[i] before it moves w[i], for the way back when the loss throws.`,
  )
}
