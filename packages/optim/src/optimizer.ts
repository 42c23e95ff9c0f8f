// The optimizer: a rule and a model, the step count, the slots, and what stands around the rule. Read rule.ts
// first; step.ts is what happens in a step.

import { OptimError } from './error.ts'
import { checkDecay, decayNames, joined, resolveGroups } from './groups.ts'
import type { Decay, Group, GroupOptions } from './groups.ts'
import { checkKeys, show } from './hyperparameter.ts'
import type { Hyper } from './hyperparameter.ts'
import { isMethod } from './method.ts'
import type { AnyMethod } from './method.ts'
import { configuredRule } from './rule.ts'
import type { AnyRule, ConfiguredRule } from './rule.ts'
import { hyperAt, scalarsOf } from './scalars.ts'
import { checked } from './settings.ts'
import { makeSlots } from './slots.ts'
import { checkAround, solve } from './solve.ts'
import { proximalSlots } from './sparse/proximal.ts'
import type { Proximal } from './sparse/proximal.ts'
import { checkState } from './state.ts'
import type { OptimizerState } from './state.ts'
import { follow } from './step.ts'
import type { Setup } from './setup.ts'
import { plainStepper } from './stepper.ts'
import type { Stepper } from './stepper.ts'
import { targetOf } from './target.ts'
import type { Target, Trainable } from './target.ts'
import type { Transform } from './transforms/transform.ts'

/** What may stand around a rule. */
export interface OptimizerOptions extends Decay {
  /** Changes of the gradient, in this order, before weight decay. */
  readonly transforms?: readonly Transform[]
  /** Changes of the weights, in this order, after the rule: L1 with exact zeros, pruning. */
  readonly proximal?: Proximal | readonly Proximal[]
  readonly groups?: readonly GroupOptions[]
  /** Climb instead of descend. */
  readonly maximize?: boolean
  /** Who runs the loops; without it the target's own stepper, else the loops run as they stand. */
  readonly stepper?: Stepper
}

/** How one step is made. */
export interface StepOptions {
  /** Refuse a gradient that is NaN or infinite, before weights, slots or statistics are touched. */
  readonly finite?: boolean
}

const optionNames = ['transforms', 'proximal', 'groups', 'maximize', 'stepper', ...decayNames]

/**
 * Trains a model's flat vector by a rule.
 *
 *     const optimizer = new Optimizer(model, adam({ lr: 1e-3 }), { transforms: [clipByGlobalNorm(1)] })
 *     const loss = optimizer.step(() => crossEntropy(model.forward(x), y))
 *
 * Order of one step: gradient, sign (maximize), transforms, weight decay, rule, proximal parts.
 */
export class Optimizer<L = unknown> {
  readonly target: Target<L>
  readonly #configured: ConfiguredRule
  readonly #groups: readonly Group[]
  #setup: Setup<L> | undefined
  readonly #frozen: readonly boolean[]
  #t = 0
  #stepping = false

