// Bytes that training an LSTM leaves behind: of the backend's memory and of the engine's, after more and more steps.
// Run: node --expose-gc --import tsx bench/lstm-memory.ts 10000
import {
  adam,
  crossEntropy,
  Dense,
  generator,
  Lstm,
  Optimizer,
  rand,
  Sequential,
  tensor,
  useBackend,
  wasm,
} from 'glissade'

const steps = Number(process.argv[2] ?? 10_000)
const kernels = wasm()
useBackend(kernels)
const rng = generator(1)
const model = new Sequential(new Lstm(8, 32, { rng, outputs: 'last' }), new Dense(32, 4, { rng }))
const optimizer = new Optimizer(model, adam())
const x = rand([8, 20, 8], { seed: 1 })
const labels = tensor(Int32Array.from({ length: 8 }, (_, i) => i % 4))

/** What is held when everything that can be collected has been. */
async function held(): Promise<string> {
  await new Promise((resolve) => setImmediate(resolve))
  globalThis.gc?.()
  const { kept, peak } = kernels.usage
  const { heapUsed, arrayBuffers } = process.memoryUsage()
  return [kept, peak, heapUsed, arrayBuffers].map((bytes) => (bytes / 1024).toFixed(0).padStart(12)).join('')
}

process.stdout.write('KiB after      kept  recording        heap     buffers\n')
for (let k = 1; k <= steps; k++) {
  optimizer.step(() => crossEntropy(model.forward(x), labels))
  if (k === 100 || k % Math.ceil(steps / 5) === 0)
    process.stdout.write(`${String(k).padEnd(8)}${await held()}\n`)
}
