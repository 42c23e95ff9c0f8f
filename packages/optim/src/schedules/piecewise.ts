// A line drawn through points.

import { OptimError } from '../error.ts'
import { show } from '../hyperparameter.ts'
import type { Schedule } from '../hyperparameter.ts'

/**
 * Straight lines through the points (t, value), level before the first and after the last.
 *
 *     piecewise([[0, 0.01], [100, 0.1], [1000, 0]])          warm up, then fall
 */
export function piecewise(points: readonly (readonly [t: number, value: number])[]): Schedule {
  checkPoints(points)
  const times = points.map(([t]) => t)
  if (points.length === 0) {
    throw new OptimError('schedules.piecewise: there are no points; it needs at least one.')
  }
  if (!points.flat().every(Number.isFinite) || times.some((t, k) => k > 0 && !(t > times[k - 1]))) {
    const given = points.map((point) => `(${point.join(', ')})`).join(' ')
    throw new OptimError(`schedules.piecewise: the points are ${given}; they must be finite and t must rise.`)
  }
  return (t) => {
    const k = times.findIndex((time) => t < time)
    if (k === 0) return points[0][1]
    if (k < 0) return points.at(-1)![1]
    const [[t0, y0], [t1, y1]] = [points[k - 1], points[k]]
    return y0 + ((y1 - y0) * (t - t0)) / (t1 - t0)
  }
}

function checkPoints(points: unknown): void {
  if (Array.isArray(points) && points.every((point) => Array.isArray(point) && point.length === 2)) return
  throw new OptimError(
    `schedules.piecewise: the points are ${show(points)}; they must be a list of pairs, such as [[0, 0.01], [100, 0.1]].`,
  )
}
