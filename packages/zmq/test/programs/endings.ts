// Starts and stops runs of two workers, and prints what is left.
// Run: node --import tsx packages/zmq/test/programs/endings.ts [rounds]
import { leftAfter } from '../left.ts'

const rounds = Number(process.argv[2] ?? 200)
const start = performance.now()
const left = await leftAfter(rounds)
const words = Object.entries(left).map(([kind, count]) => `${count} ${kind}`)
console.log(
  `${rounds} rounds in ${((performance.now() - start) / 1000).toFixed(0)} s; left: ${words.join(', ')}`,
)
