// What strategies and transports compute with long vectors all the time: plainly here; a training loop may bring something faster.
import type { Floats } from '@glissade/optim'

export interface Arithmetic {
  /** A vector of zeros, where computing is fast. */
  vector(length: number): Floats
  /** out ← a + b; out may be one of them. */
  add(a: Floats, b: Floats, out: Floats): void
  /** out ← x / n */
  divide(x: Floats, n: number, out: Floats): void
  /** Whether no element is NaN or infinite. */
  finite(x: Floats): boolean
}

/** Plain loops, on vectors of the type of x. */
export const plain = (x: Floats): Arithmetic => ({
  vector: (length) => (x instanceof Float32Array ? new Float32Array(length) : new Float64Array(length)),
  add(a, b, out) {
    for (let i = 0; i < out.length; i++) out[i] = a[i] + b[i]
  },
  divide(x, n, out) {
    for (let i = 0; i < out.length; i++) out[i] = x[i] / n
  },
  finite: (x) => allFinite(x),
})

/** NaN and Infinity, and nothing else, make x − x something else than 0. */
export function allFinite(x: Floats, lo = 0, hi = x.length): boolean {
  let difference = 0
  for (let i = lo; i < hi; i++) difference += x[i] - x[i]
  return difference === 0
}
