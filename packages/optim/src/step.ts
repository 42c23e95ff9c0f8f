// One step of a rule, in its order: gradient, sign, transforms, coupled decay, decoupled decay and rule, proximal
// parts. Read setup.ts first; optimizer.ts keeps the state; solve.ts is the same for methods.

import { ahead } from './ahead.ts'
import { coupledDecay, decoupledDecay, negate } from './decay.ts'
import { OptimError } from './error.ts'
import type { Group } from './groups.ts'
import type { Hyper } from './hyperparameter.ts'
import { reachOf } from './reach.ts'
import type { Reach } from './reach.ts'
import type { AnyRule } from './rule.ts'
import { arraysOf, run } from './setup.ts'
import type { Plan, Setup } from './setup.ts'
import type { Segment } from './target.ts'

/** Step t of a rule; the groups' memories move on with it. Returns the loss, where there is one. */
export function follow<L>(
  rule: AnyRule,
  setup: Setup<L>,
  plans: readonly Plan[],
  t: number,
  loss?: () => L,
  finite = false,
): number | undefined {
  if (rule.ahead && !loss) throw lossMissing(rule.name, 'takes its gradient at a look-ahead point')
  const gradient = (): { value: number | undefined; reach: Reach } => {
    const value = loss && setup.target.evaluate(loss, 0, finite)
    const reach = reachOf(rule, setup, plans, loss !== undefined)
    transform(rule, setup, plans, reach, t)
    return { value, reach }
  }
  const { value, reach } = rule.ahead ? ahead(rule, setup, plans, gradient) : gradient()
  for (const { group, now } of plans) update(rule, setup, group, now, reach)
  settle(setup, plans, t)
  setup.target.settle?.(reach.settled)
  for (const { group, memory } of plans) group.memory = memory
  return value
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
  const at = rule.ahead && { w: setup.kept! }
  for (const stretch of reach.of(group)) {
    if (now.decoupledWeightDecay > 0) run(setup, decoupledDecay, { lr: 1, ...now }, stretch, at)
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

export const lossMissing = (name: string, why: string): OptimError =>
  new OptimError(`${name}: step() was called without a loss; this rule ${why}. Call step(() => loss).`)
