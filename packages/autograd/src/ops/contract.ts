// A sum of products over shared letters, as einsum has it, on views: what backends may do in one kernel, and what it means otherwise,
// a matrix product between copies. Where an operand is windows, its copy is the matrix that is called im2col.
import { allocate } from '../allocate.ts'
import type { Kernels, Letters } from '../kernels/kernels.ts'
import { identity } from '../kernels/scalar.ts'
import { rowMajor, sizeOf, type Shape } from '../shape.ts'
import { dtypeOf, permuted, reshaped, type View } from '../view.ts'
import { accumulate } from './windows.ts'

interface Labelled {
  readonly x: View
  readonly letters: string
}

const common = (a: string, b: string): string => [...a].filter((l) => b.includes(l)).join('')
const without = (a: string, b: string): string => [...a].filter((l) => !b.includes(l)).join('')
const inOrder = ({ x, letters }: Labelled, order: string): View =>
  permuted(
    x,
    [...order].map((l) => letters.indexOf(l)),
  )

/** A view with three axes, each made of several letters; a copy where strides cannot say that. */
function matrices(k: Kernels, operand: Labelled, groups: readonly string[]): View {
  const x = inOrder(operand, groups.join(''))
  const shape = groups.map((group) => sizeOf(inOrder(operand, group).shape))
  const seen = reshaped(x, shape)
  if (seen) return seen
  const copy = allocate(dtypeOf(x.data), x.shape).view
  k.map(identity, [x], [], copy)
  return rows(copy, shape)
}

/** A block in row-major order at another shape. */
const rows = ({ data, offset }: View, shape: Shape): View => ({
  data,
  shape,
  stride: rowMajor(shape),
  offset,
})

/**
 * out += Σ a b over the letters that out lacks. The last `places` axes of out may overlap, as windows do.
 */
export function contract(k: Kernels, letters: Letters, a: View, b: View, out: View, places = 0): void {
  if (k.contract) return k.contract(letters, a, b, out)
  const [left, right] = [without(letters.a, letters.b), without(letters.b, letters.a)]
  const shared = common(letters.a, letters.b)
  const [batch, summed] = [common(shared, letters.out), without(shared, letters.out)]
  const one = matrices(k, { x: a, letters: letters.a }, [batch, left, summed])
  const two = matrices(k, { x: b, letters: letters.b }, [batch, summed, right])
  const shape = [one.shape[0], one.shape[1], two.shape[2]]
  const product = allocate(dtypeOf(out.data), shape).view
  k.matmul(one, two, product)
  const order = batch + left + right
  const sizes = inOrder({ x: out, letters: letters.out }, order).shape
  accumulate(k, inOrder({ x: rows(product, sizes), letters: order }, letters.out), out, places)
}
