// Is every number of a gradient finite? Their sum says yes at once; where it does not, they are looked at one by one.
import { kernelsFor } from '@glissade/autograd'
import type { Floats, FloatType } from './parameter.ts'

/** Below this a kernel call costs more than the loop. */
const SHORT = 4096

/** The first place in [lo, hi) that is NaN or infinite; −1 if there is none. */
export function nonFinite(x: Floats, dtype: FloatType, lo: number, hi: number): number {
  if (hi - lo >= SHORT && Number.isFinite(sumOf(x, dtype, lo, hi))) return -1
  for (let i = lo; i < hi; i++) if (!Number.isFinite(x[i])) return i
  return -1
}

/** NaN and infinity stay in a sum; finite numbers may overflow it. */
function sumOf(x: Floats, dtype: FloatType, lo: number, hi: number): number {
  const out = x.slice(lo, lo + 1)
  const view = { data: x, shape: [hi - lo], stride: [1], offset: lo }
  kernelsFor(dtype).fold('sum', view, { data: out, shape: [1], stride: [1], offset: 0 })
  return out[0]
}
