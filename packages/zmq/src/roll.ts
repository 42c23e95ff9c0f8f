// An epoch under way: which batches nobody has yet, who is at which, and what was measured. Each batch is done once; what a lost
// worker was at, and has not pushed, goes to the next who asks.
import type { Position } from '@glissade/parallel'
import { begin, column, countBatch, rowLength } from '@glissade/parallel/row'
import type { Numbers } from './message.ts'

/** A worker's row: see `@glissade/parallel/row`. */
interface Row {
  readonly rank: number
  readonly row: number[]
}

/** Plain data, for a checkpoint, as if all workers were gone. */
export interface RollState {
  readonly epoch: number
  /** The batch from which on the rows count. */
  readonly from: number
  readonly next: number
  readonly left: readonly number[]
  readonly rows: readonly Row[]
}

export class Roll {
  readonly epoch: number
  readonly rows: Row[]
  readonly #from: number
  readonly #size: number
  readonly #measures: number
  #next: number
  #withheld = false
  readonly #left: number[]
  readonly #underWay = new Map<number, number>()
  /** Those whose batch under way is in the model already. */
  readonly #pushed = new Set<number>()

  /** Of so many batches, of each of which so much is measured. */
  constructor({ epoch, from, next, left, rows }: RollState, size: number, measures: number) {
    this.epoch = epoch
    this.rows = rows.map(({ rank, row }) => ({ rank, row: [...row] }))
    this.#from = from
    this.#size = size
    this.#measures = measures
    this.#next = next
    this.#left = [...left]
  }

  /** Whether every batch that was given out is done, and no other will be. */
  get over(): boolean {
    return this.#underWay.size === 0 && this.#left.length === 0 && !this.#more
  }

  /** The first batch that nobody was given. */
  get at(): Position {
    const { epoch } = this
    return this.#next === this.#size ? { epoch: epoch + 1, batch: 0 } : { epoch, batch: this.#next }
  }

  get #more(): boolean {
    return !this.#withheld && this.#next < this.#size
  }

  take(rank: number): number | undefined {
    const batch = this.#left.shift() ?? (this.#more ? this.#next++ : undefined)
    if (batch !== undefined) this.#underWay.set(rank, batch)
    return batch
  }

  /** What the worker learned from its batch is in the model: nobody is to do it again. */
  pushed(rank: number): void {
    if (this.#underWay.has(rank)) this.#pushed.add(rank)
  }

  /** The worker's batch is done; one that was taken from it meanwhile is not counted, nor are measures that are not finite. */
  done(rank: number, { samples, busy }: Readonly<Record<string, number>>, values: Numbers): void {
    this.#pushed.delete(rank)
    if (!this.#underWay.delete(rank)) return
    const row = this.rowOf(rank)
    row[column.busy] += busy
    countBatch(row, samples, values)
  }

  /** The worker is gone. */
  drop(rank: number): void {
    const batch = this.#underWay.get(rank)
    if (this.#pushed.delete(rank)) this.rowOf(rank)[column.batches]++
    else if (batch !== undefined) this.#left.push(batch)
    this.#underWay.delete(rank)
  }

  /** What a worker has done of the epoch. */
  rowOf(rank: number): number[] {
    let found = this.rows.find((each) => each.rank === rank)
    if (!found) {
      found = { rank, row: begin(new Array<number>(rowLength(this.#measures))) }
      this.rows.push(found)
    }
    return found.row
  }

  /** No batch is given out that was not before. */
  withhold(): void {
    this.#withheld = true
  }

  state(): RollState {
    const so = { epoch: this.epoch, from: this.#from, next: this.#next, left: this.#left, rows: this.rows }
    const roll = new Roll(so, this.#size, this.#measures)
    for (const [rank, batch] of this.#underWay) {
      roll.#underWay.set(rank, batch)
      if (this.#pushed.has(rank)) roll.#pushed.add(rank)
      roll.drop(rank)
    }
    return { ...so, left: roll.#left, rows: roll.rows }
  }
}
