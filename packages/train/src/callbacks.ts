// Who is told how training goes: plain objects with some of these functions.
import { ValueError } from '@glissade/autograd'
import type { Standing } from '@glissade/parallel'
import { shown } from './source.ts'
import type { EpochRow, History } from './history.ts'

/** What a run will do. */
export interface RunInfo {
  readonly epochs: number
  /** Samples in an epoch, and batches. */
  readonly samples: number
  readonly batches: number
}

/** One batch was learnt from. */
export interface BatchInfo extends RunInfo {
  readonly epoch: number
  readonly batch: number
  /** Samples of this epoch seen so far, this batch included. */
  readonly seen: number
  /** Loss and metrics of this batch, before its step. */
  readonly values: Readonly<Record<string, number>>
  /** Their means over the epoch so far. */
  readonly means: Readonly<Record<string, number>>
  /** Seconds since the epoch began. */
  readonly seconds: number
  /** Of a run in parallel: what each worker has done of the epoch. There `onBatchEnd` is called now and then, and `values` are the means. */
  readonly standings?: readonly Standing[]
}

/** Told about a run. What a function returns is awaited after an epoch and at the end, but not after a batch. */
export interface Callback {
  onTrainBegin?(run: RunInfo): void
  onBatchEnd?(batch: BatchInfo): void
  onEpochEnd?(row: EpochRow, run: RunInfo): void | Promise<void>
  onTrainEnd?(history: History): void | Promise<void>
  /** Always called last, also when training throws. */
  onClose?(): void
}

const names = ['onTrainBegin', 'onBatchEnd', 'onEpochEnd', 'onTrainEnd', 'onClose'] as const

/** Refuses what would never be called. */
export function checkCallbacks(callbacks: unknown): void {
  if (!Array.isArray(callbacks))
    throw new ValueError(
      `fit: callbacks is ${shown(callbacks)}; it needs a list, such as [{ onEpochEnd: (row) => … }].`,
    )
  const idle = callbacks.findIndex(
    (each: Partial<Callback> | null | undefined) => !names.some((name) => typeof each?.[name] === 'function'),
  )
  if (idle >= 0)
    throw new ValueError(`fit: callback ${idle} is never called; it needs one of ${names.join(', ')}.`)
}
