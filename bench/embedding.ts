// Milliseconds of a training step of a table (rows, 64) of which a batch reads 256 rows: what grows with the table, and what does not.
// Run: node --import tsx bench/embedding.ts     Medians of rounds that take turns.
import { performance } from 'node:perf_hooks'
import {
  adagrad,
  adam,
  Embedding,
  generator,
  mean,
  Optimizer,
  sgd,
  sparseAdam,
  square,
  tensor,
  type ConfiguredRule,
} from 'glissade'

const [SIZE, READ, ROUNDS] = [64, 256, 15]
const tables = [1000, 10_000, 100_000]
const rules: readonly (() => ConfiguredRule)[] = [sgd, adagrad, sparseAdam, adam]

const median = (x: number[]): number => x.sort((a, b) => a - b)[x.length >> 1]

/** The time of one step, with other rows at each. */
function stepper(rows: number, rule: () => ConfiguredRule): () => number {
  const rng = generator(1)
  const table = new Embedding(rows, SIZE, {
    rng,
    init: (shape) => new Float32Array(shape[0] * shape[1]).fill(0.1),
  })
  const optimizer = new Optimizer(table, rule)
  return () => {
    const ids = tensor(Int32Array.from({ length: READ }, () => rng.integer(rows)))
    const start = performance.now()
    optimizer.step(() => mean(square(table.forward(ids))))
    return performance.now() - start
  }
}

process.stdout.write(`${'rows'.padEnd(10)}${rules.map(({ name }) => name.padStart(12)).join('')}\n`)
for (const rows of tables) {
  const steps = rules.map((rule) => stepper(rows, rule))
  const times = rules.map((): number[] => [])
  for (let k = -5; k < ROUNDS; k++) {
    steps.forEach((step, i) => {
      const passed = step()
      if (k >= 0) times[i].push(passed)
    })
  }
  process.stdout.write(
    `${String(rows).padEnd(10)}${times.map((t) => median(t).toFixed(2).padStart(12)).join('')}\n`,
  )
}
