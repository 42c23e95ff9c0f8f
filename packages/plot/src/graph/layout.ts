// Where each node of a computation goes: inputs first, the result last, few crossings. The work is dagre's.
import { graphlib, layout as dagre } from '@dagrejs/dagre'
import type { Point } from '../path.ts'
import type { Graph, GraphEdge, GraphNode } from './graph.ts'
import { routes, routesAcross } from './route.ts'

export interface Box {
  readonly width: number
  readonly height: number
}

export interface Layout extends Box {
  readonly nodes: readonly {
    readonly node: GraphNode
    readonly x: number
    readonly y: number
    readonly box: Box
  }[]
  readonly edges: readonly { readonly edge: GraphEdge; readonly points: readonly Point[] }[]
}

/**
 * Centres of the nodes, layer by layer, and ways of the edges past them.
 * @see Gansner, Koutsofios, North, Vo 1993, "A Technique for Drawing Directed Graphs"
 */
export function layout(
  { nodes, edges }: Graph,
  direction: 'down' | 'right',
  boxOf: (node: GraphNode) => Box,
): Layout {
  const g = new graphlib.Graph({ multigraph: true })
  g.setGraph({
    rankdir: direction === 'down' ? 'TB' : 'LR',
    nodesep: 22,
    ranksep: 44,
    marginx: 16,
    marginy: 16,
  })
  for (const node of nodes) g.setNode(String(node.id), { ...boxOf(node) })
  edges.forEach(({ from, to }, k) => g.setEdge(String(from), String(to), {}, String(k)))
  dagre(g)
  const { width, height }: Box = g.graph()
  const placed = nodes.map((node) => {
    const { x, y }: { x: number; y: number } = g.node(String(node.id))
    return { node, box: boxOf(node), x, y }
  })
  const at = new Map(placed.map((place) => [place.node.id, place]))
  const courses = edges.map(({ from, to }, k) => {
    const points: { x: number; y: number }[] = g.edge(String(from), String(to), String(k)).points
    return {
      from: at.get(from)!,
      to: at.get(to)!,
      bends: points.slice(1, -1).map(({ x, y }) => [x, y] as const),
    }
  })
  const ways = (direction === 'down' ? routes : routesAcross)(courses, placed)
  return { width, height, nodes: placed, edges: edges.map((edge, k) => ({ edge, points: ways[k] })) }
}
