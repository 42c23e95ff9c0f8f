// Starts a team of two threads and ends it again, so often as the argument says, and counts what is left: threads of the process, and
// handles. node --import tsx packages/parallel/test/programs/endings.ts 200
import { readdirSync } from 'node:fs'
import { hogwild, sync, threads } from '../../src/node/index.ts'
import { bowl } from '../../src/testing/bowl.ts'

const rounds = Number(process.argv[2] ?? 200)
const count = (): [number, number] => [
  readdirSync('/proc/self/task').length,
  process.getActiveResourcesInfo().length,
]

const counts: [number, number][] = []
for (let round = 0; round < rounds; round++) {
  const settings = { workers: 2, entry: import.meta.url }
  const team = await threads().enter(round % 2 ? hogwild(settings) : sync(settings), bowl())
  if (!team) continue // a worker, for which an earlier round is none of its business
  await team.epoch(
    { epoch: 0, batch: 0 },
    () => {},
    () => false,
  )
  await team.close()
  await new Promise(setImmediate)
  counts.push(count())
}
const [first, last] = [counts[Math.min(4, counts.length - 1)], counts[counts.length - 1]]
console.log(JSON.stringify({ rounds, threads: [first[0], last[0]], handles: [first[1], last[1]] }))
