// Rank 0 waits for rank 1, which comes 300 ms late: meanwhile rank 0 hears its timers. Or rank 1 dies, and the job ends.
import { join } from '../../src/index.ts'

const world = join()
if (process.argv[2] === 'die' && world.rank === 1) throw new Error('on purpose')
let ticks = 0
const timer = setInterval(() => ticks++, 10)
const start = performance.now()
if (world.rank === 1) while (performance.now() < start + 300);
await world.barrier()
clearInterval(timer)
console.log(JSON.stringify({ rank: world.rank, heard: ticks > 0 }))
