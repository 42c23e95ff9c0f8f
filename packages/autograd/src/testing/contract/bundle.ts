// `mapAll`: every bundle of formulas, on every layout, with rows and numbers that repeat. Read `layouts.ts` first; those with sums are
// in `joined.ts`.
import { numbers } from '../../kernels/algebra.ts'
import { mapAll, type Bundle } from '../../kernels/bundle.ts'
import { bundles } from '../../kernels/bundles.ts'
import type { Kernels } from '../../kernels/kernels.ts'
import { flat } from '../../kernels/loops.ts'
import { sizeOf, type Shape } from '../../shape.ts'
import type { DType, View } from '../../view.ts'
import { unit } from './bound.ts'
import { foreign, laidOut, layouts, own, spread, type Place } from './layouts.ts'
import { expectNear, type Promised } from './promise.ts'

const SHAPES: readonly Shape[] = [
  [3, 8],
  [2, 5],
  [1, 1],
  [0, 4],
]
/** Each formula rounds a score of times, numbers of at most 4. */
const ROUNDINGS = 80

/** Numbers from −1 to 1, other ones for each input; every third is 0, as a mask may be. */
const values = (input: number, shape: Shape): number[] =>
  spread(sizeOf(shape), -1, 1).map((x, i) => ((i + input) % 3 === 0 ? 0 : x / (1 + input / 4)))

/** Which inputs repeat a row, and which a number. */
function repeated(x: View, input: number): View {
  const stride = input % 4 === 1 ? [0, x.stride[1]] : input % 4 === 2 ? [x.stride[0], 0] : x.stride
  return { ...x, stride }
}

function check(
  k: Kernels,
  bundle: Bundle,
  inputs: readonly View[],
  outs: readonly View[],
  dtype: DType,
): void {
  const before = inputs.map(flat)
  mapAll(k, bundle, inputs, outs)
  const found = outs.map(flat)
  for (let i = 0; i < found[0].length; i++) {
    const exact = bundle.formulas<number>(numbers, ...before.map((column) => column[i]))
    exact.forEach((wanted, y) =>
      expectNear(`${bundle.name}, output ${y}, element ${i}`, found[y][i], wanted, ROUNDINGS * unit(dtype)),
    )
  }
}

export function* bundleCases(dtype: DType): Generator<Promised> {
  for (const bundle of bundles.filter(({ sums }) => !sums)) {
    for (const layout of Object.keys(layouts)) {
      for (const looks of [(x: View) => x, repeated]) {
        yield [
          `mapAll ${dtype}: ${bundle.name}, ${layout}${looks === repeated ? ', some inputs repeated' : ''}`,
          (k) => {
            for (const place of [own(k), foreign] satisfies Place[])
              for (const shape of SHAPES) {
                const inputs = Array.from({ length: bundle.inputs }, (_, input) =>
                  looks(laidOut(layout, place, dtype, shape, values(input, shape)), input),
                )
                const outs = Array.from({ length: bundle.outputs }, () =>
                  laidOut(layout, place, dtype, shape),
                )
                check(k, bundle, inputs, outs, dtype)
              }
          },
        ]
      }
    }
  }
}
