// Rank 1 comes only when rank 0, which waits for it, has heard a timer and written a file; or it dies, and the job ends.
import { existsSync, writeFileSync } from 'node:fs'
import { join } from '../../src/index.ts'

const world = join()
const [what] = process.argv.slice(2)
if (what === 'die' && world.rank === 1) throw new Error('on purpose')
if (world.rank === 0 && what !== 'die') setTimeout(() => writeFileSync(what, ''), 10)
if (world.rank === 1) while (!existsSync(what));
await world.barrier()
console.log(JSON.stringify({ rank: world.rank, heard: existsSync(what) }))
