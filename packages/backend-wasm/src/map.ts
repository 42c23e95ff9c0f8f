// Elementwise formulas: the compiled loop where there is one, the plain loop for users' own formulas and other types.
// Read `formula.ts`, `axes.ts` and `staging.ts` first.
import { mapLoop, sizeOf, type Scalar, type View } from '@glissade/autograd/kernels'
import { eachBlock, mergedAxes, uniformStep } from './axes.ts'
import type { Engine, MapLoop } from './engine.ts'
import { formulaText } from './formula.ts'
import { address, deliver, inside, target } from './staging.ts'

interface Found {
  readonly loop: MapLoop
  readonly inputs: readonly number[]
  readonly params: readonly number[]
}
type Finder = (f: Scalar) => Found | undefined

/** Looks a scalar up by its formula, and remembers. */
export function finder({ loops }: Engine): Finder {
  const known = new WeakMap<Scalar, Found | null>()
  return (f) => {
    let found = known.get(f)
    if (found === undefined) {
      const { text, inputs, params } = formulaText(f)
      const loop = loops.get(text)
      found = loop ? { loop, inputs, params } : null
      known.set(f, found)
    }
    return found ?? undefined
  }
}

const isFloat32 = (x: View): boolean => x.data instanceof Float32Array

export function map(
  { memory }: Engine,
  find: Finder,
  f: Scalar,
  inputs: readonly View[],
  params: readonly number[],
  out: View,
): void {
  const found = isFloat32(out) && inputs.every(isFloat32) ? find(f) : undefined
  if (!found) return mapLoop(f.js, inputs, params, out)
  const y = target(memory, out)
  const x = found.inputs.map((i) => inside(memory, inputs[i]))
  run(found, x, params, y)
  deliver(y, out)
}

function run({ loop, params: read }: Found, x: readonly View[], params: readonly number[], y: View): void {
  const [p, q] = [params[read[0]], params[read[1]]]
  const [a, b, c] = [x[0], x[1] ?? x[0], x[2] ?? x[0]]
  const [at, bt, ct, yt] = [address(a), address(b), address(c), address(y)]
  const [ac, bc, cc] = [uniformStep(a), uniformStep(b), uniformStep(c)]
  if (uniformStep(y) === 1 && ac !== undefined && bc !== undefined && cc !== undefined) {
    loop(1, sizeOf(y.shape), yt, 0, 1, at, 0, ac, bt, 0, bc, ct, 0, cc, p, q)
    return
  }
  const axes = mergedAxes(y.shape, [y.stride, a.stride, b.stride, c.stride])
  const [n, [ys, as, bs, cs]] = [axes.sizes, axes.strides]
  const col = n.length - 1
  const row = col - 1
  // prettier-ignore
  eachBlock(axes, 2, ([yo, ao, bo, co]) =>
    loop(
      n[row], n[col], yt + 4 * yo, ys[row], ys[col], at + 4 * ao, as[row], as[col],
      bt + 4 * bo, bs[row], bs[col], ct + 4 * co, cs[row], cs[col], p, q,
    ))
}
