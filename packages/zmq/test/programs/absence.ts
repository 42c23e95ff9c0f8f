// Follows one worker of a run that is lost and comes back, by what its coordinator sees of it.
import type { Standing } from '@glissade/parallel'

export class Absence {
  /** Whether it is given up now. */
  lost = false
  /** Whether it has done a batch since it was given up. */
  over = false
  readonly #rank: number
  /** What it had done of the epoch when it was given up; nothing of the epochs that began since. */
  #before: number | undefined

  constructor(rank: number) {
    this.#rank = rank
  }

  see(standings: readonly Standing[]): void {
    const { lost, batches } = standings.find(({ rank }) => rank === this.#rank) ?? { batches: 0 }
    this.lost = lost !== undefined
    if (this.lost) this.#before = batches
    if (this.#before === undefined) return
    this.#before = Math.min(this.#before, batches)
    this.over ||= batches > this.#before
  }
}
