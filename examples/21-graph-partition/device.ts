// A device: a thread that records the tape for itself, keeps its part, and runs that step after step. Read `threads.ts` next.
import { on } from 'node:events'
import { parentPort, workerData, type MessagePort } from 'node:worker_threads'
import { tensor, type Tensor } from 'glissade'
import { cut, place, type Transfer } from './partition.ts'
import { devices, fed, hints, step, type Named } from './program.ts'
import { tape } from './tape.ts'

/** Which device this is, how many steps it makes, and its end of the line of each pair that it takes part in. */
export interface Orders {
  readonly device: number
  readonly steps: number
  readonly lines: ReadonlyMap<number, MessagePort>
}

const { device, steps, lines } = workerData as Orders
const nodes = tape(step, fed(0))
const part = cut(nodes, place(nodes, devices, hints)).parts[device]
const own = part.filter((node) => 'shape' in node)
const inboxes = new Map([...lines].map(([pair, line]) => [pair, on(line, 'message')]))

const send = ({ pair }: Transfer, { data }: Tensor): void =>
  lines.get(pair)!.postMessage(Float32Array.from(data))

async function receive({ pair, tensor: id }: Transfer): Promise<Tensor> {
  const [numbers]: [Float32Array] = (await inboxes.get(pair)!.next()).value
  return tensor(numbers, { shape: nodes[id].shape })
}

/** Runs the part once; the results that are its own. */
async function run(given: Named): Promise<Named> {
  const values: Tensor[] = []
  for (const node of part) {
    if ('shape' in node) {
      const inputs = node.inputs.map((x) => (typeof x === 'number' ? values[x] : x))
      values[node.id] = node.run ? node.run(inputs) : given[node.label]
    } else if (node.kind === 'send') send(node, values[node.tensor])
    else values[node.tensor] = await receive(node)
  }
  return Object.fromEntries(own.filter(({ result }) => result).map(({ id, result }) => [result, values[id]]))
}

let results: Named = {}
const mine = own.filter((node) => !node.run).map(({ label }) => label)
for (let k = 0; k < steps; k++) results = await run(fed(k, results, mine))
parentPort!.postMessage(Object.entries(results).map(([name, { data }]) => [name, Float32Array.from(data)]))
