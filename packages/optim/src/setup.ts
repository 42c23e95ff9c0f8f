// What a step works on and with, and how it runs a loop. Read stepper.ts and target.ts first.

import type { Group } from './groups.ts'
import type { Hyper } from './hyperparameter.ts'
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
  /** The weights before a look ahead (ahead.ts), from its first step on. */
  kept?: Floats
}

/** A group, its numbers in this step, and its memory after it. */
export interface Plan {
  readonly group: Group
  readonly now: Hyper
  readonly memory: Hyper
}

/** The arrays of a loop, by the letters of its equation. */
export const arraysOf = <L>({ target, slots, kept }: Setup<L>): Record<string, Floats> => ({
  w: target.value,
  g: target.gradient,
  ...slots,
  ...(kept && { kept }),
})

/** Runs a loop over a stretch; `others` stand in for arrays of the same letter. */
export function run<L>(
  setup: Setup<L>,
  loop: Loop,
  scalars: Hyper,
  { lo, hi }: Stretch,
  others: Readonly<Record<string, Floats>> = {},
): void {
  const arrays = Object.assign(arraysOf(setup), others)
  if (!setup.stepper.run(loop, arrays, scalars, lo, hi)) loop.update(arrays, scalars, lo, hi)
}
