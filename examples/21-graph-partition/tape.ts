// A recorded computation as a list of nodes that can be run again, each by whoever has its inputs. Read `partition.ts` next.
import { defineOp, keep, record, type Tensor } from 'glissade'
import type { Named } from './program.ts'

export interface Node {
  readonly id: number
  /** The name of the leaf, or the op's. */
  readonly label: string
  readonly shape: readonly number[]
  /** Ids of nodes; a constant is there itself, since everybody has it. */
  readonly inputs: readonly (number | Tensor)[]
  /** What the result is called, if it is one. */
  readonly result?: string | undefined
  /** Computes the node again; a leaf is given, and has none. */
  run?(inputs: readonly Tensor[]): Tensor
}

/** Records f once, gradients and all, and lists what its results need: leaves first, then ops in the order they ran. */
export function tape(f: (leaves: Named) => Named, leaves: Named): readonly Node[] {
  const nodes: Node[] = Object.entries(leaves).map(([label, { shape }], id) => ({
    id,
    label,
    shape,
    inputs: [],
  }))
  const ids = new Map(Object.values(leaves).map((leaf, id) => [leaf, id]))
  record(() => {
    const results = Object.entries(f(leaves))
    for (const { op, attrs, inputs, output } of needed(results.map(([, y]) => y))) {
      const run = defineOp(op)
      const id = ids.set(output, nodes.length).size - 1
      nodes.push({
        id,
        label: op.name,
        shape: output.shape,
        inputs: inputs.map((x) => ids.get(x) ?? keep(x)),
        result: results.find(([, y]) => y === output)?.[0],
        run: (values) => run(values, attrs as never),
      })
    }
  })
  return nodes
}

/** The steps that lead to the results, oldest first; what nobody asked for is left out. */
function needed(results: readonly Tensor[]) {
  const steps = new Set<NonNullable<Tensor['step']>>()
  const visit = ({ step }: Tensor): void => {
    if (!step || steps.has(step)) return
    steps.add(step)
    step.inputs.forEach(visit)
  }
  results.forEach(visit)
  return [...steps].toSorted((a, b) => a.index - b.index)
}
