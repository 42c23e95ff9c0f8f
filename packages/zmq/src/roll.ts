// An epoch under way: which batches nobody has yet, who is at which, and what was measured. Each batch is done once; what a lost
// worker was at goes to the next who asks.
import type { Position } from '@glissade/parallel'

/** What a worker has done of the epoch; `sums` are over its samples, in the order of the measures. */
export interface Row {
  readonly rank: number
  batches: number
  samples: number
  /** Seconds in which it waited for nobody. */
  busy: number
  readonly sums: number[]
}

/** Plain data, for a checkpoint. What was under way is to be done again. */
export interface RollState {
  readonly epoch: number
  readonly next: number
  readonly left: readonly number[]
  readonly rows: readonly Row[]
}

export class Roll {
  readonly epoch: number
  readonly rows: Row[]
  readonly #size: number
  #next: number
  #withheld = false
  readonly #left: number[]
  readonly #underWay = new Map<number, number>()

  constructor({ epoch, next, left, rows }: RollState, size: number) {
    this.epoch = epoch
    this.rows = rows.map((row) => ({ ...row, sums: [...row.sums] }))
    this.#size = size
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

  /** The worker's batch is done; one that was taken from it meanwhile is not counted. */
  done(rank: number, { samples, busy }: Readonly<Record<string, number>>, values: ArrayLike<number>): void {
    if (!this.#underWay.delete(rank)) return
    let row = this.rows.find((each) => each.rank === rank)
    if (!row)
      this.rows.push((row = { rank, batches: 0, samples: 0, busy: 0, sums: Array.from(values, () => 0) }))
    row.batches++
    row.samples += samples
    row.busy += busy
    for (let i = 0; i < values.length; i++) row.sums[i] += samples * values[i]
  }

  /** The worker is gone. */
  drop(rank: number): void {
    const batch = this.#underWay.get(rank)
    if (batch !== undefined) this.#left.push(batch)
    this.#underWay.delete(rank)
  }

  /** No batch is given out that was not before. */
  withhold(): void {
    this.#withheld = true
  }

  state(): RollState {
    const left = [...this.#left, ...this.#underWay.values()]
    return { epoch: this.epoch, next: this.#next, left, rows: this.rows }
  }
}
