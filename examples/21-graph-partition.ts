// One computation on two devices, as in TensorFlow: cut where it crosses over, each part on a thread; bit for bit the same.
// Run it: npx tsx examples/21-graph-partition.ts
import { mkdirSync, writeFileSync } from 'node:fs'
import { record } from 'glissade'
import { cut, place } from './21-graph-partition/partition.ts'
import { picture } from './21-graph-partition/picture.ts'
import { devices, fed, hints, step } from './21-graph-partition/program.ts'
import { tape } from './21-graph-partition/tape.ts'
import { runOnThreads } from './21-graph-partition/threads.ts'

const out = new URL('../out/', import.meta.url)
const steps = Number(process.env.STEPS ?? 200)

// 1. Record one step, with its gradients and what the weights become; 2. place its nodes; 3. cut.
const nodes = tape(step, fed(0))
const where = place(nodes, devices, hints)
const { parts, crossing, pairs } = cut(nodes, where)
for (const [device, part] of parts.entries()) {
  const names = part.map((node) =>
    'pair' in node
      ? `${node.kind}(${node.pair})`
      : node.result
        ? `${node.label} -> ${node.result}`
        : node.label,
  )
  console.log(`device ${device}: ${names.join(', ')}`)
}
console.log(`${nodes.length} nodes; ${crossing} edges cross over, and ${pairs} Send/Recv pairs carry them`)

// 4. Run the parts on threads, and the whole here.
const apart = await runOnThreads(parts, steps)
const first = record(() => step(fed(0)))
let whole = first
for (let k = 1; k < steps; k++) whole = record(() => step(fed(k, whole)))
const same = Object.keys(whole).filter((name) =>
  whole[name].data.every((x, i) => Object.is(x, apart.get(name)![i])),
)
console.log(`the loss was ${first.loss.item()}; after ${steps} steps`)
console.log(`it is        ${whole.loss.item()} in one piece`)
console.log(`and          ${apart.get('loss')![0]} in ${parts.length} parts`)
console.log(`${same.length} of ${apart.size} results are the same bit for bit: ${same.join(', ')}`)

mkdirSync(out, { recursive: true })
const title = `One step on ${devices} devices: ${crossing} edges cross over, ${pairs} Send/Recv pairs`
writeFileSync(new URL('graph-partition.svg', out), picture(title, nodes, parts))
