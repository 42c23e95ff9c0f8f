// Softmax and cross entropy of rows: one call, where the rows lie behind one another. Read `staging.ts` first.
import { isContiguous, type View } from '@glissade/autograd/kernels'
import type { Engine } from './engine.ts'
import { address, deliver, packed, target } from './staging.ts'

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
