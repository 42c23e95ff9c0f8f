// The weights of the best epoch, and the running statistics that belong to them.
import type { FlatModel, Floats } from '@glissade/nn'

interface Kept {
  readonly value: Floats
  readonly statistics: Floats
}

/** Keeps one copy of a model, and brings it back. */
export class Best {
  readonly #target: FlatModel
  #kept: Kept | undefined

  constructor(target: FlatModel) {
    this.#target = target
  }

  keep(): void {
    const { value, statistics } = this.#target
    this.#kept = { value: value.slice(), statistics: statistics.slice() }
  }

  state(): Kept | undefined {
    return this.#kept
  }

  load(kept: Kept | undefined): void {
    this.#kept = kept
  }

  /** Whether there was something to bring back. */
  restore(): boolean {
    if (!this.#kept) return false
    this.#target.value.set(this.#kept.value)
    this.#target.statistics.set(this.#kept.statistics)
    this.#target.touch('restoreBest')
    return true
  }
}
