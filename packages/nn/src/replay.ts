// Evaluating the same loss several times within one step (look-ahead gradients, line searches): each time with the same
// dropout masks, and with running statistics that move once.
import type { Generator } from '@glissade/random'
import type { Floats } from './parameter.ts'

type State = ReturnType<Generator['state']>

export class Replay {
  readonly #generators: readonly Generator[]
  readonly #statistics: Floats
  #start: readonly State[] = []

  constructor(generators: readonly Generator[], statistics: Floats) {
    this.#generators = generators
    this.#statistics = statistics
  }

  /** Runs evaluation k of a step. One that throws leaves generators and statistics as it found them. */
  run<R>(k: number, f: () => R): R {
    const before = this.#states()
    if (k === 0) this.#start = before
    else this.#rewind(this.#start)
    const statistics = this.#statistics.slice()
    try {
      const result = f()
      if (k > 0) this.#statistics.set(statistics)
      return result
    } catch (error) {
      this.#rewind(before)
      this.#statistics.set(statistics)
      throw error
    }
  }

  #states(): State[] {
    return this.#generators.map((each) => each.state())
  }

  #rewind(states: readonly State[]): void {
    this.#generators.forEach((each, i) => each.restore(states[i]))
  }
}
