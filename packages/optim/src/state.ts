// An optimizer's state as plain data, and the refusal of a state that belongs elsewhere.

import { StateError } from './error.ts'
import { show } from './hyperparameter.ts'
import type { Hyper } from './hyperparameter.ts'
import type { Floats } from './target.ts'

/** Everything that an optimizer needs to go on exactly where it was; hyper-parameters stay in the program. */
export interface OptimizerState {
  readonly rule: string
  readonly t: number
  /** The names of the rule's hyper-parameters: a check, not their values. */
  readonly hyper: readonly string[]
  readonly slots: Readonly<Record<string, Floats>>
  /** One entry per group of parameters. */
  readonly memory: readonly Hyper[]
}

/** Refuses what is no saved state at all, or one that lacks a part. */
export function checkParts(where: string, state: unknown, parts: readonly string[]): void {
  const whole = typeof state === 'object' && state !== null && parts.every((part) => part in state)
  if (whole) return
  const given =
    typeof state === 'object' && state !== null
      ? `an object of ${Object.keys(state).join(', ') || 'nothing'}`
      : show(state)
  throw new StateError(
    `${where}: the state is ${given}; it needs ${parts.join(', ')}, as state() gives them.`,
  )
}

/** Refuses a state unless it fits: same rule, same hyper-parameters, same slots of the same type and length. */
export function checkState(found: OptimizerState, own: OptimizerState): void {
  const refuse = (what: string, is: unknown, needed: unknown) => {
    throw new StateError(`${own.rule}: the state's ${what} is ${is}; this optimizer needs ${needed}.`)
  }
  const compare = (what: string, is: unknown, needed: unknown) => {
    if (is !== needed) refuse(what, is, needed)
  }
  checkParts(own.rule, found, Object.keys(own))
  compare('rule', found.rule, own.rule)
  if (!Number.isInteger(found.t) || found.t < 0) refuse('t', found.t, 'a whole number, at least 0')
  compare('list of hyper-parameters', found.hyper.join(), own.hyper.join())
  compare('list of slots', Object.keys(found.slots ?? {}).join(), Object.keys(own.slots).join())
  for (const [name, slot] of Object.entries(own.slots)) {
    compare(`slot ${name}`, describe(found.slots[name]), describe(slot))
  }
  compare('number of groups', found.memory.length, own.memory.length)
  for (const [k, memory] of own.memory.entries()) {
    compare(`memory of group ${k}`, Object.keys(found.memory[k] ?? {}).join(), Object.keys(memory).join())
  }
}

const describe = (array: Floats): string => `${array?.constructor?.name}(${array?.length})`
