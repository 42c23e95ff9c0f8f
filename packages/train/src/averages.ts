// Means over samples of numbers that come batch by batch.

/** What has to be saved in the middle of an epoch: plain data. */
export interface AveragesState {
  readonly sums: Readonly<Record<string, number>>
  readonly count: number
}

/** Several running means; a batch counts as much as it has samples, so a short last one distorts nothing. */
export class Averages {
  #sums: Record<string, number> = {}
  #count = 0

  add(values: Readonly<Record<string, number>>, samples: number): void {
    for (const [name, value] of Object.entries(values)) {
      this.#sums[name] = (this.#sums[name] ?? 0) + value * samples
    }
    this.#count += samples
  }

  /** Sums over samples that others have seen. */
  addSums(sums: Readonly<Record<string, number>>, samples: number): void {
    for (const [name, sum] of Object.entries(sums)) this.#sums[name] = (this.#sums[name] ?? 0) + sum
    this.#count += samples
  }

  get samples(): number {
    return this.#count
  }

  state(): AveragesState {
    return { sums: { ...this.#sums }, count: this.#count }
  }

  load({ sums, count }: AveragesState): void {
    this.#sums = { ...sums }
    this.#count = count
  }

  means(): Record<string, number> {
    const entries = Object.entries(this.#sums).map(([name, sum]) => [name, sum / this.#count])
    return Object.fromEntries(entries) as Record<string, number>
  }
}
