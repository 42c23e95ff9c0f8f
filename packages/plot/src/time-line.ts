// Who does what when: lanes with bars, and arrows from one lane to another. Read `svg.ts` first.
import { check as checkParts, type Needed } from './check.ts'
import { PlotError } from './errors.ts'
import { color } from './palette.ts'
import { makeScale, type Scale } from './scale.ts'
import { element, figure, label, px, textWidth } from './svg.ts'

export interface Lane {
  readonly name: string
  readonly bars: readonly Bar[]
}

export interface Bar {
  readonly from: number
  readonly to: number
  /** Bars of one kind have one colour, which the figure explains. */
  readonly kind: string
}

/** From one lane at a time to another at a later one. */
export interface Arrow {
  readonly from: { readonly lane: number; readonly time: number }
  readonly to: { readonly lane: number; readonly time: number }
  readonly kind: string
}

export interface TimeLine {
  readonly title: string
  readonly lanes: readonly Lane[]
  readonly arrows?: readonly Arrow[]
  /** The unit of time. */
  readonly unit?: string
  /** What is later is not drawn. */
  readonly end: number
  readonly width?: number
}

const place: Needed = { lane: 'number', time: 'number' }
// prettier-ignore
const parts: Needed = {
  title: 'text', lanes: [{ name: 'text', bars: [{ from: 'number', to: 'number', kind: 'text' }] }],
  'arrows?': [{ from: place, to: place, kind: 'text' }], 'unit?': 'text', end: 'number', 'width?': 'number',
}

const LANE = 38
const BAR = 18
const TOP = 74

/**
 * Lanes over time as the text of an SVG image. Bars and arrows that reach beyond the end are left out.
 *
 * @throws PlotError when there are no lanes, an arrow leads to none, or the end is not positive.
 */
export function timeLine(figureOf: TimeLine): string {
  checkParts('timeLine', 'the time line', figureOf, parts)
  const { title, lanes, arrows = [], unit = 'time', end, width = 800 } = figureOf
  check(lanes, arrows, end)
  const left = 28 + Math.max(...lanes.map(({ name }) => textWidth(name, 13)))
  const x = makeScale([0, end], [left, width - 24], { nice: false, count: 8 })
  const kinds = [...new Set([...lanes.flatMap(({ bars }) => bars), ...arrows].map(({ kind }) => kind))]
  const bottom = TOP + lanes.length * LANE
  const description = lanes.map(({ name, bars }) => `${name}: ${bars.length} bars.`).join(' ')
  const seen = arrows.filter(({ to }) => to.time <= end)
  return figure(
    { title, description: `${description} ${seen.length} arrows.`, width, height: bottom + 46 },
    label(title, 16, 28, { 'font-size': 17, 'font-weight': 'bold' }),
    ...legend(kinds),
    ...x.ticks.map(({ at, label: text }) => tick(at, bottom, text)),
    label(unit, (left + width - 24) / 2, bottom + 38, { 'font-size': 12, 'text-anchor': 'middle' }),
    ...lanes.flatMap((lane, i) => drawLane(lane, i, x, end, kinds)),
    ...seen.map((arrow) => drawArrow(arrow, x, color(kinds.indexOf(arrow.kind)))),
  )
}

function check(lanes: readonly Lane[], arrows: readonly Arrow[], end: number): void {
  if (lanes.length === 0) throw new PlotError('timeLine: no lanes were given; it needs at least one.')
  if (!(end > 0 && end < Infinity)) throw new PlotError(`timeLine: end is ${end}; it needs a positive time.`)
  const lost = arrows.flatMap(({ from, to }) => [from.lane, to.lane]).find((lane) => !lanes[lane])
  if (lost !== undefined)
    throw new PlotError(`timeLine: an arrow has lane ${lost}; it needs one of 0 to ${lanes.length - 1}.`)
}

const middle = (lane: number): number => TOP + lane * LANE + LANE / 2

function legend(kinds: readonly string[]): string[] {
  let x = 16
  return kinds.map((kind, i) => {
    const swatch = element('rect', { x, y: 40, width: 14, height: 14, rx: 3, fill: color(i) })
    const name = label(kind, x + 20, 52, { 'font-size': 12 })
    x += 44 + textWidth(kind, 12)
    return element('g', { class: 'kind' }, swatch, name)
  })
}

function tick(x: number, bottom: number, text: string): string {
  const line = element('path', { d: `M${px(x)},${TOP}V${bottom}`, stroke: '#e5e5e5' })
  return line + label(text, x, bottom + 18, { 'font-size': 12, 'text-anchor': 'middle' })
}

function drawLane(
  { name, bars }: Lane,
  i: number,
  x: Scale,
  end: number,
  kinds: readonly string[],
): string[] {
  const drawn = bars
    .filter(({ to }) => to <= end)
    .map(({ from, to, kind }) =>
      element('rect', {
        class: 'bar',
        x: x.at(from),
        y: middle(i) - BAR / 2,
        width: x.at(to) - x.at(from),
        height: BAR,
        rx: 3,
        fill: color(kinds.indexOf(kind)),
        'fill-opacity': 0.75,
        stroke: '#fff',
      }),
    )
  return [label(name, 16, middle(i) + 5), ...drawn]
}

function drawArrow({ from, to }: Arrow, x: Scale, stroke: string): string {
  const [x1, x2] = [x.at(from.time), x.at(to.time)]
  const down = Math.sign(to.lane - from.lane)
  const y1 = middle(from.lane) + (down * BAR) / 2
  const y2 = middle(to.lane) - (down * BAR) / 2
  const length = Math.sqrt((x2 - x1) ** 2 + (y2 - y1) ** 2) || 1
  const [ux, uy] = [(x2 - x1) / length, (y2 - y1) / length]
  const corner = (side: number) => `${x2 - 7 * ux - side * 3 * uy},${y2 - 7 * uy + side * 3 * ux}`
  const head = element('path', { d: `M${px(x2)},${px(y2)}L${corner(1)}L${corner(-1)}Z`, fill: stroke })
  const way = `M${px(x1)},${px(y1)}L${px(x2)},${px(y2)}`
  const line = element('path', { d: way, fill: 'none', stroke, 'stroke-width': 1.2 })
  return element('g', { class: 'arrow' }, line, head)
}
