// One step of a rule, in its order: gradient, sign, transforms, coupled decay, decoupled decay and rule, proximal
// parts. optimizer.ts keeps the state; solve.ts is the same for methods.

import { coupledDecay, decoupledDecay, negate } from './decay.ts'
import { OptimError } from './error.ts'
import type { Group } from './groups.ts'
import type { Hyper } from './hyperparameter.ts'
import { reachOf } from './reach.ts'
import type { Reach } from './reach.ts'
import type { AnyRule } from './rule.ts'
import type { Proximal } from './sparse/proximal.ts'
import type { Loop, Stepper } from './stepper.ts'
import type { Floats, Segment, Stretch, Target } from './target.ts'
import type { Transform } from './transforms/transform.ts'

/** What a step works on and with. */
export interface Setup<L> {
  readonly target: Target<L>
  /** Every vector kept between steps. */
  readonly slots: Readonly<Record<string, Floats>>
  /** The trained parameters, in order, and the same elements in as few pieces as possible. */
  readonly segments: readonly Segment[]
  readonly stretches: readonly Stretch[]
  readonly transforms: readonly Transform[]
  readonly proximal: readonly Proximal[]
  readonly maximize: boolean
  readonly stepper: Stepper
  /** The weights before a look ahead, to go back to when something throws: one array for all steps. */
  kept?: Floats
}

/** A group, its numbers in this step, and its memory after it. */
export interface Plan {
  readonly group: Group
  readonly now: Hyper
  readonly memory: Hyper
}

/** Step t of a rule; the groups' memories move on with it. Returns the loss, where there is one. */
export function follow<L>(
  rule: AnyRule,
  setup: Setup<L>,
  plans: readonly Plan[],
  t: number,
  loss?: () => L,
  finite = false,
): number | undefined {
  if (rule.ahead) keep(setup)
  try {
    const value = evaluate(rule, setup, plans, loss, finite)
    const reach = reachOf(rule, setup, plans, loss !== undefined)
    transform(rule, setup, plans, reach, t)
    for (const { group, now } of plans) update(rule, setup, group, now, reach)
    settle(setup, plans, t)
    setup.target.settle?.(reach.settled)
    for (const { group, memory } of plans) group.memory = memory
    return value
  } catch (error) {
    if (rule.ahead) setup.target.value.set(setup.kept!)
    throw error
  }
}

function keep<L>(setup: Setup<L>): void {
  const { value } = setup.target
  if (setup.kept) setup.kept.set(value)
  else setup.kept = value.slice()
}

/** The loss, with its gradient taken where the rule wants it: here, or ahead. */
function evaluate<L>(
  rule: AnyRule,
  setup: Setup<L>,
  plans: readonly Plan[],
  loss: (() => L) | undefined,
  finite: boolean,
): number | undefined {
  if (!rule.ahead) return loss && setup.target.evaluate(loss, 0, finite)
  if (!loss) throw lossMissing(rule.name, 'takes its gradient at a look-ahead point')
  const ahead: Loop = { name: `${rule.name}.ahead`, update: rule.ahead }
  for (const { group, now } of plans) for (const stretch of group.stretches) run(setup, ahead, now, stretch)
  setup.target.touch(rule.name)
  return setup.target.evaluate(loss, 0, finite)
}

/** Sign, transforms, coupled decay: what happens to the gradient before the rule sees it. */
function transform<L>(rule: AnyRule, setup: Setup<L>, plans: readonly Plan[], reach: Reach, t: number): void {
  const { target, segments } = setup
  const stretches = reach.all
  if (setup.maximize) for (const stretch of stretches) run(setup, negate, {}, stretch)
  for (const each of setup.transforms) {
    each.apply({
      w: target.value,
      g: target.gradient,
      segments,
      stretches,
      t,
      run: (loop, scalars, stretch) => run(setup, loop, scalars, stretch),
    })
  }
  if ('weightDecay' in rule.hyper) return
  for (const { group, now } of plans) {
    if (now.weightDecay > 0) for (const stretch of reach.of(group)) run(setup, coupledDecay, now, stretch)
  }
}

function update<L>(rule: AnyRule, setup: Setup<L>, group: Group, now: Hyper, reach: Reach): void {
  for (const stretch of reach.of(group)) {
    if (now.decoupledWeightDecay > 0) run(setup, decoupledDecay, { lr: 1, ...now }, stretch)
    if (!rule.prepare) run(setup, rule, now, stretch)
  }
  if (!rule.prepare) return
  for (const segment of group.segments) {
    run(setup, rule, { ...now, ...rule.prepare(arraysOf(setup), now, segment) }, segment)
  }
}

/** What happens to the weights after the rule. */
function settle<L>(setup: Setup<L>, plans: readonly Plan[], t: number): void {
  const rate = (segment: Segment): number =>
    plans.find(({ group }) => group.segments.includes(segment))?.now.lr ?? 1
  for (const part of setup.proximal) {
    part.apply({
      w: setup.target.value,
      slots: setup.slots,
      segments: setup.segments,
      t,
      rate,
      run: (loop, scalars, stretch) => run(setup, loop, scalars, stretch),
    })
  }
}

const arraysOf = <L>({ target, slots }: Setup<L>): Record<string, Floats> => ({
  w: target.value,
  g: target.gradient,
  ...slots,
})

function run<L>(setup: Setup<L>, loop: Loop, scalars: Hyper, { lo, hi }: Stretch): void {
  const arrays = arraysOf(setup)
  if (!setup.stepper.run(loop, arrays, scalars, lo, hi)) loop.update(arrays, scalars, lo, hi)
}

export const lossMissing = (name: string, why: string): OptimError =>
  new OptimError(`${name}: step() was called without a loss; this rule ${why}. Call step(() => loss).`)
