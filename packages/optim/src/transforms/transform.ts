// A transform changes the gradient between the backward pass and the rule. Read clip.ts for the first ones.

import type { Hyper } from '../hyperparameter.ts'
import type { Loop } from '../stepper.ts'
import type { Floats, Segment, Stretch } from '../target.ts'

/** The gradient of one step; only the trained parts may be changed. */
export interface Gradient {
  readonly w: Floats
  readonly g: Floats
  /** Trained parameters, by name. */
  readonly segments: readonly Segment[]
  /** The same elements in as few pieces as possible; for a transform marked `sparse` perhaps without those whose g is 0. */
  readonly stretches: readonly Stretch[]
  /** The step that is being made, from 1. */
  readonly t: number
  /** Runs a loop on w and g over a stretch, as fast as the stepper can. */
  run(loop: Loop, scalars: Hyper, stretch: Stretch): void
}

/** Changes `g` in place. */
export interface Transform {
  readonly name: string
  /** It looks at the gradient through `stretches` alone and leaves a zero a zero: then these may be only where g is not zero. */
  readonly sparse?: boolean
  apply(gradient: Gradient): void
}
