// Starts and stops jobs of two ranks, and prints how many of their processes are left.
// Run: node --import tsx packages/mpi/test/programs/endings.ts [rounds]
import { randomUUID } from 'node:crypto'
import { run, running } from '../programs.ts'

const rounds = Number(process.argv[2] ?? 200)
const plan = { strategy: 'sync', settings: { workers: 2 } }
const mark = randomUUID()
const start = performance.now()
let failed = 0
for (let round = 0; round < rounds; round++) {
  const { code } = await run('train', 2, JSON.stringify(plan), mark)
  if (code !== 0) failed++
}
const seconds = ((performance.now() - start) / 1000).toFixed(0)
console.log(`${rounds} jobs in ${seconds} s; failed: ${failed}; processes left: ${running(mark)}`)
