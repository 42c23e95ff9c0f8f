// Where the time of a training step on MNIST goes, kernel by kernel, in microseconds; what is left is the tape, shapes, objects and the batch.
// Run: node --import tsx bench/kernels.ts [batchnorm | joined] [hollow] [STEPS]     `joined`: relu in one pass with the bias;
// `hollow`: kernels that do nothing, so that what is beside them is seen with the caches to itself. Else a clock stands around each kernel, whose cost is in the figures.
import { performance } from 'node:perf_hooks'
import * as g from 'glissade'
import { mnistFull } from 'glissade/node'

type Call = (...given: never[]) => unknown
interface View {
  readonly shape: readonly number[]
}

const regularised = process.argv.includes('batchnorm')
const hollow = process.argv.includes('hollow')
const steps = Number(process.argv.at(-1)) || 3000
const spent = new Map<string, { ms: number; calls: number }>()

/** The name of a kernel, of its formula if it has one, and the sizes of its views. */
function title(name: string, given: readonly unknown[]): string {
  const words = given.flatMap((each) => {
    if (typeof each === 'string') return [each]
    if (typeof each !== 'object' || each === null) return []
    if ('shape' in each) return [`(${(each as View).shape.join(', ')})`]
    return 'name' in each && typeof each.name === 'string' ? [each.name] : []
  })
  return [name, ...words].join(' ')
}

const clocked =
  (name: string, f: Call): Call =>
  (...given) => {
    if (hollow) return true
    const start = performance.now()
    const result = f(...given)
    const label = title(name, given)
    const entry = spent.get(label) ?? { ms: 0, calls: 0 }
    entry.ms += performance.now() - start
    entry.calls++
    spent.set(label, entry)
    return result
  }

const plain = g.wasm()
const own = new Set(['alloc', 'keep', 'begin', 'end', 'anomaly'])
const kernels = Object.entries(plain).map(([name, f]) => [
  name,
  typeof f === 'function' && !own.has(name) ? clocked(name, f as Call) : f,
])
const stepper = { ...plain.stepper, run: clocked('rule', plain.stepper.run) }
g.useBackend({ ...plain, ...Object.fromEntries(kernels), stepper } as g.WasmKernels)

const rng = g.generator(1)
const joined = process.argv.includes('joined')
const behind = joined ? [] : [g.relu]
const hidden = regularised ? [new g.BatchNorm(128), g.relu, new g.Dropout(0.5, { rng })] : behind
const first = new g.Dense(784, 128, joined ? { rng, activation: g.relu } : { rng })
const model = new g.Sequential(first, ...hidden, new g.Dense(128, 10, { rng }))
const optimizer = new g.Optimizer(model, g.adam())
const train = mnistFull().train.reshape([784])

function run(count: number): number {
  const start = performance.now()
  for (let k = 0, epoch = 0; k < count; epoch++)
    for (const { x, y } of train.batches({ batchSize: 64, shuffle: true, seed: 1, epoch, dropLast: true })) {
      if (k++ === count) break
      optimizer.step(() => g.crossEntropy(model.forward(x), y))
    }
  return performance.now() - start
}

run(5000) // until the engine has compiled what is hot
spent.clear()
const micro = (ms: number): string => ((1000 * ms) / steps).toFixed(1).padStart(8)
const whole = run(steps)
let inside = 0
for (const [label, { ms, calls }] of [...spent].sort(([, a], [, b]) => b.ms - a.ms)) {
  inside += ms
  process.stdout.write(`${micro(ms)}  ${(calls / steps).toFixed(0)} × ${label}\n`)
}
process.stdout.write(`${micro(inside)}  in kernels\n${micro(whole - inside)}  beside them\n`)
