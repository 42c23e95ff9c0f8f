// Every fault for every strategy with 20 seeds: the final loss beside that of 20 runs without faults.
// Run: node --import tsx test/programs/faults.ts [seeds]
import { band, outcome, rows, served, strategies } from '../fault-table.ts'

const seeds = Number(process.argv[2] ?? 20)
let outside = 0
for (const name of Object.keys(strategies)) {
  const { mean, most } = band(name, seeds)
  console.log(
    `${name}: without faults the loss ends at ${mean.toFixed(4)}; up to ${most.toFixed(4)} is the same`,
  )
  for (const [fault, row] of Object.entries(rows)) {
    if (row.only && !(name in served)) continue
    const runs = Array.from({ length: seeds }, (_, seed) => outcome(name, row, seed))
    const above = runs.filter(({ loss }) => !(loss <= most)).length
    const counts = runs.flatMap(({ seen }) => seen)
    const average = runs.reduce((sum, { loss }) => sum + loss, 0) / seeds
    outside += above
    console.log(
      `  ${fault.padEnd(36)}${average.toFixed(4)}  above ${above}  batches seen ${Math.min(...counts)} to ${Math.max(...counts)} times`,
    )
  }
}
console.log(`${outside} runs ended above`)
