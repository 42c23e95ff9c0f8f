// The same graph as text for Graphviz, which has no limit of size.
import { checkGraph, type Graph, type GraphNode, lines } from './graph.ts'

const shapes = { leaf: 'box', constant: 'box', op: 'oval' } as const

const quote = (text: string): string => `"${text.replace(/["\\]/g, '\\$&').replace(/\n/g, '\\n')}"`

const statement = (node: GraphNode): string => {
  const style = node.kind === 'constant' ? ', style=dashed' : ''
  return `  ${node.id} [label=${quote(lines(node).join('\n'))}, shape=${shapes[node.kind]}${style}]`
}

/**
 * A computation graph in the DOT language: `dot -Tsvg graph.dot > graph.svg`.
 *
 * @throws PlotError when the graph is empty or broken.
 */
export function graphDot(graph: Graph): string {
  checkGraph('graphDot', graph)
  const edges = graph.edges.map(
    ({ from, to, slot }) => `  ${from} -> ${to} [headlabel=${quote(String(slot))}]`,
  )
  return ['digraph {', ...graph.nodes.map(statement), ...edges, '}', ''].join('\n')
}
