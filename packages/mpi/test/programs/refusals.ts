// What a rank is refused, in words; a job of any size goes on after each.
import { join } from '../../src/index.ts'

const world = join()
const x = new Float32Array(2)
let begun: Promise<void> | undefined
const tries: Record<string, () => unknown> = {
  type: () => world.allReduce([1] as never),
  operation: () => world.allReduce(x, 'mean' as never),
  root: () => world.broadcast(x, 9),
  differ: () => world.agree('the length', 10 + world.rank),
  order: () => ((begun = world.allReduce(x)), world.barrier()),
  closed: () => (world.close(), world.barrier()),
}
const said: Record<string, string> = {}
for (const [name, attempt] of Object.entries(tries)) {
  try {
    await attempt()
    said[name] = 'nothing'
  } catch (error) {
    const { name: type, message } = error as Error
    said[name] = `${type} ${message}`
  }
  await begun // what was started goes on to its end
}
console.log(JSON.stringify({ rank: world.rank, ...said }))
