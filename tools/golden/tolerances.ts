// How near is near enough, as the description of the golden data states it.
import type { Run, Tolerance } from './case.ts'

const both = (tolerance: number): Tolerance => ({ absolute: tolerance, relative: tolerance })

// prettier-ignore
export const ofValues = ({ dtype }: Run): Tolerance =>
  dtype === 'float64' ? { absolute: 1e-12, relative: 1e-10 } : { absolute: 1e-6, relative: 1e-5 }

const roughly = /^(conv|batchnorm|lstm)/
/** Gradients through long sums keep fewer digits in float32. */
export const ofGradients = (op: string, run: Run): Tolerance =>
  run.dtype === 'float32' && roughly.test(op) ? { absolute: 1e-6, relative: 1e-4 } : ofValues(run)

/** Values that a formula gives in a few operations. */
export const exact = ({ dtype }: Run): Tolerance => both(dtype === 'float64' ? 1e-9 : 1e-5)

/** Weights after k steps; `deviation` is how far a float32 run of PyTorch's own is from its float64 run. */
export const ofTrajectory = ({ dtype }: Run, deviation = 0): Tolerance =>
  dtype === 'float64' ? both(1e-9) : { absolute: Math.max(1e-5, 10 * deviation), relative: 0 }

/** L-BFGS divides by small differences; in float32 it is chaotic. */
export const ofLbfgs = ({ dtype }: Run): Tolerance => both(dtype === 'float64' ? 1e-6 : 1e-2)

export const ofLosses = ({ dtype }: Run): Tolerance => ({
  absolute: 0,
  relative: dtype === 'float64' ? 1e-9 : 1e-4,
})
export const ofFinalParameters = ({ dtype }: Run): Tolerance => both(dtype === 'float64' ? 1e-8 : 1e-3)
