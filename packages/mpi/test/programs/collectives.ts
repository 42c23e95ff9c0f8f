// Each rank contributes its number; every line says what a rank saw.
import { join } from '../../src/index.ts'

const world = join()
const { rank, size } = world
const mine = rank + 1
const seen: Record<string, number[]> = {}
const put = (name: string, x: ArrayLike<number>): void => void (seen[name] = Array.from(x))

for (const Type of [Float32Array, Float64Array, Int32Array]) {
  const x = Type.of(mine, -mine)
  await world.allReduce(x)
  put(`sum of ${Type.name}`, x)
}
for (const operation of ['max', 'min'] as const) {
  const x = Float32Array.of(mine, -mine)
  await world.allReduce(x, operation)
  put(operation, x)
}
const large = new Float32Array(300_000).fill(mine)
await world.allReduce(large.subarray(1))
put('a part of a large one', [large[0], large[1], large[299_999]])
const told = Float32Array.of(mine)
await world.broadcast(told, size - 1)
put('broadcast', told)
await world.allReduce(new Float32Array(0))
await world.barrier()
await world.agree('the answer', 42)
console.log(JSON.stringify({ rank, size, again: join() === world, ...seen }))
