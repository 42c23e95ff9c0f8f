// What a training run leaves: one row per epoch, and how it ended.
import { shown, ValueError } from '@glissade/autograd'
import type { Position, TeamReport } from '@glissade/parallel'

export type { Position }

/** One epoch. Metrics of the validation data carry the prefix `val`, as in `valLoss` and `valAccuracy`. */
export interface EpochRow {
  /** From 0. */
  readonly epoch: number
  /** The mean over the epoch's batches, each before its step, without penalties. */
  readonly loss: number
  readonly seconds: number
  readonly [metric: string]: number
}

/** What `fit` returns. */
export interface History {
  /** The epochs that were finished. */
  readonly epochs: readonly EpochRow[]
  readonly stopped: 'finished' | 'early' | 'interrupted' | 'nan'
  /** How it ended, in words. */
  readonly reason: string
  /** The epoch whose weights are best by the stopping criterion, if there is one. */
  readonly bestEpoch: number | undefined
  /** Whether the model has the weights of the best epoch. */
  readonly restored: boolean
  /** What came of a run in parallel, apart from the model. */
  readonly team?: TeamReport
  /** Where to go on: `fit(…, { start: history.next })`. */
  readonly next: Position
}

/** Values of one metric, epoch by epoch, for a curve. */
export function curve(history: History, metric: string): [epoch: number, value: number][] {
  const { epochs } = (history ?? {}) as Partial<History>
  if (!Array.isArray(epochs))
    throw new ValueError(`curve: the history is ${shown(history)}; it needs what fit() returned: await it.`)
  return (epochs as EpochRow[]).filter((row) => metric in row).map((row) => [row.epoch, row[metric]])
}
