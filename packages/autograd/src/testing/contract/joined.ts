// Activations joined to their bias: in one pass the bits of the kernels one after another, on the way forward and back.
// Read `../../kernels/joined.ts` first.
import { activate, activateBack, joins, type Joined } from '../../kernels/joined.ts'
import type { Kernels } from '../../kernels/kernels.ts'
import { flat } from '../../kernels/loops.ts'
import { sizeOf, type Shape } from '../../shape.ts'
import type { DType, View } from '../../view.ts'
import { foreign, laidOut, layouts, own, spread, type Place } from './layouts.ts'
import { expectSame, type Promised } from './promise.ts'

const SHAPES: readonly Shape[] = [
  [3, 9],
  [2, 4],
  [1, 1],
  [0, 4],
]

/** Ones of both signs, a zero of both, and what has no number. */
const values = (shape: Shape, start: number): number[] =>
  spread(sizeOf(shape), -3, 3, start).map((x, i) => (i % 7 === 3 ? 0 : i % 11 === 5 ? Infinity : x))

type Make = (shape: Shape, numbers?: readonly number[]) => View

/** What a pass gives from numbers that are the same each time; the bias repeats. */
function results(k: Kernels, joined: Joined, shape: Shape, make: Make): readonly View[] {
  const [y, du] = [make(shape), make(shape)]
  const u = joined.keeps ? make(shape) : y
  const bias = make([1, shape[1]], values([1, shape[1]], 2))
  const db = make([1, shape[1]])
  const z = make(shape, values(shape, 1))
  activate(k, joined, z, { ...bias, shape, stride: [0, bias.stride[1]] }, u, y)
  activateBack(k, joined, [make(shape, values(shape, 3)), u, y], du, db)
  return [y, du, db]
}

export function* joinedCases(dtype: DType): Generator<Promised> {
  for (const [name, joined] of joins) {
    for (const layout of Object.keys(layouts)) {
      yield [
        `mapAll ${dtype}: bias and ${name}, ${layout}, the bits of kernels one after another`,
        (k) => {
          const apart: Kernels = { ...k, mapAll: () => false }
          for (const place of [own(k), foreign] satisfies Place[])
            for (const shape of SHAPES) {
              const make: Make = (of, numbers) => laidOut(layout, place, dtype, of, numbers)
              const [once, twice] = [k, apart].map((each) => results(each, joined, shape, make))
              once.forEach((x, i) => {
                const wanted = flat(twice[i])
                flat(x).forEach((each, at) =>
                  expectSame(`${name}, ${['y', 'ū', 'b̄'][i]} at ${at}`, each, wanted[at]),
                )
              })
            }
        },
      ]
    }
  }
}
