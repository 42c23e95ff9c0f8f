// A recorded computation as plain data, for pictures and for counting: which op fed which.
import { record } from './record.ts'
import { open } from './recording.ts'
import type { Shape } from './shape.ts'
import type { Tensor } from './tensor.ts'

export interface GraphNode {
  readonly id: number
  readonly kind: 'leaf' | 'constant' | 'op'
  /** The op's name; for leaves the name that was given, else the element type. */
  readonly label: string
  readonly shape: Shape
  /** Of scalars. */
  readonly value?: number
}

export interface Graph {
  readonly nodes: readonly GraphNode[]
  readonly edges: readonly { readonly from: number; readonly to: number; readonly slot: number }[]
}

/**
 * Records `f` and returns its computation graph: leaves that require a gradient, constants, ops in the order they ran.
 * `names` labels tensors, such as a model's parameters by their paths. Ops that no gradient can reach are not recorded, so not shown.
 */
export function graph(f: () => unknown, names: ReadonlyMap<Tensor, string> = new Map()): Graph {
  return record(() => {
    const from = open.recording?.steps.length ?? 0
    f()
    const ids = new Map<Tensor, number>()
    const nodes: GraphNode[] = []
    const edges: { from: number; to: number; slot: number }[] = []
    const node = (x: Tensor, kind: GraphNode['kind'], label: string): number => {
      const id = nodes.length
      ids.set(x, id)
      nodes.push({
        id,
        kind,
        label,
        shape: x.shape,
        ...(x.size === 1 && x.rank === 0 ? { value: x.item() } : {}),
      })
      return id
    }
    for (const { op, inputs, output } of open.recording?.steps.slice(from) ?? []) {
      const sources = inputs.map(
        (x) => ids.get(x) ?? node(x, x.requiresGrad ? 'leaf' : 'constant', names.get(x) ?? x.dtype),
      )
      const id = node(output, 'op', op.name)
      sources.forEach((source, slot) => edges.push({ from: source, to: id, slot }))
    }
    return { nodes, edges }
  })
}
