// The data of a recorded computation, as `graph()` of autograd returns it, and what makes it drawable.
import { check, type Needed } from '../check.ts'
import { PlotError } from '../errors.ts'

export interface GraphNode {
  readonly id: number
  readonly kind: 'leaf' | 'constant' | 'op'
  /** The op's name, or what a leaf or constant is called for want of a name. */
  readonly label: string
  readonly shape: readonly number[]
  /** Scalars only. */
  readonly value?: number
  /** Scalars only: how much the result changes with this number. */
  readonly gradient?: number
  /** A parameter's name, as in `layers.0.weight`. */
  readonly name?: string
  /** What the node belongs to, such as the device that runs it: the nodes of one group have one colour, which the picture explains. */
  readonly group?: string
}

export interface GraphEdge {
  readonly from: number
  readonly to: number
  /** Which input of `to` the edge is, from 0. */
  readonly slot: number
}

export interface Graph {
  readonly nodes: readonly GraphNode[]
  readonly edges: readonly GraphEdge[]
}

// prettier-ignore
const parts: Needed = {
  nodes: [{ id: 'number', kind: 'text', label: 'text', shape: 'numbers', 'value?': 'number', 'gradient?': 'number', 'name?': 'text', 'group?': 'text' }],
  edges: [{ from: 'number', to: 'number', slot: 'number' }],
}

/** Refuses a graph that is empty, names a node twice, or has an edge to nowhere. */
export function checkGraph(where: string, graph: Graph): void {
  check(where, 'the graph', graph, parts)
  const { nodes, edges } = graph
  if (nodes.length === 0) throw new PlotError(`${where}: the graph has no nodes; it needs at least one.`)
  const ids = new Set(nodes.map((node) => node.id))
  if (ids.size < nodes.length) {
    throw new PlotError(`${where}: ${nodes.length} nodes share ${ids.size} ids; each node needs its own.`)
  }
  for (const { from, to } of edges) {
    if (ids.has(from) && ids.has(to)) continue
    throw new PlotError(`${where}: an edge leads from ${from} to ${to}; both must be ids of nodes.`)
  }
}

/** What is written in a node: its name or op, then its shape, or its value if it is a scalar, and its gradient if there is one. */
export function lines({ label, name, shape, value, gradient }: GraphNode): string[] {
  const second = value === undefined ? `(${shape.join(', ')})` : `= ${short(value)}`
  return [name ?? label, second, ...(gradient === undefined ? [] : [`gradient ${short(gradient)}`])]
}

const short = (x: number): number => Number(x.toPrecision(5))
