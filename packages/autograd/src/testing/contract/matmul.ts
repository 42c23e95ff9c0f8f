// `matmul`: all four transpositions, batches, repeated batches, degenerate sizes. Read `layouts.ts` first.
// Any order of summation errs by at most k half ulps of Σ |a| |b| (Higham 2002, "Accuracy and stability of numerical algorithms", 3.5).
import type { Kernels } from '../../kernels/kernels.ts'
import { flat } from '../../kernels/loops.ts'
import { sizeOf, type Shape } from '../../shape.ts'
import { broadcast, type DType, type View } from '../../view.ts'
import { unit } from './bound.ts'
import { foreign, laidOut, layouts, own, spread, type Place } from './layouts.ts'
import { expectNear, expectSame, type Promised } from './promise.ts'

function check(k: Kernels, a: View, b: View, outLayout: string, dtype: DType): void {
  const batch = a.shape.slice(0, -2)
  const [m, inner] = a.shape.slice(-2)
  const n = b.shape[b.shape.length - 1]
  const out = laidOut(outLayout, own(k), dtype, [...batch, m, n], new Array(sizeOf(batch) * m * n).fill(NaN))
  k.matmul(a, b, out)
  const [left, right, got] = [flat(a), flat(b), flat(out)]
  for (let t = 0; t < sizeOf(batch); t++)
    for (let i = 0; i < m; i++)
      for (let j = 0; j < n; j++) {
        let [exact, magnitude] = [0, 0]
        for (let p = 0; p < inner; p++) {
          const term = left[(t * m + i) * inner + p] * right[(t * inner + p) * n + j]
          exact += term
          magnitude += Math.abs(term)
        }
        const where = `matmul (${a.shape.join(', ')}) by (${b.shape.join(', ')}), element ${i}, ${j} of matrix ${t}`
        expectNear(where, got[(t * m + i) * n + j], exact, (inner + 2) * unit(dtype) * magnitude + 2 ** -149)
      }
}

const operands = (
  place: Place,
  dtype: DType,
  batch: Shape,
  m: number,
  k: number,
  n: number,
  la: string,
  lb: string,
) => [
  laidOut(la, place, dtype, [...batch, m, k], spread(sizeOf(batch) * m * k, -1, 1)),
  laidOut(lb, place, dtype, [...batch, k, n], spread(sizeOf(batch) * k * n, -1, 1, 99)),
]

// prettier-ignore
const SIZES = [
  [1, 1, 1], [1, 7, 1], [1, 9, 5], [6, 1, 4], [5, 3, 1], [2, 3, 4], [5, 7, 9], [8, 8, 8], [4, 16, 8], [13, 5, 31], [33, 65, 17],
  [0, 3, 2], [2, 0, 3], [2, 3, 0], [0, 0, 0],
] as const

export function* matmulCases(dtype: DType): Generator<Promised> {
  for (const la of Object.keys(layouts)) {
    for (const lb of Object.keys(layouts)) {
      yield [
        `matmul ${dtype}: a ${la}, b ${lb}`,
        (k) => {
          for (const [m, inner, n] of [
            [5, 7, 9],
            [8, 4, 16],
          ] as const)
            for (const place of [own(k), foreign]) {
              const [a, b] = operands(place, dtype, [], m, inner, n, la, lb)
              check(k, a, b, 'contiguous', dtype)
            }
        },
      ]
      yield [
        `matmul ${dtype}: a batch, a ${la}, b ${lb}`,
        (k) => {
          const [a, b] = operands(own(k), dtype, [2, 3], 3, 5, 4, la, lb)
          check(k, a, b, 'contiguous', dtype)
        },
      ]
    }
    yield [
      `matmul ${dtype}: into a ${la} output`,
      (k) => {
        const [a, b] = operands(own(k), dtype, [2], 5, 3, 6, 'contiguous', 'contiguous')
        check(k, a, b, la, dtype)
      },
    ]
  }
  for (const [m, inner, n] of SIZES) {
    yield [
      `matmul ${dtype}: (${m}, ${inner}) by (${inner}, ${n})`,
      (k) => {
        const [a, b] = operands(own(k), dtype, [], m, inner, n, 'contiguous', 'contiguous')
        check(k, a, b, 'contiguous', dtype)
        const [at, bt] = operands(own(k), dtype, [], m, inner, n, 'transposed', 'transposed')
        check(k, at, bt, 'contiguous', dtype)
      },
    ]
  }
  yield [
    `matmul ${dtype}: one matrix for a whole batch (stride 0)`,
    (k) => {
      const [a, b] = operands(own(k), dtype, [4], 3, 5, 2, 'contiguous', 'contiguous')
      const [a1, b1] = operands(own(k), dtype, [], 3, 5, 2, 'transposed', 'contiguous')
      check(k, broadcast(a1, a.shape), b, 'contiguous', dtype)
      check(k, a, broadcast(b1, b.shape), 'contiguous', dtype)
    },
  ]
  yield [
    `matmul ${dtype}: a row, a column or one number repeated (stride 0)`,
    (k) => {
      const [a, b] = operands(own(k), dtype, [], 6, 5, 9, 'contiguous', 'contiguous')
      for (const small of [
        [1, 5],
        [6, 1],
        [1, 1],
      ])
        check(
          k,
          broadcast(laidOut('contiguous', own(k), dtype, small, spread(6, -1, 1)), [6, 5]),
          b,
          'contiguous',
          dtype,
        )
      for (const small of [
        [1, 9],
        [5, 1],
        [1, 1],
      ])
        check(
          k,
          a,
          broadcast(laidOut('contiguous', own(k), dtype, small, spread(9, -1, 1)), [5, 9]),
          'contiguous',
          dtype,
        )
    },
  ]
  yield [
    `matmul ${dtype}: a batch of single rows, of single columns`,
    (k) => {
      for (const [m, n] of [
        [1, 2],
        [2, 1],
        [1, 1],
      ]) {
        const [a, b] = operands(own(k), dtype, [3], m, 5, n, 'contiguous', 'contiguous')
        const [one] = operands(own(k), dtype, [], m, 5, n, 'contiguous', 'contiguous')
        check(k, a, b, 'contiguous', dtype)
        check(k, broadcast(one, a.shape), b, 'contiguous', dtype)
      }
    },
  ]
  yield [
    `matmul ${dtype}: an empty batch`,
    (k) => {
      const [a, b] = operands(own(k), dtype, [0], 3, 5, 2, 'contiguous', 'contiguous')
      check(k, a, b, 'contiguous', dtype)
    },
  ]
  yield* zeroCases(dtype)
}