  constructor(
    model: Trainable<L>,
    rule: ConfiguredRule | (() => ConfiguredRule),
    options: OptimizerOptions = {},
  ) {
    checkKeys('Optimizer', options, optionNames)
    const { transforms = [], groups = [], maximize = false, stepper: chosen, ...others } = options
    const { proximal = [], ...decay } = others
    checkDecay('Optimizer', decay)
    const parts = [proximal].flat()
    checkApplied('transforms', transforms, 'a list, such as [clipByGlobalNorm(1)]')
    checkApplied('proximal', parts, 'a part or a list of parts, such as softThreshold(1e-4)')
    checked('Optimizer', { maximize }, { maximize: [true, false] })
    checkStepper(chosen)
    this.target = targetOf('Optimizer', model)
    const stepper = chosen ?? (this.target.stepper as Stepper | undefined) ?? plainStepper
    this.#configured = configuredRule('Optimizer', rule)
    this.#frozen = this.target.segments.map(({ frozen = false }) => frozen)
    this.#groups = resolveGroups(this.#configured, this.target.segments, decay, groups)
    if (isMethod(this.rule)) checkAround(this.rule.name, this.#groups, [...transforms, ...parts])
    const segments = this.#groups.flatMap((group) => group.segments).sort((a, b) => a.lo - b.lo)
    const slots = {
      ...makeSlots(this.#configured, this.target.value, this.#groups, stepper),
      ...proximalSlots(parts, this.target.value, segments, stepper),
    }
    const place = { target: this.target, slots, segments, stretches: joined(segments) }
    this.#setup = { ...place, transforms, proximal: parts, maximize, stepper }
  }

  /** The rule's definition: name, hyper-parameters, slots. */
  get rule(): AnyRule | AnyMethod {
    return this.#configured.rule
  }

  /** Steps taken so far. */
  get t(): number {
    return this.#t
  }

  /** The hyper-parameters of the coming step, leaving groups with their own settings aside. */
  hyper(): Hyper {
    return hyperAt(this.rule, this.#configured.hyper, this.#t)
  }

  /**
   * One update from the gradient as it stands; with a loss, the gradient is computed first. Returns the loss.
   * Methods that try several points ignore `finite`: any of these may be anything.
   */
  step(): undefined
  step(loss: () => L, options?: StepOptions): number
  step(loss?: () => L, options: StepOptions = {}): number | undefined {
    const setup = this.#alive()
    checkKeys('step', options, ['finite'])
    this.#checkFrozen()
    if (this.#stepping) {
      throw new OptimError(
        `${this.rule.name}: step() was called inside the loss of another step; it needs that one to end first. Let the loss only compute.`,
      )
    }
    this.#stepping = true
    try {
      return this.#follow(setup, loss, options)
    } finally {
      this.#stepping = false
    }
  }

  #follow(setup: Setup<L>, loss: (() => L) | undefined, { finite }: StepOptions): number | undefined {
    const t = this.#t + 1
    const plans = this.#groups.map((group) => ({ group, ...scalarsOf(this.rule, group, t) }))
    const value = isMethod(this.rule)
      ? solve(this.#configured, setup, plans[0], loss)
      : follow(this.rule, setup, plans, t, loss, finite)
    if (isMethod(this.rule)) this.target.settle?.(false)
    this.#t = t
    this.target.touch(this.rule.name)
    return value
  }

  /** Everything needed to go on exactly from here, as copies. */
  state(): OptimizerState {
    const shape = this.#shape()
    const copies = Object.entries(shape.slots).map(([name, slot]) => [name, slot.slice()])
    return { ...shape, slots: Object.fromEntries(copies) }
  }

  /** Goes on from a saved state; refuses one that does not fit and changes nothing then. */
  load(state: OptimizerState): void {
    const { slots } = this.#alive()
    checkState(state, this.#shape())
    for (const [name, slot] of Object.entries(slots)) slot.set(state.slots[name])
    for (const [k, group] of this.#groups.entries()) group.memory = { ...state.memory[k] }
    this.#t = state.t
  }

  /** The rule with the hyper-parameters of the coming step. */
  toString(): string {
    const hyper = Object.entries(this.hyper()).map(([name, value]) => `${name} ${show(value)}`)
    return `Optimizer: ${[this.rule.name, ...hyper].join(', ')}; ${this.#t} steps taken`
  }

  /** What Node's console shows. */
  [Symbol.for('nodejs.util.inspect.custom')](): string {
    return this.toString()
  }

  /** Gives the slots' memory back; the optimizer cannot be used afterwards. */
  release(): void {
    const { slots = {}, kept, stepper } = this.#setup ?? {}
    for (const array of [...Object.values(slots), ...(kept ? [kept] : [])]) stepper?.release?.(array)
    this.#setup = undefined
  }

  /** The state without copying. */
  #shape(): OptimizerState {
    return {
      rule: this.rule.name,
      t: this.#t,
      hyper: Object.keys(this.rule.hyper),
      slots: this.#alive().slots,
      memory: this.#groups.map((group) => ({ ...group.memory })),
    }
  }

  /** What is trained was decided when the optimizer was made: slots were, too. */
  #checkFrozen(): void {
    const { segments } = this.target
    const changed = segments.find(({ frozen = false }, i) => frozen !== this.#frozen[i])
    if (!changed) return
    throw new OptimError(
      `${this.rule.name}: ${changed.name} was ${changed.frozen ? 'frozen' : 'unfrozen'} after this optimizer was made; make a new one, which trains what is not frozen then.`,
    )
  }

  #alive(): Setup<L> {
    if (this.#setup) return this.#setup
    throw new OptimError(`${this.rule.name}: this optimizer was released; make a new one to train on.`)
  }
}

/** Each function has an apply, too: clipByNorm without its call is no transform. */
function checkApplied(name: string, parts: unknown, needed: string): void {
  const applies = (each: Partial<Transform> | null | undefined): boolean =>
    typeof each === 'object' && typeof each?.apply === 'function'
  if (Array.isArray(parts) && parts.every(applies)) return
  throw new OptimError(`Optimizer: ${name} is ${show(parts)}; it needs ${needed}.`)
}

function checkStepper(stepper: Partial<Stepper> | undefined): void {
  if (stepper === undefined || typeof stepper?.run === 'function') return
  throw new OptimError(
    `Optimizer: stepper is ${show(stepper)}; it needs one with run(), such as plainStepper.`,
  )
}
