// A promise of every backend: what it says, and a run that throws where it is broken.
import type { Kernels } from '../../kernels/kernels.ts'

export type Promised = readonly [name: string, run: (k: Kernels) => void]

const show = (x: number): string => (Object.is(x, -0) ? '-0' : String(x))

/** Throws unless `got` is as near to the exact number as it must be. NaN and infinities must agree. */
export function expectNear(where: string, got: number, exact: number, error: number): void {
  const near = Number.isFinite(exact) ? Math.abs(got - exact) <= error : Object.is(got, exact)
  if (!near)
    throw new Error(
      `${where}: ${show(got)}; it needs ${show(exact)}, give or take ${error.toExponential(1)}.`,
    )
}

/** Throws unless both are the same number, NaN, or zero of the same sign. */
export function expectSame(where: string, got: number, exact: number): void {
  if (!Object.is(got, exact)) throw new Error(`${where}: ${show(got)}; it needs ${show(exact)}.`)
}
