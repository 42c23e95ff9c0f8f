// Reductions: blocks of x go into float64 accumulators, one for each element of the output, which are rounded once at the end.
// Read `axes.ts` and `staging.ts` first.
import { sizeOf, type Fold, type View } from '@glissade/autograd/kernels'
import { eachBlock, mergedAxes, uniformStep } from './axes.ts'
import type { Engine } from './engine.ts'
import { address, deliver, inside, target } from './staging.ts'

/** The number of each fold in `../assembly/fold.ts`, and what it gives for no elements. */
const folds = {
  sum: { kind: 0, neutral: 0 },
  prod: { kind: 1, neutral: 1 },
  max: { kind: 2, neutral: -Infinity },
  min: { kind: 3, neutral: Infinity },
} as const

/** Row-major strides of the output, 0 along the axes that are folded away. */
function accumulatorStrides({ shape }: View): number[] {
  const stride = new Array<number>(shape.length).fill(0)
  for (let i = shape.length - 1, step = 1; i >= 0; step *= shape[i--]) if (shape[i] !== 1) stride[i] = step
  return stride
}

export function fold({ memory, functions }: Engine, which: Fold, input: View, out: View): void {
  const { kind, neutral } = folds[which]
  const size = sizeOf(out.shape)
  const x = inside(memory, input)
  const y = target(memory, out, uniformStep(out) === 1)
  const sums = memory.take(8 * size)
  functions.foldStart(sums, size, neutral)
  const axes = mergedAxes(x.shape, [x.stride, accumulatorStrides(out)])
  const [n, [xs, as]] = [axes.sizes, axes.strides]
  const col = n.length - 1
  const row = col - 1
  const from = address(x)
  eachBlock(axes, 2, ([xo, ao]) => {
    functions.fold(kind, n[row], n[col], from + 4 * xo, xs[row], xs[col], sums + 8 * ao, as[row], as[col])
  })
  functions.foldEnd(sums, size, address(y))
  deliver(y, out)
}
