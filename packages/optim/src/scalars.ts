// The numbers a rule's loop gets at step t: hyper-parameters, schedules evaluated, and the rule's memory.

import { checkHyper } from './hyperparameter.ts'
import type { Hyper, HyperValue } from './hyperparameter.ts'
import { rangeOf } from './rule.ts'
import type { Recipe } from './rule.ts'

interface Remembering extends Recipe {
  before?(now: Hyper): Hyper
}

/** Hyper-parameters and memory for step t (from 1). */
export function scalarsOf(
  rule: Remembering,
  { hyper, memory }: { hyper: Readonly<Record<string, HyperValue>>; memory: Hyper },
  t: number,
): { now: Hyper; memory: Hyper } {
  const now = Object.assign(hyperAt(rule, hyper, t - 1), { t }) // a spread and one name more is a new hidden class at each step
  const next = rule.before?.({ ...now, ...memory }) ?? memory
  return { now: Object.assign(now, next), memory: next }
}

/** The hyper-parameters after a number of steps taken; schedules are asked and their answers checked. */
export function hyperAt(rule: Recipe, hyper: Readonly<Record<string, HyperValue>>, steps: number): Hyper {
  const numbers: Record<string, number> = {}
  for (const [name, value] of Object.entries(hyper)) {
    numbers[name] = typeof value === 'function' ? value(steps) : value
    if (typeof value === 'function') checkHyper(rule.name, name, numbers[name], rangeOf(rule, name), steps)
  }
  return numbers
}
