// Points of several classes in a plane of two axes. Read `line-chart.ts` first.
import { axis, check, type Needed } from './check.ts'
import { checkSize, frame, type Plane } from './frame.ts'
import { checkSeries, domain } from './line-chart.ts'
import { color } from './palette.ts'
import { pixel, type Point } from './path.ts'
import type { AxisOptions } from './scale.ts'
import { element, label } from './svg.ts'

export interface PointGroup {
  readonly name: string
  readonly points: readonly Point[]
  /** A letter or digit in place of a dot: for more classes than there are colours. */
  readonly mark?: string
}

export interface ScatterChart {
  readonly title: string
  readonly x: AxisOptions
  readonly y: AxisOptions
  readonly groups: readonly PointGroup[]
  readonly width?: number
  readonly height?: number
}

// prettier-ignore
const parts: Needed = {
  title: 'text', x: axis, y: axis, groups: [{ name: 'text', points: ['point'], 'mark?': 'text' }],
  'width?': 'number', 'height?': 'number',
}

/**
 * Points as the text of an SVG image: a colour for each group, and a dot or the group's mark for each point.
 *
 * Points that are NaN or infinite (or not positive on a logarithmic axis) are left out.
 *
 * @throws PlotError when there is no group, one has no point that can be drawn, or the size is too small.
 */
export function scatterChart(chart: ScatterChart): string {
  check('scatterChart', 'the chart', chart, parts)
  const { title, x, y, groups, width = 800, height = 600 } = chart
  checkSize('scatterChart', width, height)
  checkSeries('scatterChart', groups, x, y)
  const axes = { x: { ...x, domain: domain(groups, x, 0) }, y: { ...y, domain: domain(groups, y, 1) } }
  const legend = groups.map((group, i) => ({ name: group.name, sample: marks(group, i, [[0, 0]]) }))
  const description = groups.map(({ name, points }) => `${name}: ${points.length} points.`).join(' ')
  return frame({ title, description, width, height, ...axes, legend }, (plane) =>
    groups.map((group, i) => marks(group, i, placed(group.points, plane))).join(''),
  )
}

const placed = (points: readonly Point[], { x, y }: Plane): Point[] =>
  points.filter(([a, b]) => x.places(a) && y.places(b)).map(([a, b]) => [pixel(x.at(a)), pixel(y.at(b))])

/** The marks of a group at some pixels. */
function marks({ mark }: PointGroup, index: number, pixels: readonly Point[]): string {
  const style = { fill: color(index), 'fill-opacity': 0.8 }
  if (mark === undefined)
    return element('g', style, ...pixels.map(([cx, cy]) => element('circle', { cx, cy, r: 3 })))
  const text = { ...style, 'font-size': 11, 'text-anchor': 'middle' }
  return element('g', text, ...pixels.map(([x, y]) => label(mark, x, y + 4)))
}
