// Mean 0 and variance 1 in groups, and the way back: the plain loops, for backends without a shortcut of their own.
// Read `kernels.ts` first.
import { broadcast, dense, type View } from '../view.ts'
import { sizeOf, type Shape } from '../shape.ts'
import { copyInto, eachRow } from './loops.ts'

export interface Normalising {
  readonly eps: number
  /** Without a centre the mean is 0: only the size is normalised. */
  readonly centre: boolean
}

/** Calls `f` for each element, with its place in each view. */
function each(shape: Shape, views: readonly View[], f: (at: readonly number[]) => void): void {
  const single = views.map((x) => ({ ...x, stride: [...x.stride, 0] }))
  eachRow([...shape, 1], single, f)
}

/** One float64 for each group, and the same seen at the shape of x. */
function accumulators(groups: Shape, shape: Shape): [own: View, wide: View] {
  const own = dense(new Float64Array(sizeOf(groups)), groups)
  return [own, broadcast(own, shape)]
}

/**
 * A group is what one number of `mean` stands for: along the axes where that has size 1.
 *
 *     mean = Σ x / n            variance = Σ (x − mean)² / n            y = (x − mean) / √(variance + ε)
 */
export function normalise(x: View, by: Normalising, y: View, mean: View, variance: View): void {
  const n = sizeOf(x.shape) / sizeOf(mean.shape)
  const [means, m] = accumulators(mean.shape, x.shape)
  const [variances, v] = accumulators(mean.shape, x.shape)
  if (by.centre) each(x.shape, [x, m], ([i, g]) => (m.data[g] += x.data[i] / n))
  each(x.shape, [x, m], ([i, g]) => (v.data[g] += (x.data[i] - m.data[g]) ** 2 / n))
  each(x.shape, [x, y, m], ([i, j, g]) => {
    y.data[j] = (x.data[i] - m.data[g]) / Math.sqrt(v.data[g] + by.eps)
  })
  copyInto(means, mean)
  copyInto(variances, variance)
}

/** x̄ = (ȳ − mean(ȳ) − y mean(ȳ y)) / √(variance + ε), means of each group; without a centre, without mean(ȳ). */
export function normaliseBack(dy: View, y: View, variance: View, by: Normalising, dx: View): void {
  const { shape } = y
  const n = sizeOf(shape) / sizeOf(variance.shape)
  const [, a] = accumulators(variance.shape, shape)
  const [, b] = accumulators(variance.shape, shape)
  const v = broadcast(variance, shape)
  each(shape, [dy, y, a], ([i, j, g]) => {
    if (by.centre) a.data[g] += dy.data[i] / n
    b.data[g] += (dy.data[i] * y.data[j]) / n
  })
  each(shape, [dy, y, a, v, dx], ([i, j, g, s, o]) => {
    dx.data[o] = (dy.data[i] - a.data[g] - y.data[j] * b.data[g]) / Math.sqrt(v.data[s] + by.eps)
  })
}
