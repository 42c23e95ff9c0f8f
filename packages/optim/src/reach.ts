// How far a step reaches: over all weights, or only where the gradient is not zero. Read target.ts and rule.ts first.

import type { Group } from './groups.ts'
import type { AnyRule } from './rule.ts'
import type { Plan, Setup } from './setup.ts'
import type { Stretch } from './target.ts'

/** The elements that lie in both lists; each list is in order. */
export function overlap(a: readonly Stretch[], b: readonly Stretch[]): Stretch[] {
  const both: Stretch[] = []
  for (let i = 0, j = 0; i < a.length && j < b.length;) {
    const [lo, hi] = [Math.max(a[i].lo, b[j].lo), Math.min(a[i].hi, b[j].hi)]
    if (lo < hi) both.push({ lo, hi })
    if (a[i].hi < b[j].hi) i++
    else j++
  }
  return both
}

const sizeOf = (stretches: readonly Stretch[]): number => stretches.reduce((n, { lo, hi }) => n + hi - lo, 0)

/** The stretches of a step: of each group, and of all that is trained. */
export interface Reach {
  of(group: Group): readonly Stretch[]
  readonly all: readonly Stretch[]
  /** Whether the gradient stays zero where it is. */
  readonly settled: boolean
}

/**
 * A rule marked `sparse` runs where the gradient was touched, if it has just been computed and no transform writes elsewhere. A group
 * with weight decay is reached everywhere: its weights move without a gradient.
 */
export function reachOf<L>(
  rule: AnyRule,
  { target, stretches, transforms }: Setup<L>,
  plans: readonly Plan[],
  computed: boolean,
): Reach {
  const sparse =
    computed && rule.sparse && !rule.prepare && !rule.ahead && transforms.every((each) => each.sparse)
  const touched = sparse ? target.touchedRanges?.() : undefined
  if (!touched) return { of: (group) => group.stretches, all: stretches, settled: false }
  const decays = ({ now }: Plan) => now.weightDecay > 0 || now.decoupledWeightDecay > 0
  const reached = new Map(
    plans.map((plan) => {
      const own = plan.group.stretches
      return [plan.group, decays(plan) ? own : overlap(own, touched)]
    }),
  )
  const all = [...reached.values()].flat().sort((a, b) => a.lo - b.lo)
  const settled = plans.every(
    ({ group, now }) =>
      !(now.weightDecay > 0) || sizeOf(overlap(group.stretches, touched)) === sizeOf(group.stretches),
  )
  return { of: (group) => reached.get(group) ?? [], all, settled }
}
