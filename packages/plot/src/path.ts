// From points to the `d` of an SVG path: a gap where a point cannot be drawn, and no more points than the eye can part.
import type { Plane } from './frame.ts'
import { px } from './svg.ts'

export type Point = readonly [x: number, y: number]
/** Bounds below and above at one x. */
export type Bounds = readonly [x: number, low: number, high: number]

// Far outside any figure: keeps a path that leaves the plane from writing numbers a viewer cannot read.
const OUTSIDE = 1e5
/** A coordinate rounded, and kept from running away. */
export const pixel = (value: number): number => px(Math.max(-OUTSIDE, Math.min(OUTSIDE, value)))

/** The points cut into runs in which all can be drawn. */
function runs<P extends readonly number[]>(points: readonly P[], drawable: (point: P) => boolean): P[][] {
  const found: P[][] = []
  let open = false
  for (const point of points) {
    const good = drawable(point)
    if (good && !open) found.push([])
    if (good) found.at(-1)!.push(point)
    open = good
  }
  return found
}

/** A line through the points, broken at gaps; a point alone between two gaps becomes a dot. */
export function linePath(points: readonly Point[], { x, y }: Plane): string {
  const good = runs(points, (point) => x.places(point[0]) && y.places(point[1]))
  return good
    .map((run) => thin(run.map(([a, b]) => [pixel(x.at(a)), pixel(y.at(b))])))
    .map((run) => (run.length === 1 ? `M${run[0]}h0` : `M${run.join('L')}`))
    .join('')
}

/** The area between two bounds, broken at gaps. */
export function bandPath(band: readonly Bounds[], { x, y }: Plane): string {
  const good = runs(band, ([a, low, high]) => x.places(a) && y.places(low) && y.places(high))
  return good
    .map((run) => {
      const lower = thin(run.map(([a, low]) => [pixel(x.at(a)), pixel(y.at(low))]))
      const upper = thin(run.map(([a, , high]) => [pixel(x.at(a)), pixel(y.at(high))]))
      return `M${[...lower, ...upper.toReversed()].join('L')}Z`
    })
    .join('')
}

/**
 * First, lowest, highest and last point of each column of pixels: the same picture from at most four points a column.
 * @see Jugel, Jerzak, Hackenbroich, Markl 2014, "M4: A Visualization-Oriented Time Series Data Aggregation"
 */
export function thin(pixels: readonly Point[]): readonly Point[] {
  const kept: Point[] = []
  for (let start = 0, end = 0; start < pixels.length; start = end) {
    const column = Math.floor(pixels[start][0])
    let low = start
    let high = start
    for (end = start; end < pixels.length && Math.floor(pixels[end][0]) === column; end++) {
      if (pixels[end][1] < pixels[low][1]) low = end
      if (pixels[end][1] > pixels[high][1]) high = end
    }
    const ordered = [start, Math.min(low, high), Math.max(low, high), end - 1]
    for (const at of new Set(ordered)) kept.push(pixels[at])
  }
  return kept
}

/**
 * The points without which the line would leave its course by more than `tolerance` pixels.
 * @see Douglas, Peucker 1973, "Algorithms for the reduction of the number of points required to represent a digitized line"
 */
export function simplify(pixels: readonly Point[], tolerance: number): readonly Point[] {
  const last = pixels.length - 1
  let far = 0
  let most = tolerance
  for (let i = 1; i < last; i++) {
    const distance = toSegment(pixels[i], pixels[0], pixels[last])
    if (distance > most) [far, most] = [i, distance]
  }
  if (far === 0) return pixels.length > 2 ? [pixels[0], pixels[last]] : pixels
  const after = simplify(pixels.slice(far), tolerance)
  return [...simplify(pixels.slice(0, far + 1), tolerance), ...after.slice(1)]
}

/** The distance of a point from the stretch between two others, which may be one. */
function toSegment([x, y]: Point, [ax, ay]: Point, [bx, by]: Point): number {
  const [dx, dy] = [bx - ax, by - ay]
  const square = dx * dx + dy * dy
  const along = square > 0 ? Math.max(0, Math.min(1, ((x - ax) * dx + (y - ay) * dy) / square)) : 0
  const [ox, oy] = [x - ax - along * dx, y - ay - along * dy]
  return Math.sqrt(ox * ox + oy * oy)
}
