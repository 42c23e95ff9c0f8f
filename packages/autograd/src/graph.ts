// A recorded computation as plain data, for pictures and for counting: which op fed which.
import { checkFunction } from './options.ts'
import { record } from './record.ts'
import { open, type Step } from './recording.ts'
import type { Shape } from './shape.ts'
import { gradients } from './sweep.ts'
import { Tensor } from './tensor.ts'

export interface GraphNode {
  readonly id: number
  readonly kind: 'leaf' | 'constant' | 'op'
  /** The op's name; for leaves the name that was given, else the element type. */
  readonly label: string
  readonly shape: Shape
  /** Of scalars. */
  readonly value?: number
  /** dy/dx for a scalar x, where the recorded function returns one number y. */
  readonly gradient?: number
}

export interface Graph {
  readonly nodes: readonly GraphNode[]
  readonly edges: readonly { readonly from: number; readonly to: number; readonly slot: number }[]
}

/**
 * Records `f` and returns its computation graph: leaves that require a gradient, constants, ops in the order they ran.
 * `names` labels tensors, such as a model's parameters by their paths. Ops that no gradient can reach are not recorded, so not shown.
 * If `f` returns one number y and has not swept, each scalar x that y depends on has its gradient, dy/dx.
 */
export function graph(f: () => unknown, names: ReadonlyMap<Tensor, string> = new Map()): Graph {
  checkFunction('graph', f)
  return record(() => {
    const steps = open.recording?.steps ?? []
    const from = steps.length
    const y = f()
    const drawing = new Drawing(names)
    for (const step of steps.slice(from)) drawing.add(step)
    if (y instanceof Tensor && y.size === 1 && y.step && !y.step.swept) drawing.differentiate(y)
    return { nodes: drawing.nodes, edges: drawing.edges }
  })
}

class Drawing implements Graph {
  readonly nodes: GraphNode[] = []
  /** The tensor of each node. */
  readonly #tensors: Tensor[] = []
  readonly edges: { from: number; to: number; slot: number }[] = []
  readonly #ids = new Map<Tensor, number>()
  readonly #names: ReadonlyMap<Tensor, string>

  constructor(names: ReadonlyMap<Tensor, string>) {
    this.#names = names
  }

  add({ op, inputs, output }: Step): void {
    const sources = inputs.map((x) => this.#ids.get(x) ?? this.#source(x))
    const to = this.#node(output, 'op', op.name)
    sources.forEach((from, slot) => this.edges.push({ from, to, slot }))
  }

  /** Gives scalars their dy/dx. */
  differentiate(y: Tensor): void {
    const scalars = this.nodes.filter(({ kind, shape }) => kind !== 'constant' && shape.length === 0)
    const slopes = gradients(y, [y, ...scalars.map(({ id }) => this.#tensors[id])])
    for (const [i, node] of scalars.entries())
      this.nodes[node.id] = { ...node, gradient: slopes[i + 1].item() }
  }

  #source(x: Tensor): number {
    return this.#node(x, x.requiresGrad ? 'leaf' : 'constant', this.#names.get(x) ?? x.dtype)
  }

  #node(x: Tensor, kind: GraphNode['kind'], label: string): number {
    const id = this.#tensors.push(x) - 1
    this.nodes.push({ id, kind, label, shape: x.shape, ...(x.rank === 0 ? { value: x.item() } : {}) })
    // A plain number is one tensor wherever it occurs; it is drawn at each place.
    if (x.rank > 0 || kind !== 'constant' || this.#names.has(x)) this.#ids.set(x, id)
    return id
  }
}
