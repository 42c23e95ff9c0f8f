// The largest number of each window, and the way back. Read `staging.ts` first; the plain forms are in the package autograd.
import { copyInto, dense, isContiguous, sizeOf, type Sliding, type View } from '@glissade/autograd/kernels'
import type { Engine } from './engine.ts'
import type { Memory } from './memory.ts'
import { address, deliver, inside, target } from './staging.ts'

/** The view itself where it lies here in one piece, else a copy that does. */
function inOnePiece(memory: Memory, x: View): View {
  const here = inside(memory, x)
  if (isContiguous(here)) return here
  const copy = memory.block(x.shape)
  copyInto(here, copy)
  return copy
}

/** How many bytes each element of a window lies from its first. */
function offsets(sliding: readonly Sliding[], steps: readonly number[]): Int32Array {
  const all = sliding.reduce(
    (found, { kernel, dilation }, axis) =>
      found.flatMap((at) => Array.from({ length: kernel }, (_, i) => at + i * dilation * steps[axis])),
    [0],
  )
  return Int32Array.from(all)
}

export function largest(
  { memory, functions }: Engine,
  input: View,
  sliding: readonly Sliding[],
  out: View,
  at: Int32Array,
): void {
  if (at.length === 0) return
  const x = inOnePiece(memory, input)
  const y = target(memory, out, isContiguous(out))
  const axes = sliding.length
  const image = x.shape.slice(-axes)
  const steps = dense(x.data, image).stride.map((step) => 4 * step)
  const window = offsets(sliding, steps)
  const [h, w] = axes === 1 ? [1, sliding[0].count] : sliding.map((s) => s.count)
  const [down, right] = axes === 1 ? [0, sliding[0].stride * 4] : sliding.map((s, i) => s.stride * steps[i])
  const places = memory.owns(at) ? at.byteOffset : memory.take(at.byteLength)
  // prettier-ignore
  functions.largest(
    at.length / (h * w), 4 * sizeOf(image), h, down, w, right,
    address(x), memory.integers(window), window.length, address(y), places,
  )
  if (places !== at.byteOffset) at.set(memory.integersAt(places, at.length))
  deliver(y, out)
}

export function put({ memory, functions }: Engine, input: View, at: Int32Array, out: View): void {
  const x = inOnePiece(memory, input)
  const y = target(memory, out, isContiguous(out))
  const places = memory.owns(at) ? at.byteOffset : memory.integers(at)
  functions.put(at.length, address(x), places, sizeOf(out.shape), address(y))
  deliver(y, out)
}
