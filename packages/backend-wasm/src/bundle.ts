// Bundles of formulas: one call for a block of rows and columns, whatever the number of arrays. Read `staging.ts` and `map.ts` first.
import type { Bundle, View } from '@glissade/autograd/kernels'
import type { Engine } from './engine.ts'
import { address, deliver, inside, target } from './staging.ts'

const fits = ({ data, shape }: View): boolean => data instanceof Float32Array && shape.length === 2

/** The next line of the table that a pass reads: an address, a stride between rows and one between columns, in elements. */
function enter(table: Int32Array, line: number, at: number, row: number, column: number): number {
  table[line] = at
  table[line + 1] = row
  table[line + 2] = column
  return line + 3
}
const enterView = (table: Int32Array, line: number, x: View): number =>
  enter(table, line, address(x), x.stride[0], x.stride[1])

/** False for a bundle that is not the library's own, for other types, and for anything but matrices. */
export function mapAll(
  { memory, passes, functions }: Engine,
  bundle: Bundle,
  inputs: readonly View[],
  outs: readonly View[],
): boolean {
  const pass = passes.get(bundle)
  if (!pass || !inputs.every(fits) || !outs.every(fits)) return false
  const [rows, columns] = outs[0].shape
  const single = bundle.outputs
  const y = outs.map((out, k) => target(memory, out, k < single || out.stride[1] === 1))
  const { words } = memory
  const table = memory.take(12 * (inputs.length + outs.length))
  let line = table / 4
  for (let i = 0; i < inputs.length; i++) line = enterView(words, line, inside(memory, inputs[i]))
  for (let k = 0; k < single; k++) line = enterView(words, line, y[k])
  const sums = line
  for (let k = single; k < y.length; k++) {
    const at = memory.take(8 * (columns + 3)) // four at a time are added
    functions.foldStart(at, columns, 0)
    line = enter(words, line, at, 0, 2) // a float64 is as wide as two elements
  }
  pass(rows, columns, table)
  for (let k = single; k < y.length; k++)
    functions.foldEnd(words[sums + 3 * (k - single)], columns, address(y[k]))
  for (let k = 0; k < y.length; k++) deliver(y[k], outs[k])
  return true
}
