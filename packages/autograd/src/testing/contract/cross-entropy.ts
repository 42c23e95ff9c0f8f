// `crossEntropy`, where a backend has it: against the plain loop in float64. Read `layouts.ts` first.
import { crossEntropy } from '../../kernels/cross-entropy.ts'
import { flat } from '../../kernels/loops.ts'
import { sizeOf } from '../../shape.ts'
import { dense, type DType } from '../../view.ts'
import { TRANSCENDENTAL, unit } from './bound.ts'
import { foreign, laidOut, layouts, own, spread } from './layouts.ts'
import { expectNear, type Promised } from './promise.ts'

const SHAPES = [[1, 1], [3, 2], [2, 4], [5, 10], [2, 17]] as const // prettier-ignore

/** Logits by name, given how many. */
const LOGITS: Readonly<Record<string, (n: number) => number[]>> = {
  'of all sizes': (n) => spread(n, -9, 9),
  'too large for exp': (n) => spread(n, 500, 1000),
  'one of them −∞': (n) => spread(n, -1, 1).map((x, i) => (i === 0 ? -Infinity : x)),
  'one of them NaN': (n) => spread(n, -1, 1).map((x, i) => (i === n - 1 ? NaN : x)),
}
/** Weights by name: those of the first class are 0, so that a logit of −∞ counts for nothing. */
const WEIGHTS: Readonly<Record<string, (n: number, classes: number) => number[]>> = {
  'one label': (n, classes) => Array.from({ length: n }, (_, i) => Number(i % classes === classes - 1)),
  'a distribution': (n, classes) => spread(n, 0, 2).map((x, i) => (i % classes === 0 ? 0 : x)),
}

export function* crossEntropyCases(dtype: DType): Generator<Promised> {
  for (const shape of SHAPES)
    for (const [logits, x] of Object.entries(LOGITS))
      for (const [weights, t] of Object.entries(WEIGHTS))
        for (const layout of Object.keys(layouts)) {
          const [rows, classes] = shape
          const n = rows * classes
          yield [
            `crossEntropy ${dtype}: (${rows}, ${classes}), logits ${logits}, ${weights}, ${layout}`,
            (k) => {
              if (!k.crossEntropy) return
              const exact = [[rows], shape].map((each) => dense(new Float64Array(sizeOf(each)), [...each]))
              const operands = [x(n), t(n, classes)]
              const [x64, t64] = operands.map((each) => dense(Float64Array.from(each), [...shape]))
              crossEntropy(x64, t64, exact[0], exact[1])
              for (const place of [own(k), foreign]) {
                const [a, b] = operands.map((each) => laidOut(layout, place, dtype, [...shape], each))
                const found = [[rows], shape].map((each) => laidOut(layout, place, dtype, [...each]))
                k.crossEntropy(a, b, found[0], found[1])
                // What exp and log err, what the shift by the largest logit loses, and the roundings of what is multiplied.
                const most = Math.max(1, ...operands[0].filter(Number.isFinite).map(Math.abs))
                const error = 4 * (TRANSCENDENTAL + most) * unit(dtype) * (2 * classes)
                found.forEach((view, i) =>
                  flat(view).forEach((got, at) =>
                    expectNear(`${['loss', 'slope'][i]} ${at}`, got, exact[i].data[at], error),
                  ),
                )
              }
            },
          ]
        }
}
