// The picture of a recorded computation. Read `graph.ts`, then `layout.ts`.
import { check, type Needed } from '../check.ts'
import { PlotError } from '../errors.ts'
import { color } from '../palette.ts'
import type { Point } from '../path.ts'
import { element, figure, label, px, textWidth } from '../svg.ts'
import { checkGraph, type Graph, type GraphNode, lines } from './graph.ts'
import { layout, type Layout } from './layout.ts'

export interface GraphOptions {
  readonly title?: string
  /** Which way the computation runs. */
  readonly direction?: 'down' | 'right'
  /** Above it the picture is refused: nobody can read it, and its layout takes seconds. */
  readonly maxNodes?: number
}

const parts: Needed = { 'title?': 'text', 'direction?': 'text', 'maxNodes?': 'number' }

const HEADING = 34
const LEGEND = 26
const fills = { leaf: '#fdebd3', constant: '#eeeeee', op: '#e3eef8' } as const
const strokes = { leaf: '#b35a00', constant: '#777777', op: '#0072b2' } as const

/**
 * A computation graph as the text of an SVG image: ops are rounded blue boxes, leaves (parameters and inputs that
 * gather gradients) square orange ones, constants dashed grey ones. The small digit at an arrow is the input's slot.
 * Nodes with a group have the colour of that group instead.
 *
 * @throws PlotError when the graph is empty, broken, or has more than `maxNodes` nodes.
 */
export function graphSvg(graph: Graph, options: GraphOptions = {}): string {
  check('graphSvg', 'the second argument', options, parts)
  const { title = 'Computation graph', direction = 'down', maxNodes = 500 } = options
  checkGraph('graphSvg', graph)
  if (graph.nodes.length > maxNodes) {
    throw new PlotError(
      `graphSvg: the graph has ${graph.nodes.length} nodes; it draws at most ${maxNodes}. ` +
        'Record a smaller part, raise maxNodes, or give graphDot(graph) to Graphviz.',
    )
  }
  const placed = layout(graph, direction, (node) => {
    const [first, ...rest] = lines(node)
    const widths = [textWidth(first, 13.5), ...rest.map((line) => textWidth(line, 12))]
    return { width: Math.max(56, 20 + Math.max(...widths)), height: 26 + 16 * rest.length }
  })
  const groups = [...new Set(graph.nodes.flatMap(({ group }) => group ?? []))]
  const heading = HEADING + (groups.length > 0 ? LEGEND : 0)
  const explained = legend(groups)
  const width = Math.max(placed.width, 32 + textWidth(title, 16), 16 + explained.width)
  const height = placed.height + heading
  const shift = `translate(${px((width - placed.width) / 2)},${heading})`
  return figure(
    { title, description: describe(graph), width, height },
    label(title, 16, 26, { 'font-size': 16, 'font-weight': 'bold' }),
    ...explained.marks,
    element(
      'g',
      { transform: shift },
      ...placed.edges.map((edge) => arrow(edge, graph)),
      ...placed.nodes.map((place) => box(place, groups)),
    ),
  )
}

function describe({ nodes }: Graph): string {
  const count = (kind: GraphNode['kind']) => nodes.filter((node) => node.kind === kind).length
  const named = nodes.filter((node) => node.name !== undefined).map((node) => node.name)
  const names = named.length === 0 ? '' : ` Named: ${named.join(', ')}.`
  return `${count('op')} ops, ${count('leaf')} leaves, ${count('constant')} constants.${names}`
}

/** A swatch and a name for each group, side by side under the title. */
function legend(groups: readonly string[]): { marks: string[]; width: number } {
  let x = 16
  const marks = groups.map((group, i) => {
    const swatch = element('rect', { x, y: HEADING + 2, width: 14, height: 14, rx: 3, ...tint(i) })
    const name = label(group, x + 20, HEADING + 14)
    x += 44 + textWidth(group, 13)
    return element('g', { class: 'group' }, swatch, name)
  })
  return { marks, width: x }
}

const tint = (group: number) => ({ fill: color(group), 'fill-opacity': 0.16, stroke: color(group) })

function box(
  { node, x, y, box: { width, height } }: Layout['nodes'][number],
  groups: readonly string[],
): string {
  const [first, ...rest] = lines(node)
  const top = y - height / 2
  const rect = { x: x - width / 2, y: top, width, height, rx: node.kind === 'op' ? 12 : 2 }
  const dashes = node.kind === 'constant' ? '4 3' : undefined
  const paint =
    node.group === undefined
      ? { fill: fills[node.kind], stroke: strokes[node.kind] }
      : tint(groups.indexOf(node.group))
  return element(
    'g',
    { class: node.kind, 'text-anchor': 'middle' },
    element('rect', { ...rect, ...paint, 'stroke-dasharray': dashes }),
    label(first, x, top + 18, { 'font-weight': 'bold' }),
    ...rest.map((line, i) => label(line, x, top + 34 + 16 * i, { 'font-size': 12, fill: '#444' })),
  )
}

function arrow({ edge, points }: Layout['edges'][number], { edges }: Graph): string {
  const [ax, ay] = points.at(-2)!
  const [x, y] = points.at(-1)!
  const length = Math.sqrt((x - ax) ** 2 + (y - ay) ** 2) || 1
  const [ux, uy] = [(x - ax) / length, (y - ay) / length]
  const at = (along: number, aside: number): Point => [
    px(x - along * ux - aside * uy),
    px(y - along * uy + aside * ux),
  ]
  const [bx, by] = points.at(-3)!
  const away = ux * (by - y) > uy * (bx - x) ? -6 : 6 // not on the side from which the line comes
  const [atX, atY] = at(11, away)
  const single = edges.every((other) => other.to !== edge.to || other === edge)
  const slot = single
    ? ''
    : label(String(edge.slot), atX, px(atY + 3), { 'font-size': 9, fill: '#666', 'text-anchor': 'middle' })
  const line = element('path', { d: curve(points), fill: 'none', stroke: '#777', 'stroke-width': 1.3 })
  const head = element('path', { d: `M${at(0, 0)}L${at(8, 4)}L${at(8, -4)}Z`, fill: '#777' })
  return element('g', { class: 'edge' }, line, head, slot)
}

/** A smooth line: through the first and the last point, bending at the others. */
function curve(points: readonly Point[]): string {
  const round = ([x, y]: Point): string => `${px(x)},${px(y)}`
  const bends = points.slice(1, -1).map((bend, i) => {
    const [x, y] = points[i + 2]
    const end: Point = i === points.length - 3 ? [x, y] : [(bend[0] + x) / 2, (bend[1] + y) / 2]
    return `Q${round(bend)} ${round(end)}`
  })
  return `M${round(points[0])}${bends.length > 0 ? bends.join('') : `L${round(points.at(-1)!)}`}`
}
