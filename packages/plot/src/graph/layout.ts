// Where each node of a computation goes: inputs first, the result last, few crossings. The work is dagre's.
import { graphlib, layout as dagre } from '@dagrejs/dagre'
import type { Point } from '../path.ts'
import type { Graph, GraphEdge, GraphNode } from './graph.ts'

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
 * Centres of the nodes and bends of the edges, layer by layer.
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
    ranksep: 34,
    marginx: 16,
    marginy: 16,
  })
  for (const node of nodes) g.setNode(String(node.id), { ...boxOf(node) })
  edges.forEach(({ from, to }, k) => g.setEdge(String(from), String(to), {}, String(k)))
  dagre(g)
  const { width, height }: Box = g.graph()
  return {
    width,
    height,
    nodes: nodes.map((node) => ({ node, box: boxOf(node), ...g.node(String(node.id)) })),
    edges: edges.map((edge, k) => {
      const bends: { x: number; y: number }[] = g.edge(String(edge.from), String(edge.to), String(k)).points
      return { edge, points: bends.map(({ x, y }) => [x, y] as const) }
    }),
  }
}
