// `normalise` and `normaliseBack`, where a backend has them: against the plain loops in float64. Read `layouts.ts` first.
import { normalise, normaliseBack, type Normalising } from '../../kernels/normalise.ts'
import { flat } from '../../kernels/loops.ts'
import { sizeOf, type Shape } from '../../shape.ts'
import { dense, type DType, type View } from '../../view.ts'
import { unit } from './bound.ts'
import { foreign, laidOut, layouts, own, spread } from './layouts.ts'
import { expectNear, type Promised } from './promise.ts'

/** Shapes, and those of their means: columns, rows, channels of images, everything, axes apart, more than a kernel may know. */
const SHAPES: readonly (readonly [x: Shape, mean: Shape])[] = [
  [[5, 3], [1, 3]], [[3, 7], [3, 1]], [[4, 9], [1, 9]], [[2, 3, 5], [1, 3, 1]], [[3, 2, 8], [3, 1, 8]], [[6], [1]], [[2, 2, 3, 2, 3], [2, 1, 3, 1, 3]],
  [[1, 4], [1, 4]], [[2, 3, 2, 2], [1, 3, 1, 2]], [[2, 3, 2, 2], [2, 1, 2, 1]],
] // prettier-ignore

const WAYS: Readonly<Record<string, Normalising>> = {
  centred: { eps: 1e-3, centre: true },
  'size alone': { eps: 1e-3, centre: false },
}

export function* normaliseCases(dtype: DType): Generator<Promised> {
  for (const [shape, groups] of SHAPES)
    for (const [way, by] of Object.entries(WAYS))
      for (const layout of Object.keys(layouts)) {
        const n = sizeOf(shape)
        const numbers = [spread(n, 1, 3), spread(n, -2, 2).toReversed()]
        const where = `${dtype}: (${shape.join(', ')}) to (${groups.join(', ')}), ${way}, ${layout}`
        const exact = (of: Shape): View => dense(new Float64Array(sizeOf(of)), of)
        const [y, mean, variance, dx] = [shape, groups, groups, shape].map(exact)
        const [x64, dy64] = numbers.map((each) => dense(Float64Array.from(each), shape))
        normalise(x64, by, y, mean, variance)
        normaliseBack(dy64, y, variance, by, dx)
        const error = 64 * n * unit(dtype)
        const compare = (name: string, found: View, to: View) =>
          flat(found).forEach((got, i) => expectNear(`${name} ${i}`, got, flat(to)[i], error))
        yield [
          `normalise ${where}`,
          (k) => {
            for (const place of [own(k), foreign]) {
              const x = laidOut(layout, place, dtype, shape, numbers[0])
              const found = [shape, groups, groups].map((each) => laidOut(layout, place, dtype, each))
              if (!k.normalise?.(x, by, found[0], found[1], found[2])) return
              compare('y', found[0], y)
              compare('mean', found[1], mean)
              compare('variance', found[2], variance)
            }
          },
        ]
        yield [
          `normaliseBack ${where}`,
          (k) => {
            for (const place of [own(k), foreign]) {
              const given = [numbers[1], [...flat(y)]].map((each) =>
                laidOut(layout, place, dtype, shape, each),
              )
              const v = laidOut(layout, place, dtype, groups, [...flat(variance)])
              const found = laidOut(layout, place, dtype, shape)
              if (!k.normaliseBack?.(given[0], given[1], v, by, found)) return
              compare('dx', found, dx)
            }
          },
        ]
      }
}
