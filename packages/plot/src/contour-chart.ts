// A function of two weights as a map, and the paths that optimizers take over it. Read `frame.ts` first.
import { check, group, type Needed } from './check.ts'
import { PlotError } from './errors.ts'
import { checkSize, frame, type Plane } from './frame.ts'
import { color } from './palette.ts'
import { linePath, pixel, type Point } from './path.ts'
import { checkRange, drawable, type Interval } from './scale.ts'
import { element, escape, px } from './svg.ts'
import { drawTerrace, survey } from './terrain.ts'

export interface Path {
  readonly name: string
  readonly points: readonly Point[]
}

export interface ContourChart {
  readonly title: string
  /** The height of the map at (x, y). */
  readonly f: (x: number, y: number) => number
  readonly x: { readonly label?: string; readonly range: Interval }
  readonly y: { readonly label?: string; readonly range: Interval }
  /** The heights of the lines, or how many there are to be: then they crowd towards the bottom, as k³. */
  readonly levels?: number | readonly number[]
  readonly paths?: readonly Path[]
  readonly minimum?: Point
  readonly width?: number
  readonly height?: number
}

const span: Needed = { 'label?': 'text', range: 'point' }
// prettier-ignore
const parts: Needed = {
  title: 'text', f: 'function', x: span, y: span, 'levels?': 'levels', 'paths?': [group], 'minimum?': 'point',
  'width?': 'number', 'height?': 'number',
}

/**
 * A contour map with paths over it, as the text of an SVG image. A path starts at a ring and ends at a disc.
 *
 * @throws PlotError when a range is empty or not finite, no level can be drawn, or a path has no finite point.
 */
export function contourChart(chart: ContourChart): string {
  check('contourChart', 'the chart', chart, parts)
  const { title, f, x, y, levels = 12, paths = [], minimum, width = 800, height = 500 } = chart
  checkSize('contourChart', width, height)
  checkRange('contourChart', 'x', x.range)
  checkRange('contourChart', 'y', y.range)
  paths.forEach(checkPath)
  const terraces = survey(f, x.range, y.range, levels)
  const legend = paths.map(({ name }, i) => ({ name, sample: line('M-12,0H12', i) + dot(0, 0, 4, i) }))
  if (minimum) legend.push({ name: 'minimum', sample: cross(0, 0) })
  const axes = { x: { ...x, domain: x.range }, y: { ...y, domain: y.range } }
  const description = paths.map(describe).join(' ')
  return frame({ title, description, width, height, ...axes, nice: false, legend }, (plane) => {
    const ground = terraces.map((terrace, k) => drawTerrace(terrace, k / terraces.length, plane))
    const trails = paths.map((path, i) => trail(path, i, plane))
    const goal = minimum ? cross(plane.x.at(minimum[0]), plane.y.at(minimum[1])) : ''
    const sea = element('rect', { width, height, fill: '#fff' })
    return [sea, ...ground, ...trails, goal].join('')
  })
}

function checkPath({ name, points }: Path): void {
  if (points.some((point) => point.every((value) => drawable(value)))) return
  throw new PlotError(
    `contourChart: path '${name}' has ${points.length} points, none finite; it needs at least one.`,
  )
}

/** A path with a ring at its start and a disc at its end; short ones show every step. */
function trail({ name, points }: Path, index: number, plane: Plane): string {
  const seen = points.filter((point) => point.every((value) => drawable(value)))
  const at = ([a, b]: Point): [number, number] => [pixel(plane.x.at(a)), pixel(plane.y.at(b))]
  const steps = seen.length > 2 && seen.length <= 80 ? [dots(seen.slice(1, -1).map(at), index)] : []
  const start = element('circle', {
    ...center(...at(seen[0])),
    r: 5,
    fill: '#fff',
    stroke: color(index),
    'stroke-width': 2,
  })
  const title = element('title', {}, escape(name))
  return element(
    'g',
    {},
    title,
    line(linePath(points, plane), index),
    ...steps,
    start,
    dot(...at(seen.at(-1)!), 4, index),
  )
}

const center = (x: number, y: number) => ({ cx: x, cy: y })

const line = (d: string, index: number): string =>
  element('path', {
    d,
    fill: 'none',
    stroke: color(index),
    'stroke-width': 2,
    'stroke-linejoin': 'round',
    'stroke-linecap': 'round',
  })

const dot = (x: number, y: number, r: number, index: number): string =>
  element('circle', { ...center(x, y), r, fill: color(index) })

/** Small discs in one element: strokes of no length with round ends. */
const dots = (points: readonly Point[], index: number): string =>
  element('path', {
    class: 'steps',
    d: points.map(([x, y]) => `M${x},${y}h0`).join(''),
    stroke: color(index),
    'stroke-width': 4,
    'stroke-linecap': 'round',
  })

const cross = (x: number, y: number): string =>
  element('path', {
    class: 'minimum',
    d: `M${px(x - 6)},${px(y)}h12m-6,-6v12`,
    stroke: '#222',
    'stroke-width': 2.5,
  })

function describe({ name, points }: Path): string {
  const show = (point: Point) => `(${point.map((value) => Number(value.toPrecision(4))).join(', ')})`
  return `${name} goes from ${show(points[0])} to ${show(points.at(-1)!)} in ${points.length - 1} steps.`
}
