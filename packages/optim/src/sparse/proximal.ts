// What happens to the weights after a rule has moved them: shrinking, masking. Read soft-threshold.ts for the first one.

import type { Hyper } from '../hyperparameter.ts'
import type { Loop, Stepper } from '../stepper.ts'
import type { Floats, Segment, Stretch } from '../target.ts'

/** The trained weights and every vector that is kept between steps. */
export interface Trained {
  readonly w: Floats
  /** The rule's slots and those of the proximal parts, by name. */
  readonly slots: Readonly<Record<string, Floats>>
  readonly segments: readonly Segment[]
}

/** The weights as the rule has left them. */
export interface Update extends Trained {
  /** The step that is being made, from 1. */
  readonly t: number
  /** The rule's rate for a parameter in this step; 1 for a rule without one. */
  rate(segment: Segment): number
  /** Runs a loop on w over a stretch, as fast as the stepper can. */
  run(loop: Loop, scalars: Hyper, stretch: Stretch): void
}

/** Changes the weights in place after each update. */
export interface Proximal {
  readonly name: string
  /** Vectors to keep between steps, one number a weight; they belong to the optimizer's state. */
  readonly slots?: readonly string[]
  /** Fills those vectors when the optimizer is made; they come as zeros. */
  start?(trained: Trained): void
  apply(update: Update): void
}

/** The vectors of the parts, filled by them; parts that name the same vector share it. */
export function proximalSlots(
  parts: readonly Proximal[],
  w: Floats,
  segments: readonly Segment[],
  stepper: Stepper,
): Record<string, Floats> {
  const names = new Set(parts.flatMap((part) => part.slots ?? []))
  const slots = Object.fromEntries(
    [...names].map((name) => [name, stepper.allocate?.(w) ?? w.slice().fill(0)]),
  )
  for (const part of parts) part.start?.({ w, slots, segments })
  return slots
}
