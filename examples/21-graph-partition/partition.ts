// Which device runs which node, and what has to travel between them. Read `device.ts` next.
import type { Node } from './tape.ts'

/** A tensor leaves for another device, or comes from one: both have the number of the pair. */
export interface Transfer {
  readonly kind: 'send' | 'recv'
  readonly pair: number
  readonly tensor: number
  readonly device: number
}

/** One device's nodes, and what it sends and receives, in the order in which it does them. */
export type Part = readonly (Node | Transfer)[]

export interface Partition {
  readonly parts: readonly Part[]
  /** Edges of the graph from one device to another. */
  readonly crossing: number
  /** Send/Recv pairs: one for each tensor and device that it goes to, however many nodes there want it. */
  readonly pairs: number
}

const sources = ({ inputs }: Node): number[] => inputs.filter((input) => typeof input === 'number')

/** How long a node takes, in numbers computed; another look at the same numbers takes nothing. */
function work({ label, shape, inputs, run }: Node, nodes: readonly Node[]): number {
  if (!run || label === 'permute') return 0
  const [first] = inputs
  const terms = label === 'matmul' && typeof first === 'number' ? nodes[first].shape[1] : 1
  return shape.reduce((n, d) => n * d, terms)
}

/** How long a tensor travels: as long as it takes to compute a few thousand numbers, and four for each of its own. */
const journey = ({ shape }: Node): number => 2000 + 4 * shape.reduce((n, d) => n * d, 1)

/**
 * Places nodes one after the other, each on the device where it would be done first: when that device is free and has the inputs. It
 * does not look ahead to who will want the result. A leaf or a result with a hint goes where that says.
 *
 * @see Abadi et al. 2015, "TensorFlow: Large-Scale Machine Learning on Heterogeneous Distributed Systems", section 3.2.1
 */
export function place(
  nodes: readonly Node[],
  devices: number,
  hints: Readonly<Record<string, number>>,
): number[] {
  const free = Array.from({ length: devices }, () => 0)
  const where: number[] = []
  const there: number[][] = [] // when a tensor is on a device
  const arrival = (tensor: number, device: number): number =>
    there[tensor][device] ?? there[tensor][where[tensor]] + journey(nodes[tensor])
  for (const node of nodes) {
    const time = work(node, nodes)
    const ends = free.map((from, device) => {
      const inputs = sources(node).map((tensor) => arrival(tensor, device))
      return Math.max(time > 0 ? from : 0, ...inputs) + time
    })
    const device = hints[node.result ?? node.label] ?? ends.indexOf(Math.min(...ends))
    for (const tensor of sources(node)) there[tensor][device] = arrival(tensor, device)
    where.push(device)
    there.push([])
    there[node.id][device] = ends[device]
    if (time > 0) free[device] = ends[device]
  }
  return where
}

/**
 * Cuts each edge that crosses from one device to another: the tensor is sent once to each device that wants it, as soon as it is there,
 * and received once, before it is first wanted.
 *
 * @see the same, section 3.2.2
 */
export function cut(nodes: readonly Node[], where: readonly number[]): Partition {
  const crossing = nodes.flatMap((node) =>
    sources(node)
      .filter((tensor) => where[tensor] !== where[node.id])
      .map((tensor) => ({ tensor, device: where[node.id], user: node.id })),
  )
  const pairs = crossing.filter(
    (edge, i) => i === crossing.findIndex((e) => e.tensor === edge.tensor && e.device === edge.device),
  )
  const parts: (Node | Transfer)[][] = Array.from({ length: 1 + Math.max(...where) }, () => [])
  for (const node of nodes) {
    const here = where[node.id]
    for (const [pair, { tensor, user }] of pairs.entries())
      if (user === node.id) parts[here].push({ kind: 'recv', pair, tensor, device: where[tensor] })
    parts[here].push(node)
    for (const [pair, { tensor, device }] of pairs.entries())
      if (tensor === node.id) parts[here].push({ kind: 'send', pair, tensor, device })
  }
  return { parts, crossing: crossing.length, pairs: pairs.length }
}
