// The ground of a contour map: a function sampled on a grid, cut by d3-contour into terraces, each above one level.
import { contours } from 'd3-contour'
import { PlotError } from './errors.ts'
import type { Plane } from './frame.ts'
import { type Point, simplify } from './path.ts'
import { extent, type Interval } from './scale.ts'
import { element, px } from './svg.ts'

/** All that lies above one level: closed lines in the units of the axes. */
export type Terrace = readonly (readonly Point[])[]

// Samples along each axis: a ravine a hundredth of the range wide still shows.
const SAMPLES = 240
// Pixels by which a contour line may be off: less than it is wide.
const SEEN = 0.2

/** The terraces of f over a rectangle, from the lowest level to the highest. */
export function survey(
  f: (x: number, y: number) => number,
  x: Interval,
  y: Interval,
  levels: number | readonly number[],
): Terrace[] {
  const along = ([low, high]: Interval, at: number) => low + ((high - low) * at) / (SAMPLES - 1)
  const heights = Array.from({ length: SAMPLES * SAMPLES }, (_, k) => {
    const i = k % SAMPLES
    return f(along(x, i), along(y, (k - i) / SAMPLES))
  })
  const cut = contours().size([SAMPLES, SAMPLES]).thresholds(thresholds(levels, heights))
  // d3-contour puts sample i at i + 1/2.
  const place = ([i, j]: number[]): Point => [along(x, i - 0.5), along(y, j - 0.5)]
  return cut(heights).map(({ coordinates }) => coordinates.flat().map((ring) => ring.map(place)))
}

function thresholds(levels: number | readonly number[], heights: readonly number[]): number[] {
  const span = extent(heights)
  if (!span)
    throw new PlotError(
      'contourChart: f is finite nowhere on the plane; it needs at least one finite height.',
    )
  if (typeof levels !== 'number') return [...levels].sort((a, b) => a - b)
  if (!Number.isInteger(levels) || levels < 1) {
    throw new PlotError(
      `contourChart: levels is ${levels}; it needs a whole number of at least 1, or a list of heights.`,
    )
  }
  const [low, high] = span
  return Array.from({ length: levels }, (_, k) => low + (high - low) * ((k + 1) / (levels + 1)) ** 3)
}

/** One terrace; the closer its `depth` to 1, the darker. */
export function drawTerrace(terrace: Terrace, depth: number, { x, y }: Plane): string {
  const rings = terrace.map((ring) => ring.map(([a, b]): Point => [tenth(x.at(a)), tenth(y.at(b))]))
  const d = rings.map((ring) => `M${simplify(ring, SEEN).join('L')}Z`).join('')
  const fill = `hsl(210 32% ${px(98 - 22 * depth)}%)`
  return element('path', { class: 'level', d, fill, stroke: '#9fb0c0', 'stroke-width': 0.7 })
}

const tenth = (pixels: number): number => Math.round(pixels * 10) / 10
