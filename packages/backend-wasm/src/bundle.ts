// Bundles of formulas: one call for a block of rows and columns, whatever the number of arrays. Read `staging.ts` and `map.ts` first.
import type { Bundle, View } from '@glissade/autograd/kernels'
import type { Engine } from './engine.ts'
import { address, deliver, inside, target } from './staging.ts'

const fits = ({ data, shape }: View): boolean => data instanceof Float32Array && shape.length === 2

/** False for a bundle that is not the library's own, for other types, and for anything but matrices. */
export function mapAll(
  { memory, passes }: Engine,
  bundle: Bundle,
  inputs: readonly View[],
  outs: readonly View[],
): boolean {
  const pass = passes.get(bundle)
  if (!pass || !inputs.every(fits) || !outs.every(fits)) return false
  const y = outs.map((out) => target(memory, out))
  const arrays = [...inputs.map((x) => inside(memory, x)), ...y]
  const table = new Int32Array(3 * arrays.length)
  for (let i = 0; i < arrays.length; i++) {
    const [row, column] = arrays[i].stride
    table[3 * i] = address(arrays[i])
    table[3 * i + 1] = row
    table[3 * i + 2] = column
  }
  const [rows, columns] = outs[0].shape
  pass(rows, columns, memory.integers(table))
  for (let k = 0; k < outs.length; k++) deliver(y[k], outs[k])
  return true
}
