// `fold`: sums, products and extremes over every choice of axes. Sums and products run in float64 and round once.
// Read `layouts.ts` first.
import type { Fold, Kernels } from '../../kernels/kernels.ts'
import { flat } from '../../kernels/loops.ts'
import { rowMajor, sizeOf, type Shape } from '../../shape.ts'
import { dense, type DType, type View } from '../../view.ts'
import { unit } from './bound.ts'
import { foreign, laidOut, layouts, own, spread, stretched } from './layouts.ts'
import { expectNear, expectSame, type Promised } from './promise.ts'

// prettier-ignore
const folds = {
  sum:  { start: 0,         step: (a: number, b: number) => a + b },
  prod: { start: 1,         step: (a: number, b: number) => a * b },
  max:  { start: -Infinity, step: Math.max },
  min:  { start: Infinity,  step: Math.min },
} as const
const kinds = Object.keys(folds) as Fold[]

const subsets = (rank: number): number[][] =>
  Array.from({ length: 2 ** rank }, (_, bits) =>
    Array.from({ length: rank }, (_, i) => i).filter((i) => (bits >> i) & 1),
  )

/** The definition: every element of x goes into the place of `out` that it folds into. */
function folded(kind: Fold, x: View, shape: Shape): Float64Array {
  const out = new Float64Array(sizeOf(shape)).fill(folds[kind].start)
  const [from, to] = [rowMajor(x.shape), rowMajor(shape)]
  flat(x).forEach((value, n) => {
    const at = shape.reduce(
      (sum, d, i) => sum + (d === 1 ? 0 : (Math.floor(n / from[i]) % x.shape[i]) * to[i]),
      0,
    )
    out[at] = folds[kind].step(out[at], value)
  })
  return out
}

function check(k: Kernels, kind: Fold, x: View, axes: readonly number[], dtype: DType): void {
  const shape = x.shape.map((d, i) => (axes.includes(i) ? 1 : d))
  const out = laidOut('contiguous', own(k), dtype, shape)
  k.fold(kind, x, out)
  const exact = folded(kind, x, shape)
  const magnitude = folded('sum', dense(flat(x).map(Math.abs), x.shape), shape)
  const exactly = kind === 'max' || kind === 'min'
  flat(out).forEach((got, i) => {
    const error = exactly
      ? 0
      : unit(dtype) * Math.abs(exact[i]) + 2 ** -45 * Math.max(magnitude[i], Math.abs(exact[i]))
    expectNear(`fold ${kind} over axes (${axes.join(', ')}), element ${i}`, got, exact[i], error)
  })
}

export function* foldCases(dtype: DType): Generator<Promised> {
  for (const kind of kinds) {
    for (const layout of Object.keys(layouts)) {
      for (const axes of subsets(3)) {
        yield [
          `fold ${dtype} ${kind}: axes (${axes.join(', ')}) of a ${layout} input`,
          (k) => {
            check(k, kind, laidOut(layout, own(k), dtype, [3, 4, 5], spread(60, -2, 2)), axes, dtype)
            check(k, kind, laidOut(layout, foreign, dtype, [2, 1, 9], spread(18, -2, 2)), axes, dtype)
          },
        ]
      }
    }
    for (const axes of subsets(2)) {
      yield [
        `fold ${dtype} ${kind}: axes (${axes.join(', ')}) of a repeated input`,
        (k) => {
          for (const axis of [0, 1, 'all'] as const)
            check(k, kind, stretched(axis, own(k), dtype, [4, 7], spread(28, -2, 2)), axes, dtype)
        },
      ]
    }
    yield [
      `fold ${dtype} ${kind}: no elements give ${folds[kind].start}`,
      (k) => {
        for (const axes of [[0], [1], [0, 1]])
          check(k, kind, laidOut('contiguous', own(k), dtype, [0, 3]), axes, dtype)
        check(k, kind, laidOut('contiguous', own(k), dtype, [3, 0]), [1], dtype)
      },
    ]
    yield [
      `fold ${dtype} ${kind}: NaN wins wherever it stands`,
      (k) => {
        for (let n = 1; n <= 9; n++) {
          for (let at = 0; at < n; at++) {
            const x = laidOut('contiguous', own(k), dtype, [n], spread(n, 1, 2).fill(NaN, at, at + 1))
            const out = laidOut('contiguous', own(k), dtype, [1])
            k.fold(kind, x, out)
            expectSame(`fold ${kind} of ${n} with NaN at ${at}`, flat(out)[0], NaN)
          }
        }
      },
    ]
  }
  yield [
    `fold ${dtype} sum: 100,000 terms keep their digits`,
    (k) => {
      const x = laidOut('contiguous', own(k), dtype, [100_000], spread(100_000, 0.09, 0.11))
      check(k, 'sum', x, [0], dtype)
    },
  ]
  yield [
    `fold ${dtype} sum: more rows than a block has, down their columns`,
    (k) => {
      for (const rows of [31, 32, 33, 96, 101])
        check(
          k,
          'sum',
          laidOut('contiguous', own(k), dtype, [rows, 19], spread(rows * 19, -2, 2)),
          [0],
          dtype,
        )
    },
  ]
}
