// Points of several classes in the terminal, and under them the region that a classifier gives to each class.
import { check, group, type Needed } from '../check.ts'
import { PlotError } from '../errors.ts'
import type { Point } from '../path.ts'
import { checkRange, extent, type Interval, makeScale, plain } from '../scale.ts'
import { type Ink, tint } from './ink.ts'
import { checkCells } from './size.ts'

export interface Group {
  readonly name: string
  readonly points: readonly Point[]
}

interface PlaneSize extends Ink {
  /** In characters, which are twice as high as they are wide. */
  readonly width?: number
  readonly height?: number
}

export interface Scatter extends PlaneSize {
  readonly groups: readonly Group[]
  readonly x?: Interval
  readonly y?: Interval
}

export interface Region extends PlaneSize {
  /** The class of each point, as a whole number from 0: one call for all cells, so that a network sees one batch. */
  readonly classify: (points: readonly Point[]) => ArrayLike<number>
  readonly x: Interval
  readonly y: Interval
  readonly groups?: readonly Group[]
}

const size: { readonly [name: string]: Needed } = {
  'width?': 'number',
  'height?': 'number',
  'color?': 'truth',
}

const marks = ['o', 'x', '+', '*', '#', '@']
const shades = ['░', ' ', '▒', '▓']

/**
 * Points as text, a letter for each group.
 *
 * @throws PlotError when there is no finite point.
 */
export function scatter(plane: Scatter): string {
  check('scatter', 'the plane', plane, { groups: [group], 'x?': 'point', 'y?': 'point', ...size })
  const { groups, x, y, width = 60, height = 26, color = false } = plane
  checkCells('scatter', width, height)
  const points = groups.flatMap((group) => group.points)
  const xs = x ?? extent(points.map((point) => point[0]))
  const ys = y ?? extent(points.map((point) => point[1]))
  if (!xs || !ys) throw new PlotError(`scatter: ${points.length} points, none finite; it needs at least one.`)
  checkRange('scatter', 'x', xs)
  checkRange('scatter', 'y', ys)
  const blank = cellsOf(width, height, () => ' ')
  return draw(xs, ys, groups, blank, { color })
}

/**
 * The classes of a plane as shades, with points over them: the decision boundary is where the shade changes.
 *
 * @throws PlotError when `classify` does not give one whole number of at least 0 for each cell.
 */
export function region(plane: Region): string {
  const points = { x: 'point', y: 'point', 'groups?': [group] } as const
  check('region', 'the plane', plane, { classify: 'function', ...points, ...size })
  const { classify, x, y, groups = [], width = 60, height = 26, color = false } = plane
  checkCells('region', width, height)
  checkRange('region', 'x', x)
  checkRange('region', 'y', y)
  const across = makeScale(x, [0, width - 1], { nice: false })
  const down = makeScale(y, [height - 1, 0], { nice: false })
  const centres = cellsOf(width, height, (row, column): Point => [across.from(column), down.from(row)])
  const classes = checkClasses(Array.from(classify(centres.flat())), width * height)
  const shaded = cellsOf(width, height, (row, column) => {
    const given = classes[row * width + column]
    return tint(shades[given % shades.length], given, { color })
  })
  return draw(x, y, groups, shaded, { color })
}

function checkClasses(classes: number[], count: number): number[] {
  const wrong = classes.find((given) => !Number.isInteger(given) || given < 0)
  if (classes.length === count && wrong === undefined) return classes
  const given = wrong === undefined ? `${classes.length} classes` : `the class ${wrong}`
  throw new PlotError(
    `region: classify gave ${given} for ${count} points; it needs a whole number from 0 for each.`,
  )
}

/** The background, the points over it, a legend above and a frame around. */
function draw(x: Interval, y: Interval, groups: readonly Group[], rows: string[][], ink: Ink): string {
  const across = makeScale(x, [0, rows[0].length - 1], { nice: false })
  const down = makeScale(y, [rows.length - 1, 0], { nice: false })
  const mark = (i: number) => tint(marks[i % marks.length], i, ink)
  groups.forEach(({ points }, i) => {
    for (const point of points) {
      const row = rows[Math.round(down.at(point[1]))]
      const column = Math.round(across.at(point[0]))
      if (row?.[column] !== undefined) row[column] = mark(i)
    }
  })
  const names = groups.map(({ name }, i) => `${mark(i)} ${tint(name, i, ink)}`)
  return framed(rows, x, y, names.join('   '))
}

/** Cells with the ends of both axes beside them. */
function framed(rows: readonly string[][], x: Interval, y: Interval, heading: string): string {
  const short = (end: number) => plain(Number(end.toPrecision(3)))
  const [left, right, bottom, top] = [short(x[0]), short(x[1]), short(y[0]), short(y[1])]
  const margin = Math.max(top.length, bottom.length)
  const width = rows[0].length
  const side = (k: number) => (k === 0 ? top : k === rows.length - 1 ? bottom : '').padStart(margin)
  return [
    ...(heading ? [`${' '.repeat(margin + 1)}${heading}`] : []),
    ...rows.map((row, k) => `${side(k)}│${row.join('')}`.trimEnd()),
    `${' '.repeat(margin)}└${'─'.repeat(width)}`,
    `${' '.repeat(margin + 1)}${left}${right.padStart(width - left.length)}`,
  ].join('\n')
}

/** `height` rows of `width` cells each. */
const cellsOf = <T>(width: number, height: number, cell: (row: number, column: number) => T): T[][] =>
  Array.from({ length: height }, (_, row) => Array.from({ length: width }, (_, column) => cell(row, column)))
