// The shortcuts for windows: `contract`, `largest` and `put`. A backend without one is held to the plain form, which must keep
// the same promise. Read `layouts.ts` first.
import type { Kernels, Letters } from '../../kernels/kernels.ts'
import { largest, put } from '../../kernels/largest.ts'
import { flat } from '../../kernels/loops.ts'
import { contract } from '../../ops/contract.ts'
import { sizeOf, type Shape } from '../../shape.ts'
import { dense, windowed, type DType, type Sliding, type View } from '../../view.ts'
import { unit } from './bound.ts'
import { foreign, laidOut, layouts, own, spread, type Place } from './layouts.ts'
import { expectNear, expectSame, type Promised } from './promise.ts'

interface Named {
  readonly view: View
  readonly letters: string
}

/** Calls `visit` with the place of each array for every choice of all letters. */
function eachChoice(arrays: readonly Named[], visit: (places: readonly number[]) => void): void {
  const sizes = new Map(arrays.flatMap(({ view, letters }) => [...letters].map((l, i) => [l, view.shape[i]])))
  const all = [...sizes.keys()]
  const walk = (depth: number, places: readonly number[]): void => {
    if (depth === all.length) return visit(places)
    const steps = arrays.map(({ view, letters }) =>
      letters.includes(all[depth]) ? view.stride[letters.indexOf(all[depth])] : 0,
    )
    for (let i = 0; i < sizes.get(all[depth])!; i++)
      walk(
        depth + 1,
        places.map((at, n) => at + i * steps[n]),
      )
  }
  walk(
    0,
    arrays.map(({ view }) => view.offset),
  )
}

/** What `contract` adds to each place of the output's memory, in float64, and how large the terms are. */
function checkContract(
  k: Kernels,
  letters: Letters,
  [a, b, out]: readonly View[],
  places: number,
  dtype: DType,
): void {
  const exact = new Map<number, { sum: number; size: number; terms: number }>()
  const arrays = [a, b, out].map((view, i) => ({ view, letters: [letters.a, letters.b, letters.out][i] }))
  eachChoice(arrays, ([p, q, r]) => {
    const before = exact.get(r) ?? { sum: out.data[r], size: Math.abs(out.data[r]), terms: 1 }
    const term = a.data[p] * b.data[q]
    const { sum, size, terms } = before
    exact.set(r, { sum: sum + term, size: size + Math.abs(term), terms: terms + 1 })
  })
  contract(k, letters, a, b, out, places)
  for (const [at, { sum, size, terms }] of exact)
    expectNear(`contract ${letters.a}, ${letters.b} to ${letters.out}, place ${at}`, out.data[at], sum, (terms + 2) * unit(dtype) * size) // prettier-ignore
}

const numbers = (shape: Shape, start: number): number[] => spread(sizeOf(shape), -1, 1, start)
const made = (place: Place, dtype: DType, shape: Shape, start: number, layout = 'contiguous'): View =>
  laidOut(layout, place, dtype, shape, numbers(shape, start))

// prettier-ignore
const PRODUCTS: readonly (readonly [string, string, string, Shape, Shape, Shape])[] = [
  ['ik', 'kj', 'ij', [5, 7], [7, 9], [5, 9]],
  ['ik', 'kj', 'ji', [6, 3], [3, 4], [4, 6]],
  ['ki', 'jk', 'ij', [7, 4], [13, 7], [4, 13]],
  ['gik', 'gkj', 'gij', [2, 3, 5], [2, 5, 4], [2, 3, 4]],
  ['abk', 'kc', 'acb', [2, 3, 4], [4, 5], [2, 5, 3]],
  ['k', 'k', '', [9], [9], []],
  ['i', 'j', 'ij', [3], [10], [3, 10]],
  ['ik', 'kj', 'ij', [2, 0], [0, 3], [2, 3]],
]

const NAMES = { windows: 'ncyxji', weight: 'ocji', output: 'noyx' }
const sliding = (size: number, kernel: number, stride: number, dilation: number): Sliding => ({
  kernel,
  stride,
  dilation,
  count: Math.floor((size - dilation * (kernel - 1) - 1) / stride) + 1,
})
// prettier-ignore
const WINDOWS: Readonly<Record<string, readonly [Sliding, Sliding]>> = {
  '3 by 2': [sliding(6, 3, 1, 1), sliding(11, 2, 1, 1)],
  '2 by 3, steps of 2': [sliding(6, 2, 2, 1), sliding(11, 3, 2, 1)],
  '2 by 2, apart': [sliding(6, 2, 1, 2), sliding(11, 2, 1, 3)],
  '5 by 5': [sliding(6, 5, 1, 1), sliding(11, 5, 1, 1)],
}

