// What every stopping criterion answers: pure decision logic that says why, each time.

import { OptimError } from '../error.ts'
import { show } from '../hyperparameter.ts'

/** What one epoch's metric means. */
export interface Decision {
  readonly stop: boolean
  readonly improved: boolean
  readonly best: number | undefined
  readonly bestEpoch: number | undefined
  /** Epochs (or strips) that count against going on. */
  readonly wait: number
  /** A sentence for people. */
  readonly reason: string
}

/** A criterion as a training loop sees it; its state is plain data. */
export interface StoppingCriterion<S = unknown> {
  /** For the training loop: put the best weights back at the end. */
  readonly restoreBest: boolean
  /** Takes one epoch's metric, and for some the training error; epochs count from 0. */
  decide(epoch: number, metric: number, training?: number): Decision
  state(): S
  load(state: S): void
}

/** Refuses a metric that is not a number; NaN is one. */
export function checkMetric(where: string, epoch: number, metric: unknown): void {
  if (typeof metric === 'number') return
  throw new OptimError(`${where}: the metric of epoch ${epoch} is ${show(metric)}; it needs a number.`)
}
