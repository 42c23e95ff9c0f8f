// Curves in the terminal, by asciichart: one chart a series with its own strokes, laid over each other.
/// <reference path="./asciichart.d.ts" />
import { plot } from 'asciichart'
import { axis, check, group, type Needed } from '../check.ts'
import { checkSeries, type Series } from '../line-chart.ts'
import type { Point } from '../path.ts'
import { type AxisOptions, extent, makeScale, plain, type Scale } from '../scale.ts'
import { type Ink, tint } from './ink.ts'
import { checkCells } from './size.ts'
import { mean } from './sparkline.ts'

export interface TerminalCurves extends Ink {
  readonly x?: AxisOptions
  readonly y?: AxisOptions
  readonly series: readonly Pick<Series, 'name' | 'points'>[]
  /** Of the plane alone, in characters. */
  readonly width?: number
  readonly height?: number
}

// prettier-ignore
const parts: Needed = {
  'x?': axis, 'y?': axis, series: [group], 'width?': 'number', 'height?': 'number', 'color?': 'truth',
}

// Columns left of the plane: a number, then the axis.
const LABEL = 9
const START = LABEL + 1

// asciichart's symbols: axis twice, two unused, then the strokes. They stay apart without colour.
const pens = ['─╰╭╮╯│', '┄╰╭╮╯┆', '═╚╔╗╝║', '━┗┏┓┛┃', '······'].map((pen) => ['┤', '┤', ' ', ' ', ...pen])
const pen = (index: number) => pens[index % pens.length]

/**
 * Curves as text: a legend, the plane, and the ends of the x axis. Each column shows the mean of its points.
 *
 * @throws PlotError when there is no series, or one has no point that can be drawn.
 */
export function terminalCurves(chart: TerminalCurves): string {
  check('terminalCurves', 'the chart', chart, parts)
  const { x = {}, y = {}, series, width = 64, height = 12, color = false } = chart
  checkCells('terminalCurves', width, height)
  checkSeries('terminalCurves', series, x, y)
  const points = series.flatMap((one) => one.points)
  const xs = extent(
    points.map((point) => point[0]),
    x.log,
  )!
  const ys = extent(
    points.map((point) => point[1]),
    y.log,
  )!
  const across = makeScale(xs, [0, width], { ...x, nice: false })
  const up = makeScale(ys, [0, height - 1], { ...y, nice: false })
  const layers = series.map((one, i) => layer(columns(one.points, across, up, width), up, height, pen(i)))
  const names = series.map(({ name }, i) => tint(`${pen(i)[4]} ${name}`, i, { color }))
  const low = plain(xs[0])
  const high = `${x.label ?? ''} ${plain(xs[1])}`.padStart(width - low.length)
  const margin = ' '.repeat(START)
  return [
    `${margin}${y.label ? `${y.label}   ` : ''}${names.join('   ')}`,
    ...overlay(layers, { color }),
    `${margin}${low}${high}`,
  ].join('\n')
}

/** The mean height in each of `width + 1` columns: between the points of two columns a line, next to a gap NaN. */
function columns(points: readonly Point[], across: Scale, up: Scale, width: number): number[] {
  const heights: number[][] = Array.from({ length: width + 1 }, () => [])
  for (const [x, y] of points) {
    if (across.places(x)) heights[Math.round(across.at(x))].push(up.places(y) ? up.at(y) : NaN)
  }
  const means = heights.map(mean)
  const filled = heights.flatMap((column, k) => (column.length > 0 ? [k] : []))
  filled.slice(1).forEach((to, i) => {
    const from = filled[i]
    for (let k = from + 1; k < to; k++) {
      means[k] = means[from] + ((means[to] - means[from]) * (k - from)) / (to - from)
    }
  })
  return means
}

/** One series drawn by asciichart, which knows no gaps: they are bridged first and then wiped out. */
function layer(heights: readonly number[], up: Scale, height: number, symbols: readonly string[]): string[] {
  let last = heights.find(Number.isFinite)!
  const bridged = heights.map((value) => (last = Number.isFinite(value) ? value : last))
  const format = (row: number) => plain(Number(up.from(row).toPrecision(3))).padStart(LABEL)
  const text = plot([bridged], { min: 0, max: height - 1, height: height - 1, offset: 2, symbols, format })
  const gap = (k: number) => k >= 0 && !(Number.isFinite(heights[k]) && Number.isFinite(heights[k + 1]))
  const wipe = (line: string) => Array.from(line, (c, k) => (gap(k - START) ? ' ' : c)).join('')
  return text.split('\n').map(wipe)
}

/** The layers on top of each other, the later ones above. */
function overlay(layers: readonly string[][], ink: Ink): string[] {
  return layers[0].map((axis, row) => {
    const cells = Array.from({ length: axis.length - START }, (_, k) => {
      const top = layers.findLastIndex((one) => one[row][START + k] !== ' ')
      return top < 0 ? ' ' : tint(layers[top][row][START + k], top, ink)
    })
    return (axis.slice(0, START) + cells.join('')).trimEnd()
  })
}