const LAYOUTS_OF_SPARSE = ['contiguous', 'transposed', 'reversed', 'stepped']

/** Large enough for a backend to look for zeros and to leave them out. */
const LARGE = [
  [40, 160, 96],
  [7, 2100, 41],
] as const

/** Zeros in the left operand: a backend may leave them out, and nobody notices, but for 0·∞ and 0·NaN. */
function* zeroCases(dtype: DType): Generator<Promised> {
  for (const la of LAYOUTS_OF_SPARSE)
    for (const lb of LAYOUTS_OF_SPARSE)
      yield [
        `matmul ${dtype}: mostly zeros on the left, a ${la}, b ${lb}`,
        (k) => {
          for (const [m, inner, n] of [[8, 24, 33] as const, ...LARGE]) {
            const numbers = spread(m * inner, -1, 1).map((x, i) => (i % 5 === 0 ? x : 0))
            const a = laidOut(la, own(k), dtype, [m, inner], numbers)
            check(k, a, laidOut(lb, own(k), dtype, [inner, n], spread(inner * n, -1, 1)), 'contiguous', dtype)
          }
        },
      ]
  const meeting = (k: Kernels, [m, inner, n]: readonly number[], bad: number): number => {
    const a = laidOut('contiguous', own(k), dtype, [m, inner])
    const b = laidOut('contiguous', own(k), dtype, [inner, n], new Array(inner * n).fill(bad))
    const out = laidOut('contiguous', own(k), dtype, [m, n])
    k.matmul(a, b, out)
    return flat(out)[m * n - 1]
  }
  for (const bad of [NaN, Infinity, -Infinity]) {
    yield [
      `matmul ${dtype}: 0 by ${bad} is 0 or NaN, and NaN in anomaly mode`,
      (k) => {
        for (const sizes of [[1, 1, 1], [2, 3, 5], ...LARGE]) {
          const got = meeting(k, sizes, bad)
          if (got !== 0) expectSame(`matmul (${sizes.join(', ')}) of zeros by ${bad}`, got, NaN)
          k.anomaly?.(true)
          const watched = meeting(k, sizes, bad)
          k.anomaly?.(false)
          expectSame(`matmul (${sizes.join(', ')}) of zeros by ${bad} in anomaly mode`, watched, NaN)
        }
      },
    ]
  }
  yield [
    `matmul ${dtype}: NaN and infinity go through`,
    (k) => {
      const a = laidOut('contiguous', own(k), dtype, [2, 2], [1, 2, 3, NaN])
      const b = laidOut('contiguous', own(k), dtype, [2, 2], [Infinity, 1, 1, 1])
      const out = laidOut('contiguous', own(k), dtype, [2, 2])
      k.matmul(a, b, out)
      flat(out).forEach((got, i) => expectSame(`matmul, element ${i}`, got, [Infinity, 3, NaN, NaN][i]))
    },
  ]
}
