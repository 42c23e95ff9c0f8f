// How long an epoch has taken, also when it was interrupted in between.

export class Clock {
  readonly #before: number
  readonly #start = performance.now()

  constructor(before = 0) {
    this.#before = before
  }

  seconds(): number {
    return this.#before + (performance.now() - this.#start) / 1000
  }
}
