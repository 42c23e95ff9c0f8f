// What every chart with two axes shares: title, legend, grid, tick labels, and the plane to draw on.
import { PlotError } from './errors.ts'
import { type AxisOptions, type Interval, makeScale, type Scale } from './scale.ts'
import { element, escape, figure, label, px, textWidth } from './svg.ts'

export interface Plane {
  readonly x: Scale
  readonly y: Scale
}

export interface LegendEntry {
  readonly name: string
  /** A sample of the marks, drawn in a box of 24 by 12 pixels around the origin. */
  readonly sample: string
}

interface Frame {
  readonly title: string
  readonly description: string
  readonly width: number
  readonly height: number
  readonly x: AxisOptions & { readonly domain: Interval; readonly whole?: boolean }
  readonly y: AxisOptions & { readonly domain: Interval }
  readonly nice?: boolean
  readonly legend: readonly LegendEntry[]
}

const SMALL = 12
const EDGE = 16

/** Refuses a figure too small for its labels. */
export function checkSize(where: string, width: number, height: number): void {
  if (width >= 240 && width <= 1e5 && height >= 180 && height <= 1e5) return
  throw new PlotError(
    `${where}: the size is ${width} x ${height}; it needs 240 x 180 to 100000 x 100000 pixels.`,
  )
}

/** A chart: `draw` is given the plane and returns the marks, which are clipped to it. */
export function frame(
  { title, description, width, height, x, y, nice = true, legend }: Frame,
  draw: (plane: Plane) => string,
) {
  const rows = legendRows(legend, width - 2 * EDGE)
  const top = 70 + 20 * rows.length
  const bottom = height - 52
  const yScale = makeScale(y.domain, [bottom, top], { ...y, nice, count: (bottom - top) / 60 })
  const left = EDGE + 8 + Math.max(...yScale.ticks.map((tick) => textWidth(tick.label, SMALL)))
  const right = width - 28
  // Between epochs 1 and 2 there is nothing to name.
  const most = x.whole && !x.log ? x.domain[1] - x.domain[0] : Infinity
  const xScale = makeScale(x.domain, [left, right], {
    ...x,
    nice,
    count: Math.min((right - left) / 90, most),
  })
  const titleSize = Math.min(17, (17 * (width - 2 * EDGE)) / textWidth(title, 17))
  const clip = `clip-${width}-${height}-${Math.round(left)}-${top}`
  const area = { x: left, y: top, width: right - left, height: bottom - top }
  return figure(
    { title, description, width, height },
    label(title, EDGE, 28, { 'font-size': titleSize, 'font-weight': 'bold' }),
    drawLegend(rows),
    label(y.label ?? '', EDGE, top - 14, { 'font-size': SMALL }),
    label(x.label ?? '', (left + right) / 2, height - 12, { 'font-size': SMALL, 'text-anchor': 'middle' }),
    element('clipPath', { id: clip }, element('rect', area)),
    element('g', { class: 'grid' }, grid(xScale, yScale, { left, right, top, bottom })),
    element('g', { class: 'marks', 'clip-path': `url(#${clip})` }, draw({ x: xScale, y: yScale })),
    element('rect', { ...area, fill: 'none', stroke: '#888' }),
  )
}

function grid(
  x: Scale,
  y: Scale,
  { left, right, top, bottom }: Record<'left' | 'right' | 'top' | 'bottom', number>,
) {
  const line = { stroke: '#e4e4e4', 'stroke-width': 1 }
  const font = { 'font-size': SMALL, fill: '#444' }
  const columns = x.ticks
    .filter((tick) => tick.label !== '')
    .map(
      ({ at, label: text }) =>
        element('path', { d: `M${px(at)},${top}V${bottom}`, ...line }) +
        label(text, at, bottom + 18, { ...font, 'text-anchor': 'middle' }),
    )
  const rows = y.ticks
    .filter((tick) => tick.label !== '')
    .map(
      ({ at, label: text }) =>
        element('path', { d: `M${px(left)},${px(at)}H${right}`, ...line }) +
        label(text, left - 7, at + 4, { ...font, 'text-anchor': 'end' }),
    )
  return [...columns, ...rows].join('')
}

/** The legend broken into rows no wider than `width`, each entry with its place. */
function legendRows(entries: readonly LegendEntry[], width: number) {
  const rows: { entry: LegendEntry; x: number }[][] = []
  let x = Infinity
  for (const entry of entries) {
    const needs = 52 + textWidth(entry.name, SMALL)
    if (x + needs > width) {
      rows.push([])
      x = 0
    }
    rows.at(-1)!.push({ entry, x })
    x += needs
  }
  return rows
}

const drawLegend = (rows: ReturnType<typeof legendRows>): string =>
  element(
    'g',
    { class: 'legend', 'font-size': SMALL },
    ...rows.flatMap((row, i) =>
      row.map(({ entry, x }) =>
        element(
          'g',
          { transform: `translate(${EDGE + 12 + x},${48 + 20 * i})` },
          entry.sample,
          element('text', { x: 18, y: 4 }, escape(entry.name)),
        ),
      ),
    ),
  )
