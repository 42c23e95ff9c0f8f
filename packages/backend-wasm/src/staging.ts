// Ordinary arrays as operands: copied in for the length of one kernel call, results copied out. Read `memory.ts` first.
// One call and no longer, since nobody can tell whether an ordinary array was written to in between.
import { copyInto, isContiguous, sizeOf, type Shape, type View } from '@glissade/autograd/kernels'
import type { Memory } from './memory.ts'

/** Four bytes an element. */
export const address = ({ data, offset }: View): number => data.byteOffset + 4 * offset

/** The same numbers within this memory; repeated axes stay repeated. */
export function inside(memory: Memory, x: View): View {
  if (memory.owns(x.data)) return x
  const once = x.shape.map((d, i) => (x.stride[i] === 0 ? 1 : d))
  if (sizeOf(x.shape) === 0) return { ...x, ...memory.block([0]), shape: x.shape, stride: x.stride }
  const { low, length } = spanOf(x)
  if (length > sizeOf(once)) return gathered(memory, x, once)
  const { data, offset } = memory.block([length])
  if (length === 1) data[offset] = x.data[low]
  else data.set(x.data.subarray(low, low + length), offset)
  return { data, shape: x.shape, stride: x.stride, offset: offset + x.offset - low }
}

/** The same numbers in row-major order without gaps, in this memory. */
export function packed(memory: Memory, x: View): View {
  if (isContiguous(x)) return inside(memory, x)
  const copy = memory.block(x.shape)
  copyInto(x, copy)
  return copy
}

/** The stretch of memory that a view reaches over: its first place, and how many there are. */
function spanOf({ shape, stride, offset }: View): { low: number; length: number } {
  const span = shape.map((d, i) => (d - 1) * stride[i])
  return {
    low: span.reduce((at, s) => at + Math.min(0, s), offset),
    length: span.reduce((n, s) => n + Math.abs(s), 1),
  }
}

/** A kernel adds to `out`, which may overlap itself, as it is or as a copy of the whole stretch that goes back afterwards. */
export function adding(memory: Memory, out: View, kernel: (y: View) => void): void {
  if (memory.owns(out.data)) return kernel(out)
  const { low, length } = spanOf(out)
  const copy = memory.block([length])
  copy.data.set(out.data.subarray(low, low + length), copy.offset)
  kernel({ ...out, data: copy.data, offset: copy.offset + out.offset - low })
  out.data.set(copy.data.subarray(copy.offset, copy.offset + length), low)
}

/** Only the elements that a view with gaps shows. */
function gathered(memory: Memory, x: View, once: Shape): View {
  const copy = memory.block(once)
  copyInto({ ...x, shape: once }, copy)
  return { ...copy, shape: x.shape, stride: copy.stride.map((s, i) => (x.stride[i] === 0 ? 0 : s)) }
}

/** Where a kernel may write: the output itself, if it lies here and fits, or a block whose numbers `deliver` takes there. */
export const target = (memory: Memory, out: View, fits = true): View =>
  fits && memory.owns(out.data) ? out : memory.block(out.shape)

export function deliver(from: View, out: View): void {
  if (from !== out) copyInto(from, out)
}
