// What is no figure is refused before anything is drawn, and its place is named.
import { expect, it } from 'vitest'
import {
  confusionMatrix,
  contourChart,
  digit,
  graphDot,
  graphSvg,
  lineChart,
  PlotError,
  region,
  scatter,
  scatterChart,
  sparkline,
  terminalCurves,
  timeLine,
} from '../src/index.ts'

const any = (value: unknown): never => value as never
const series = [{ name: 'loss', points: [[0, 1]] }]
const chart = { title: 'Loss', x: {}, y: {}, series }
const node = { id: 0, kind: 'op', label: 'add', shape: [2] }

// prettier-ignore
const rows: readonly (readonly [message: string, call: () => unknown])[] = [
  ['lineChart: the chart is undefined; it needs an object of title, x, y, series, width, height.', () => lineChart(any(undefined))],
  ['lineChart: the chart is a list of 3; it needs an object of title, x, y, series, width, height.', () => lineChart(any([1, 2, 3]))],
  ['lineChart: the chart has no part serie; it has title, x, y, series, width, height.', () => lineChart(any({ ...chart, serie: [] }))],
  ['lineChart: x is undefined; it needs an object of label, log.', () => lineChart(any({ ...chart, x: undefined }))],
  ['lineChart: x.label is 3; it needs a text.', () => lineChart(any({ ...chart, x: { label: 3 } }))],
  ['lineChart: series is an object; it needs a list.', () => lineChart(any({ ...chart, series: series[0] }))],
  ["lineChart: series[0].points[1] is a list of 1; it needs a pair of numbers, [x, y].", () => lineChart(any({ ...chart, series: [{ name: 'loss', points: [[0, 1], [2]] }] }))],
  ["lineChart: series[0].points[0] is 0.5; it needs a pair of numbers, [x, y].", () => lineChart(any({ ...chart, series: [{ name: 'loss', points: [0.5] }] }))],
  ["lineChart: series[0].points[0][0] is '1'; it needs a number.", () => lineChart(any({ ...chart, series: [{ name: 'loss', points: [['1', 2]] }] }))],
  ["lineChart: width is '800'; it needs a number.", () => lineChart(any({ ...chart, width: '800' }))],
  ['scatterChart: groups is undefined; it needs a list.', () => scatterChart(any({ title: 'Loss', x: {}, y: {} }))],
  ['contourChart: f is 3; it needs a function.', () => contourChart(any({ title: 'Bowl', f: 3, x: { range: [0, 1] }, y: { range: [0, 1] } }))],
  ['contourChart: x.range is undefined; it needs a pair of numbers, [x, y].', () => contourChart(any({ title: 'Bowl', f: () => 0, x: {}, y: { range: [0, 1] } }))],
  ["contourChart: levels is 'many'; it needs a number, or a list of them.", () => contourChart(any({ title: 'Bowl', f: () => 0, x: { range: [0, 1] }, y: { range: [0, 1] }, levels: 'many' }))],
  ['timeLine: lanes[0].bars is undefined; it needs a list.', () => timeLine(any({ title: 'Work', lanes: [{ name: 'one' }], end: 1 }))],
  ['graphSvg: the graph is a function; it needs an object of nodes, edges.', () => graphSvg(any(() => 0))],
  ['graphSvg: the second argument has no part width; it has title, direction, maxNodes.', () => graphSvg({ nodes: [node], edges: [] } as never, any({ width: 3 }))],
  ['graphDot: nodes[0].shape is undefined; it needs a list of numbers.', () => graphDot(any({ nodes: [{ ...node, shape: undefined }], edges: [] }))],
  ['digit: pixels is undefined; it needs a list of numbers.', () => digit(any(undefined))],
  ['confusionMatrix: labels is undefined; it needs a list.', () => confusionMatrix([[1]], any(undefined))],
  ["sparkline: values[0] is 'a'; it needs a number.", () => sparkline(any(['a']))],
  ["terminalCurves: color is 'red'; it needs true or false.", () => terminalCurves(any({ series, color: 'red' }))],
  ['scatter: the plane has no part points; it has groups, x, y, width, height, color.', () => scatter(any({ points: [] }))],
  ['region: classify is undefined; it needs a function.', () => region(any({ x: [0, 1], y: [0, 1] }))],
]

it.each(rows)('%s', (message, call) => {
  expect(call).toThrow(PlotError)
  expect(call).toThrow(new PlotError(message))
})
