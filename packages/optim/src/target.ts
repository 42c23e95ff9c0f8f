// What an optimizer trains: flat vectors and the places of the parameters in them. It knows no tensors.

import { OptimError } from './error.ts'
import { show } from './hyperparameter.ts'

/** The two number types a model may be trained in. */
export type Floats = Float32Array | Float64Array

/** The elements [lo, hi) of a flat vector. */
export interface Stretch {
  readonly lo: number
  readonly hi: number
}

/** One parameter: its path name, its shape, and its place in the flat vector. */
export interface Segment extends Stretch {
  readonly name: string
  readonly shape: readonly number[]
  readonly frozen?: boolean
}

/** A whole model as one vector of weights and one of gradients. */
export interface Target<L = unknown> {
  readonly value: Floats
  readonly gradient: Floats
  /** What a model remembers beside its weights, such as running statistics; nothing trains it. */
  readonly statistics?: Floats
  readonly segments: readonly Segment[]
  /** A `Stepper` for these vectors, if there is one; unknown here, since what made them need not know this package. */
  readonly stepper?: unknown
  /** Says that the weights were written, and by whom. */
  touch(writer: string): void
  /**
   * Zeroes the gradient, computes the loss and its gradient, and returns the loss as a number. k counts the
   * evaluations within one step: k > 0 is to see the same randomness as k = 0. With `finite` it throws for a gradient
   * that is not finite, and all is as before.
   */
  evaluate(loss: () => L, k?: number, finite?: boolean): number
  /**
   * Where the gradient of the last `evaluate` may differ from zero, as stretches in order: of a table of which a batch reads a few rows,
   * those rows. A target without this may have written all of it.
   */
  touchedRanges?(): readonly Stretch[]
  /** Says whether the gradient is still zero outside of them, so that the next `evaluate` need not zero the rest. */
  settle?(zero: boolean): void
}

/** A target, or a model that has one. */
export type Trainable<L = unknown> = Target<L> | { flat(): Target<L> }

/**
 * A model's flat vectors, or the target itself.
 *
 * @throws OptimError for what is neither.
 */
export function targetOf<L>(where: string, model: Trainable<L>): Target<L> {
  const given = model as (Partial<Target<L>> & { readonly flat?: unknown }) | null | undefined
  const list = typeof given === 'object' && given !== null && Symbol.iterator in given
  if (!list && typeof given?.flat === 'function') return (model as { flat(): Target<L> }).flat()
  if (given?.value && given.gradient && given.segments) return model as Target<L>
  throw new OptimError(
    `${where}: the model is ${show(model)}; it needs a model with flat(), or { value, gradient, segments, touch, evaluate }.${list ? ' Give it the model itself, not its parameters.' : ''}`,
  )
}
