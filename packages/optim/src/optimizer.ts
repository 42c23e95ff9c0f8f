// The driver around a rule: owns the step count and the slots, takes the gradient, applies what stands around
// the rule (transforms, decay), and runs the rule's loop over each stretch. Read rule.ts first.

import { coupledDecay, decoupledDecay, negate } from './decay.ts'
import { OptimError } from './error.ts'
import { checkDecay, decayNames, joined, resolveGroups } from './groups.ts'
import type { Decay, Group, GroupOptions } from './groups.ts'
import { checkKeys } from './hyperparameter.ts'
import type { Hyper } from './hyperparameter.ts'
import { isMethod } from './method.ts'
import type { AnyMethod } from './method.ts'
import { makeSlots } from './slots.ts'
import type { AnyRule, ConfiguredRule } from './rule.ts'
import { hyperAt, scalarsOf } from './scalars.ts'
import { proximalSlots } from './sparse/proximal.ts'
import type { Proximal } from './sparse/proximal.ts'
import { checkAround, solve } from './solve.ts'
import { checkState } from './state.ts'
import type { OptimizerState } from './state.ts'
import { plainStepper } from './stepper.ts'
import type { Loop, Stepper } from './stepper.ts'
import type { Floats, Segment, Stretch, Target, Trainable } from './target.ts'
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
  readonly stepper?: Stepper
}