function windowCase(k: Kernels, place: Place, dtype: DType, at: readonly [Sliding, Sliding], layout: string) {
  const x = windowed(made(place, dtype, [2, 3, 6, 11], 1, layout), at)
  const w = made(place, dtype, [6, 3, at[0].kernel, at[1].kernel], 50, layout)
  const y = made(place, dtype, [2, 6, at[0].count, at[1].count], 99, layout)
  const { windows, weight, output } = NAMES
  checkContract(k, { a: windows, b: weight, out: output }, [x, w, y], 0, dtype)
  checkContract(k, { a: windows, b: output, out: weight }, [x, y, w], 0, dtype)
  checkContract(k, { a: weight, b: output, out: windows }, [w, y, x], 2, dtype)
}

export function* contractCases(dtype: DType): Generator<Promised> {
  for (const layout of Object.keys(layouts)) {
    for (const [a, b, out, ...shapes] of PRODUCTS)
      yield [
        `contract ${dtype}: ${a}, ${b} to ${out} of (${shapes[0].join(', ')}), ${layout}`,
        (k) => {
          for (const place of [own(k), foreign]) {
            const arrays = shapes.map((shape, i) => made(place, dtype, shape, 1 + 40 * i, layout))
            checkContract(k, { a, b, out }, arrays, 0, dtype)
          }
        },
      ]
    for (const [title, at] of Object.entries(WINDOWS))
      yield [
        `contract ${dtype}: windows of ${title}, ${layout}`,
        (k) => {
          for (const place of [own(k), foreign]) windowCase(k, place, dtype, at, layout)
        },
      ]
  }
}

/** Each window by itself: its first largest number, where NaN is larger than all. */
function checkLargest(k: Kernels, x: View, at: readonly Sliding[], layout: string, dtype: DType): void {
  const lead = x.shape.slice(0, -at.length)
  const shape = [...lead, ...at.map((s) => s.count)]
  const out = laidOut(layout, own(k), dtype, shape)
  const found = new Int32Array(sizeOf(shape)).fill(-1)
  ;(k.largest ?? largest)(x, at, out, found)
  const copy = dense(flat(x), x.shape)
  const order = dense(Int32Array.from(copy.data.keys()), x.shape)
  const window = sizeOf(at.map((s) => s.kernel))
  const [all, places] = [flat(windowed(copy, at)), flat(windowed(order, at))]
  flat(out).forEach((got, i) => {
    const seen = all.slice(i * window, (i + 1) * window)
    const nan = seen.findIndex(Number.isNaN)
    const best = nan >= 0 ? nan : seen.indexOf(Math.max(...seen))
    expectSame(`largest, window ${i}`, got, seen[best])
    expectSame(`largest, place of window ${i}`, found[i], places[i * window + best])
  })
}

export function* poolingCases(dtype: DType): Generator<Promised> {
  for (const layout of Object.keys(layouts)) {
    for (const [title, at] of Object.entries(WINDOWS))
      yield [
        `largest ${dtype}: windows of ${title}, ${layout}`,
        (k) => {
          const shape = [2, 3, 6, 11]
          const ties = numbers(shape, 1).map((x) => Math.round(3 * x))
          const odd = ties.map((x, i) => (i % 29 === 0 ? NaN : i % 7 === 0 ? -Infinity : x))
          for (const place of [own(k), foreign])
            for (const list of [numbers(shape, 1), ties, odd]) {
              checkLargest(k, laidOut(layout, place, dtype, shape, list), at, layout, dtype)
              checkLargest(k, laidOut(layout, place, dtype, shape, list), [at[1]], layout, dtype)
            }
        },
      ]
    yield [
      `put ${dtype}: places in any order and repeated, ${layout}`,
      (k) => {
        for (const place of [own(k), foreign]) {
          const x = laidOut(layout, place, dtype, [2, 3], [1, 2, 4, 8, 16, 32])
          const out = laidOut('contiguous', place, dtype, [2, 5], new Array(10).fill(NaN))
          ;(k.put ?? put)(x, Int32Array.of(9, 3, 0, 3, 5, 3), out)
          flat(out).forEach((got, i) => expectSame(`put, place ${i}`, got, [4, 0, 0, 42, 0, 16, 0, 0, 0, 1][i])) // prettier-ignore
        }
      },
    ]
  }
}
