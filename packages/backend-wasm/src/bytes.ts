// Rows of bytes, as a data set in an ordinary array has them, as float32: some rows at a time are copied in and spread out.
// Read `staging.ts` first.
import { isContiguous, type ByteScale, type View } from '@glissade/autograd/kernels'
import type { Engine } from './engine.ts'
import { address, deliver, target } from './staging.ts'

/** How many bytes are copied in at a time: they stay in the processor's cache. */
const PORTION = 2 ** 15

export function bytes(engine: Engine, x: Uint8Array, rows: Int32Array, scale: ByteScale, out: View): void {
  const { memory } = engine
  const width = out.shape[1]
  const y = target(memory, out, isContiguous(out))
  const portion = Math.min(rows.length, Math.ceil(PORTION / width))
  const copy = memory.take(portion * width)
  const spread = loop(engine, scale, width)
  for (let i = 0; i < rows.length; i += portion) {
    const some = rows.subarray(i, i + portion)
    memory.copyRows(x, some, width, copy)
    spread(some.length, copy, address(y) + 4 * i * width)
  }
  deliver(y, out)
}

/** From n rows of bytes at x to numbers at y. */
function loop(
  { memory, functions }: Engine,
  { high, low, offset }: ByteScale,
  width: number,
): (n: number, x: number, y: number) => void {
  if (high.length === 1) return (n, x, y) => functions.bytes(n * width, x, high[0], low[0], offset[0], y)
  const [h, l, o] = [high, low, offset].map((numbers) => {
    const block = memory.block([width])
    block.data.set(numbers, block.offset)
    return address(block)
  })
  return (n, x, y) => functions.bytesByColumn(n, width, x, h, l, o, y)
}