/** A group and the numbers of its coming step. */
interface Plan {
  readonly group: Group
  readonly now: Hyper
  readonly memory: Hyper
}

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
  readonly #options: OptimizerOptions
  readonly #groups: readonly Group[]
  readonly #segments: readonly Segment[]
  readonly #stretches: readonly Stretch[]
  readonly #proximal: readonly Proximal[]
  readonly #stepper: Stepper
  #slots: Record<string, Floats> | undefined
  #t = 0

  constructor(
    model: Trainable<L>,
    rule: ConfiguredRule | (() => ConfiguredRule),
    options: OptimizerOptions = {},
  ) {
    const {
      transforms = [],
      proximal = [],
      groups = [],
      maximize: _,
      stepper = plainStepper,
      ...decay
    } = options
    checkKeys('Optimizer', options, [
      'transforms',
      'proximal',
      'groups',
      'maximize',
      'stepper',
      ...decayNames,
    ])
    checkDecay('Optimizer', decay)
    this.target = 'flat' in model ? model.flat() : model
    this.#configured = typeof rule === 'function' ? rule() : rule
    this.#options = options
    this.#groups = resolveGroups(this.#configured, this.target.segments, decay, groups)
    this.#segments = this.#groups.flatMap((group) => group.segments).sort((a, b) => a.lo - b.lo)
    this.#stretches = joined(this.#segments)
    this.#stepper = stepper
    this.#proximal = [proximal].flat()
    if (isMethod(this.rule)) checkAround(this.rule.name, this.#groups, [...transforms, ...this.#proximal])
    this.#slots = {
      ...makeSlots(this.#configured, this.target.value, this.#groups, stepper),
      ...proximalSlots(this.#proximal, this.target.value, this.#segments, stepper),
    }
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

  /** One update from the gradient as it stands; with a loss, the gradient is computed first. Returns the loss. */
  step(): undefined
  step(loss: () => L): number
  step(loss?: () => L): number | undefined {
    const plans = this.#groups.map((group) => ({ group, ...scalarsOf(this.rule, group, this.#t + 1) }))
    const value = isMethod(this.rule) ? this.#solve(plans, loss) : this.#follow(this.rule, plans, loss)
    this.#t++
    this.target.touch(this.rule.name)
    return value
  }

  /** Everything needed to go on exactly from here, as copies. */
  state(): OptimizerState {
    const slots = Object.entries(this.#alive()).map(([name, slot]) => [name, slot.slice()])
    return { ...this.#shape(), slots: Object.fromEntries(slots) }
  }

  /** Goes on from a saved state; refuses one that does not fit and changes nothing then. */
  load(state: OptimizerState): void {
    checkState(state, this.#shape())
    for (const [name, slot] of Object.entries(this.#alive())) slot.set(state.slots[name])
    for (const [k, group] of this.#groups.entries()) group.memory = { ...state.memory[k] }
    this.#t = state.t
  }

  /** Gives the slots' memory back; the optimizer cannot be used afterwards. */
  release(): void {
    for (const slot of Object.values(this.#slots ?? {})) this.#stepper.release?.(slot)
    this.#slots = undefined
  }

  #shape(): OptimizerState {
    const memory = this.#groups.map((group) => ({ ...group.memory }))
    return {
      rule: this.rule.name,
      t: this.#t,
      hyper: Object.keys(this.rule.hyper),
      slots: this.#alive(),
      memory,
    }
  }

  #alive(): Record<string, Floats> {
    if (this.#slots) return this.#slots
    throw new OptimError(`${this.rule.name}: this optimizer was released; make a new one to train on.`)
  }

  /** One step of a rule. */
  #follow(rule: AnyRule, plans: readonly Plan[], loss?: () => L): number | undefined {
    const value = this.#evaluate(rule, plans, loss)
    this.#transform(plans)
    for (const { group, now } of plans) this.#update(rule, group, now)
    this.#settle(plans)
    for (const { group, memory } of plans) group.memory = memory
    return value
  }

  /** One step of a method. */
  #solve([{ group, now }]: readonly Plan[], loss?: () => L): number {
    if (!loss) throw lossMissing(this.rule.name, 'evaluates the loss by itself')
    const sign = this.#options.maximize ? -1 : 1
    const place = { target: this.target, stretches: this.#stretches, slots: this.#alive(), sign }
    const { first, memory } = solve(this.#configured, place, now, loss)
    group.memory = memory
    return first
  }

  /** The loss, with its gradient taken where the rule wants it: here, or ahead. */
  #evaluate(rule: AnyRule, plans: readonly Plan[], loss?: () => L): number | undefined {
    if (!rule.ahead) return loss && this.target.evaluate(loss)
    if (!loss) throw lossMissing(rule.name, 'takes its gradient at a look-ahead point')
    const kept = this.target.value.slice()
    try {
      const ahead: Loop = { name: `${rule.name}.ahead`, update: rule.ahead }
      for (const { group, now } of plans)
        for (const stretch of group.stretches) this.#run(ahead, now, stretch)
      this.target.touch(rule.name)
      return this.target.evaluate(loss)
    } catch (error) {
      this.target.value.set(kept)
      throw error
    }
  }

  /** Sign, transforms, coupled decay: what happens to the gradient before the rule sees it. */
  #transform(plans: readonly Plan[]): void {
    const { transforms = [], maximize } = this.#options
    if (maximize) for (const stretch of this.#stretches) this.#run(negate, {}, stretch)
    for (const transform of transforms) {
      transform.apply({
        w: this.target.value,
        g: this.target.gradient,
        segments: this.#segments,
        stretches: this.#stretches,
        t: this.#t + 1,
        run: (loop, scalars, stretch) => this.#run(loop, scalars, stretch),
      })
    }
    if ('weightDecay' in this.rule.hyper) return
    for (const { group, now } of plans) {
      if (now.weightDecay > 0) for (const stretch of group.stretches) this.#run(coupledDecay, now, stretch)
    }
  }

  #update(rule: AnyRule, group: Group, now: Hyper): void {
    for (const stretch of group.stretches) {
      if (now.decoupledWeightDecay > 0) this.#run(decoupledDecay, { lr: 1, ...now }, stretch)
      if (!rule.prepare) this.#run(rule, now, stretch)
    }
    if (!rule.prepare) return
    for (const segment of group.segments) {
      this.#run(rule, { ...now, ...rule.prepare(this.#arrays(), now, segment) }, segment)
    }
  }

  /** What happens to the weights after the rule. */
  #settle(plans: readonly Plan[]): void {
    const rate = (segment: Segment): number =>
      plans.find(({ group }) => group.segments.includes(segment))?.now.lr ?? 1
    for (const part of this.#proximal) {
      part.apply({
        w: this.target.value,
        slots: this.#alive(),
        segments: this.#segments,
        t: this.#t + 1,
        rate,
        run: (loop, scalars, stretch) => this.#run(loop, scalars, stretch),
      })
    }
  }

  #arrays(): Record<string, Floats> {
    return { w: this.target.value, g: this.target.gradient, ...this.#alive() }
  }

  #run(loop: Loop, scalars: Hyper, { lo, hi }: Stretch): void {
    const arrays = this.#arrays()
    if (!this.#stepper.run(loop, arrays, scalars, lo, hi)) loop.update(arrays, scalars, lo, hi)
  }
}

const lossMissing = (name: string, why: string): OptimError =>
  new OptimError(`${name}: step() was called without a loss; this rule ${why}. Call step(() => loss).`)
