// Which batches are whose: all of them, each once, also when a worker leaves or comes. For transports that know of all workers in one place.

/** Batches 0, 1, 2, … of a run, dealt to the workers like cards; what a worker leaves undone goes to the others. */
export class Ledger {
  #size: number
  #last = -1
  readonly #mine = new Map<number, number[]>()
  readonly #orphans: number[] = []
  readonly #underWay = new Map<number, number>()
  #done = 0

  /** @param workers - their ranks. */
  constructor(size: number, workers: readonly number[]) {
    this.#size = size
    for (const rank of workers) this.#mine.set(rank, [])
    for (let batch = 0; batch < size; batch++)
      (this.#mine.get(workers[batch % workers.length]) ?? this.#orphans).push(batch)
  }

  /** Whether every batch was done. */
  get complete(): boolean {
    return this.#done === this.#size
  }

  /** The worker's next batch; the one that it took before is done thereby. Undefined when there is none for it now. */
  take(rank: number): number | undefined {
    if (this.#underWay.delete(rank)) this.#done++
    const batch = this.#mine.get(rank)?.shift() ?? this.#orphans.shift()
    if (batch === undefined) return undefined
    this.#underWay.set(rank, batch)
    this.#last = Math.max(this.#last, batch)
    return batch
  }

  /** The worker is gone; the batch under way, too, is for others. */
  drop(rank: number): void {
    const [batch, rest] = [this.#underWay.get(rank), this.#mine.get(rank) ?? []]
    this.#orphans.push(...(batch === undefined ? [] : [batch]), ...rest)
    this.#underWay.delete(rank)
    this.#mine.delete(rank)
  }

  /** A worker comes late and takes over half of what the busiest one has before it. */
  join(rank: number): void {
    const busiest = [...this.#mine.values()].sort((a, b) => b.length - a.length)[0] ?? []
    this.#mine.set(rank, busiest.splice(Math.ceil(busiest.length / 2)))
  }

  /** The batches after the last one that somebody took are for nobody; tells how many there are then. */
  withhold(): number {
    this.#size = this.#last + 1
    const all = [...this.#mine.values(), this.#orphans]
    for (const batches of all) batches.splice(0, Infinity, ...batches.filter((batch) => batch < this.#size))
    return this.#size
  }
}
