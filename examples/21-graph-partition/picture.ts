// The parts as one picture: a colour for each device, and a Send and a Recv where an edge was cut.
import { plot } from 'glissade'
import type { Part } from './partition.ts'
import type { Node } from './tape.ts'

export function picture(title: string, nodes: readonly Node[], parts: readonly Part[]): string {
  const graph = { nodes: [] as plot.GraphNode[], edges: [] as plot.GraphEdge[] }
  const draw = (node: plot.GraphNode, from: readonly number[]): void => {
    graph.nodes.push(node)
    from.forEach((source, slot) => graph.edges.push({ from: source, to: node.id, slot }))
  }
  const idOf = (pair: number, kind: 'send' | 'recv') => nodes.length + 2 * pair + Number(kind === 'recv')
  for (const [device, part] of parts.entries()) {
    const at = new Map<number, number>() // where on this device a tensor comes from
    for (const node of part) {
      const group = `device ${device}`
      if ('shape' in node) {
        at.set(node.id, node.id)
        const from = node.inputs.flatMap((x) => (typeof x === 'number' ? at.get(x)! : []))
        const label = node.result ? `${node.label} → ${node.result}` : node.label
        draw({ id: node.id, kind: node.run ? 'op' : 'leaf', label, shape: node.shape, group }, from)
        continue
      }
      const { pair, kind, tensor } = node
      const [id, label] = [idOf(pair, kind), `${kind === 'send' ? 'Send' : 'Recv'} ${pair}`]
      const from = kind === 'send' ? at.get(tensor)! : idOf(pair, 'send')
      if (kind === 'recv') at.set(tensor, id)
      draw({ id, kind: 'constant', label, shape: nodes[tensor].shape, group }, [from])
    }
  }
  return plot.graphSvg(graph, { title })
}
