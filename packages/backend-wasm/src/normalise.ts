// Normalisation in groups, and the way back: one call, where the groups' axes are few. Read `staging.ts` first.
import { isContiguous, sizeOf, type Normalising, type Shape, type View } from '@glissade/autograd/kernels'
import type { Engine } from './engine.ts'
import { address, deliver, packed, target } from './staging.ts'

/** Row-major numbers as (outer, pieces, groups, cols); pieces and cols belong to one group. */
type Layout = readonly [outer: number, pieces: number, groups: number, cols: number]

/** Neighbouring axes of one kind are one; at most four remain, or there is no kernel. */
function layoutOf(shape: Shape, groups: Shape): Layout | undefined {
  const runs: { readonly folded: boolean; size: number }[] = []
  for (let i = 0; i < shape.length; i++) {
    if (shape[i] === 1) continue
    const folded = groups[i] === 1
    const last = runs.at(-1)
    if (last?.folded === folded) last.size *= shape[i]
    else runs.push({ folded, size: shape[i] })
  }
  const take = (folded: boolean): number => (runs.at(-1)?.folded === folded ? (runs.pop()?.size ?? 1) : 1)
  const [cols, inner, pieces, outer] = [take(true), take(false), take(true), take(false)]
  return runs.length === 0 ? [outer, pieces, inner, cols] : undefined
}

export function normalise(
  { memory, functions }: Engine,
  x: View,
  { eps, centre }: Normalising,
  y: View,
  mean: View,
  variance: View,
): boolean {
  const layout = layoutOf(x.shape, mean.shape)
  if (!layout || sizeOf(x.shape) === 0) return false
  const outs = [y, mean, variance]
  const found = outs.map((out) => target(memory, out, isContiguous(out)))
  const [to, m, v] = found.map(address)
  functions.normalise(...layout, Number(centre), eps, address(packed(memory, x)), to, m, v)
  outs.forEach((out, i) => deliver(found[i], out))
  return true
}

export function normaliseBack(
  { memory, functions }: Engine,
  dy: View,
  y: View,
  variance: View,
  { eps, centre }: Normalising,
  dx: View,
): boolean {
  const layout = layoutOf(y.shape, variance.shape)
  if (!layout || sizeOf(y.shape) === 0) return false
  const out = target(memory, dx, isContiguous(dx))
  const [a, b, v] = [dy, y, variance].map((each) => address(packed(memory, each)))
  functions.normaliseBack(...layout, Number(centre), eps, a, b, v, address(out))
  deliver(out, dx)
  return true
}
