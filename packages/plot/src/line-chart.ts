// Curves over a common x: losses, learning rates, accuracies. Read `frame.ts` first.
import { axis, check, type Needed } from './check.ts'
import { checkSize, frame, type Plane } from './frame.ts'
import { type Bounds, bandPath, linePath, type Point } from './path.ts'
import { color, dash } from './palette.ts'
import { PlotError } from './errors.ts'
import { type AxisOptions, drawable, extent, type Interval, plain } from './scale.ts'
import { element, escape } from './svg.ts'

export interface Series {
  readonly name: string
  readonly points: readonly Point[]
  /** An area around the line, for a spread over seeds. */
  readonly band?: readonly Bounds[]
  readonly dashed?: boolean
}

export interface LineChart {
  readonly title: string
  readonly x: AxisOptions
  readonly y: AxisOptions
  readonly series: readonly Series[]
  readonly width?: number
  readonly height?: number
}

// prettier-ignore
const parts: Needed = {
  title: 'text', x: axis, y: axis,
  series: [{ name: 'text', points: ['point'], 'band?': ['numbers'], 'dashed?': 'truth' }],
  'width?': 'number', 'height?': 'number',
}

/**
 * Curves as the text of an SVG image.
 *
 * A point that is NaN or infinite (or not positive on a logarithmic axis) leaves a gap. The description that a screen
 * reader speaks gives the last value of each series.
 *
 * @throws PlotError when there is no series, one has no point that can be drawn, or the size is too small.
 */
export function lineChart(chart: LineChart): string {
  check('lineChart', 'the chart', chart, parts)
  const { title, x, y, series, width = 800, height = 500 } = chart
  checkSize('lineChart', width, height)
  checkSeries('lineChart', series, x, y)
  const description = series.map((one) => lastValue(one, x, y)).join(' ')
  const legend = series.map((one, i) => ({ name: one.name, sample: stroke(one, i, 'M-12,0H12') }))
  const whole = coordinates(series, 0).every(Number.isInteger)
  const axes = { x: { ...x, domain: domain(series, x, 0), whole }, y: { ...y, domain: domain(series, y, 1) } }
  const draw = (plane: Plane) => series.map((one, i) => curve(one, i, plane)).join('')
  return frame({ title, description, width, height, ...axes, legend }, draw)
}

/** From the least to the greatest number along an axis. */
export const domain = (
  series: readonly Pick<Series, 'points' | 'band'>[],
  axis: AxisOptions,
  k: 0 | 1,
): Interval => extent(coordinates(series, k), axis.log)!

/** Refuses no series, and a series without a point that can be drawn. */
export function checkSeries(
  where: string,
  series: readonly Pick<Series, 'name' | 'points'>[],
  x: AxisOptions,
  y: AxisOptions,
): void {
  if (series.length === 0) throw new PlotError(`${where}: no series was given; it needs at least one.`)
  for (const { name, points } of series) {
    const given = `${where}: series '${name}'`
    if (points.length === 0) throw new PlotError(`${given} is empty; it needs at least one point.`)
    if (points.some(([a, b]) => drawable(a, x.log) && drawable(b, y.log))) continue
    const needs = x.log || y.log ? 'finite, and positive on a logarithmic axis' : 'finite'
    const cause = 'Did the run diverge?'
    throw new PlotError(
      `${given} has ${points.length} points that cannot be drawn; it needs one that is ${needs}. ${cause}`,
    )
  }
}

/** Every x (k = 0) or every y (k = 1) that a figure must hold, the bands' among them. */
function coordinates(series: readonly Pick<Series, 'points' | 'band'>[], k: 0 | 1): number[] {
  const bounds = ([x, low, high]: Bounds) => (k === 0 ? [x] : [low, high])
  return series.flatMap(({ points, band = [] }) => [
    ...points.map((point) => point[k]),
    ...band.flatMap(bounds),
  ])
}

function curve(series: Series, index: number, plane: Plane): string {
  const band =
    series.band &&
    element('path', { d: bandPath(series.band, plane), fill: color(index), 'fill-opacity': 0.18 })
  return (band ?? '') + stroke(series, index, linePath(series.points, plane))
}

const stroke = ({ name, dashed }: Series, index: number, d: string): string =>
  element(
    'path',
    {
      d,
      fill: 'none',
      stroke: color(index),
      'stroke-width': 2,
      'stroke-linejoin': 'round',
      'stroke-linecap': dash(index, dashed) ? undefined : 'round',
      'stroke-dasharray': dash(index, dashed),
    },
    element('title', {}, escape(name)),
  )

function lastValue({ name, points }: Series, x: AxisOptions, y: AxisOptions): string {
  const [a, b] = points.findLast((point) => drawable(point[0], x.log) && drawable(point[1], y.log))!
  const last = points.at(-1)!
  const ends = last[0] === a && last[1] === b ? '' : ` Its last point is (${last.join(', ')}).`
  return `${name} ends at ${plain(b)}, ${x.label ?? 'x'} ${plain(a)}.${ends}`
}
