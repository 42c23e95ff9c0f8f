// Softmax and cross entropy of rows: one call, where the rows lie behind one another. Read `staging.ts` first.
import { copyInto, isContiguous, type View } from '@glissade/autograd/kernels'
import type { Engine } from './engine.ts'
import type { Memory } from './memory.ts'
import { address, deliver, inside, target } from './staging.ts'

/** The same rows, without gaps, in this memory. */
function packed(memory: Memory, x: View): View {
  if (isContiguous(x)) return inside(memory, x)
  const copy = memory.block(x.shape)
  copyInto(x, copy)
  return copy
}

export function crossEntropy(
  { memory, functions }: Engine,
  x: View,
  t: View,
  losses: View,
  slope: View,
): void {
  const [y, s] = [target(memory, losses, isContiguous(losses)), target(memory, slope, isContiguous(slope))]
  const [rows, classes] = x.shape
  functions.crossEntropy(
    rows,
    classes,
    address(packed(memory, x)),
    address(packed(memory, t)),
    address(y),
    address(s),
  )
  deliver(y, losses)
  deliver(s, slope)
}
