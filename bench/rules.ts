// Nanoseconds a weight of every update rule: its loop as it stands, and the SIMD kernel made from it.
// Run: node --import tsx bench/rules.ts     Single updates that take turns; the best of them is disturbed least.

import { performance } from 'node:perf_hooks'
import * as glissade from 'glissade'
import { generator, wasm, type AnyRule, type Loop } from 'glissade'

/** The weights of a network 784-128-10. */
const WEIGHTS = 101_770
const [WARM, ROUNDS] = [30, 60]

const kernels = wasm({ mebibytes: 64 })
const isRule = (value: unknown): value is AnyRule =>
  typeof value === 'function' && 'slots' in value && 'update' in value
const rules = Object.values<unknown>({ ...glissade }).filter(isRule)

type Arrays = Record<string, Float32Array>

function vectors({ slots }: AnyRule, make: () => Float32Array): Arrays {
  const rng = generator(1)
  const arrays = Object.fromEntries(['w', 'g', ...slots].map((name) => [name, make()]))
  for (const name of ['w', 'g']) arrays[name].forEach((_, i) => (arrays[name][i] = rng.normal()))
  for (const slot of slots) arrays[slot].fill(0.1)
  return arrays
}

/** Nanoseconds a weight of one update. */
function nanoseconds(update: () => void): number {
  const start = performance.now()
  update()
  return (1e6 * (performance.now() - start)) / WEIGHTS
}

const median = (x: number[]): number => x.toSorted((a, b) => a - b)[x.length >> 1]

const shown = (x: number[]): string => `${median(x).toFixed(2)} (${Math.min(...x).toFixed(2)})`.padStart(18)

process.stdout.write(
  `nanoseconds a weight, ${WEIGHTS} weights, median (best) of ${ROUNDS}; Node ${process.version}\n\n` +
    `${'rule'.padEnd(26)}${'loop'.padStart(18)}${'SIMD'.padStart(18)}${'times, by best'.padStart(16)}\n`,
)
const gains: number[] = []
for (const rule of rules) {
  const slow = vectors(rule, () => new Float32Array(WEIGHTS))
  const fast = vectors(rule, () => kernels.keep('float32', WEIGHTS) as Float32Array)
  const now = { ...rule.hyper, lr: 1e-6, t: 100, product: 0.5, now: 0.9, next: 0.9 }
  const loop: Loop = rule
  const hasKernel = kernels.stepper.run(loop, fast, now, 0, WEIGHTS)
  const [plain, simd]: number[][] = [[], []]
  for (let round = -WARM; round < ROUNDS; round++) {
    const p = nanoseconds(() => loop.update(slow, now, 0, WEIGHTS))
    const s = nanoseconds(() => void kernels.stepper.run(loop, fast, now, 0, WEIGHTS))
    if (round < 0) continue
    plain.push(p)
    simd.push(s)
  }
  for (const array of Object.values(fast)) kernels.stepper.release!(array)
  const gain = Math.min(...plain) / Math.min(...simd)
  if (hasKernel) gains.push(gain)
  const fastText = hasKernel ? shown(simd) + gain.toFixed(1).padStart(16) : 'runs as its loop'.padStart(18)
  process.stdout.write(`${rule.name.padEnd(26)}${shown(plain)}${fastText}\n`)
}
process.stdout.write(`\n${gains.length} kernels, in the median ${median(gains).toFixed(1)} times as fast\n`)
