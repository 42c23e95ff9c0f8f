// Who runs a rule's loop. The plain way is to call it; a backend may bring a faster way to run the same text.

import type { Floats } from './target.ts'

/** A rule seen from the machine: arrays by name, numbers by name, a range of elements. */
export interface Loop {
  readonly name: string
  update(
    arrays: Readonly<Record<string, Floats>>,
    scalars: Readonly<Record<string, number>>,
    lo: number,
    hi: number,
  ): void
}

/** Runs loops; `run` answers false to leave a loop to the plain way. */
export interface Stepper {
  run(
    loop: Loop,
    arrays: Readonly<Record<string, Floats>>,
    scalars: Readonly<Record<string, number>>,
    lo: number,
    hi: number,
  ): boolean
  /** A zeroed vector where this stepper can work on it fast; without it the optimizer makes a plain one. */
  allocate?(like: Floats): Floats
  /** Takes such a vector back. */
  release?(array: Floats): void
}

/** Calls the loop as it stands. */
export const plainStepper: Stepper = {
  run(loop, arrays, scalars, lo, hi) {
    loop.update(arrays, scalars, lo, hi)
    return true
  },
}
