// Who is told how training goes: plain objects with some of these functions.
import { checkOptions, shown, ValueError } from '@glissade/autograd'
import type { Standing } from '@glissade/parallel'
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
  /** Of a run in parallel: what each worker has done of the epoch in this run. There `onBatchEnd` is called now and then, and `values` are the means. */
  readonly standings?: readonly Standing[]
  /** Seconds in which they did it: those of the epoch, unless it was interrupted and goes on in another run. */
  readonly standingSeconds?: number
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

/** What a function of a plain object is called that is meant to be one of them; others are the object's own. */
const alike = /^(on|after|before)?_?(epoch|batch|train|close)/i

/** What is called by nobody, though its name says that it were. */
function uncalled(callback: object): string | undefined {
  const prototype: unknown = Object.getPrototypeOf(callback)
  const plain = prototype === Object.prototype || prototype === null
  const known = (name: string): boolean => names.includes(name as (typeof names)[number])
  const called = ([name, value]: [string, unknown]): boolean =>
    /^on[A-Z_]/.test(name) || (plain && typeof value === 'function' && alike.test(name))
  const methods = plain
    ? []
    : Object.getOwnPropertyNames(prototype).map((name): [string, unknown] => [name, undefined])
  return [...Object.entries(callback), ...methods].find((each) => called(each) && !known(each[0]))?.[0]
}

/** Refuses what would never be called: a name that is misspelt, or stands for no function. */
export function checkCallbacks(callbacks: unknown): void {
  if (!Array.isArray(callbacks))
    throw new ValueError(
      `fit: callbacks is ${shown(callbacks)}; it needs a list, such as [{ onEpochEnd: (row) => … }].`,
    )
  for (const [i, each] of (callbacks as readonly (Partial<Callback> | null | undefined)[]).entries()) {
    const where = `fit: callback ${i}`
    const unknown = each && uncalled(each)
    if (unknown) checkOptions(where, { [unknown]: undefined }, names)
    const wrong = names.find((name) => each?.[name] !== undefined && typeof each[name] !== 'function')
    if (wrong) throw new ValueError(`${where}: ${wrong} is ${shown(each?.[wrong])}; it needs a function.`)
    if (!names.some((name) => each?.[name] !== undefined))
      throw new ValueError(`${where} is never called; it needs one of ${names.join(', ')}.`)
  }
}
