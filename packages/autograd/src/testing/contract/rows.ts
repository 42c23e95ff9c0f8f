// `gather` and `scatter`: rows by number, in any order, repeated, none. Read `layouts.ts` first.
import { byteScale } from '../../bytes.ts'
import { flat } from '../../kernels/loops.ts'
import { sizeOf } from '../../shape.ts'
import type { DType } from '../../view.ts'
import { unit } from './bound.ts'
import { foreign, laidOut, layouts, own, spread } from './layouts.ts'
import { expectNear, expectSame, type Promised } from './promise.ts'

const ROWS: Readonly<Record<string, readonly number[]>> = {
  'in order': [0, 1, 2, 3],
  'shuffled, some left out': [3, 0, 2],
  repeated: [1, 1, 3, 1, 0, 3, 1],
  none: [],
}
const WIDTHS = [[1], [5], [8], [0], [2, 3], []]

export function* rowCases(dtype: DType): Generator<Promised> {
  for (const [which, rows] of Object.entries(ROWS)) {
    for (const rest of WIDTHS) {
      const width = sizeOf(rest)
      for (const layout of Object.keys(layouts)) {
        const title = `rows ${which}, of (${rest.join(', ')}), ${layout}`
        yield [
          `gather ${dtype}: ${title}`,
          (k) => {
            for (const place of [own(k), foreign]) {
              const x = laidOut(layout, place, dtype, [4, ...rest], spread(4 * width, -1, 1))
              const out = laidOut('contiguous', place, dtype, [rows.length, ...rest])
              k.gather(x, Int32Array.from(rows), out)
              const from = flat(x)
              flat(out).forEach((got, i) => {
                const exact = from[rows[Math.floor(i / width)] * width + (i % width)]
                expectSame(`gather, element ${i}`, got, exact)
              })
            }
          },
        ]
        yield [
          `scatter ${dtype}: ${title}`,
          (k) => {
            for (const place of [own(k), foreign]) {
              const x = laidOut(
                layout,
                place,
                dtype,
                [rows.length, ...rest],
                spread(rows.length * width, -1, 1),
              )
              const out = laidOut('contiguous', place, dtype, [4, ...rest], new Array(4 * width).fill(NaN))
              k.scatter(x, Int32Array.from(rows), out)
              const exact = new Float64Array(4 * width)
              flat(x).forEach(
                (value, i) => (exact[rows[Math.floor(i / width)] * width + (i % width)] += value),
              )
              flat(out).forEach((got, i) =>
                expectNear(
                  `scatter, element ${i}`,
                  got,
                  exact[i],
                  unit(dtype) * Math.abs(exact[i]) + 2 ** -50,
                ),
              )
            }
          },
        ]
      }
    }
    if (dtype === 'float32') for (const width of [0, 1, 15, 16, 17, 40]) yield bytesCase(which, rows, width)
  }
}

/** A backend need not have the shortcut. */
const bytesCase = (which: string, rows: readonly number[], width: number): Promised => [
  `bytes float32: rows ${which}, ${width} wide`,
  (k) => {
    const x = Uint8Array.from({ length: 4 * width }, (_, i) => (i * 37 + 255) % 256)
    const numbers = (n: number, low: number) => spread(n, low, 1)
    for (const n of new Set([1, width])) {
      const scale = byteScale(numbers(n, 0.001), numbers(n, -3))
      const part = (list: Float32Array, j: number) => list[n === 1 ? 0 : j]
      for (const place of [own(k), foreign]) {
        const out = laidOut('contiguous', place, 'float32', [rows.length, width])
        if (!k.bytes) continue
        k.bytes(x, Int32Array.from(rows), scale, out)
        flat(out).forEach((got, i) => {
          const j = i % width
          const byte = x[rows[Math.floor(i / width)] * width + j]
          const product = part(scale.high, j) * byte + Math.fround(part(scale.low, j) * byte)
          expectSame(`bytes, element ${i}`, got, Math.fround(Math.fround(product) + part(scale.offset, j)))
        })
      }
    }
  },
]
