// `map`: every scalar of the table and its pullbacks, on every layout, held against the formula with its error bound.
// Read `subjects.ts`, `layouts.ts` and `bound.ts` first.
import type { Kernels } from '../../kernels/kernels.ts'
import { flat } from '../../kernels/loops.ts'
import { identity, scalarFunction } from '../../kernels/scalar.ts'
import { table } from '../../kernels/table.ts'
import { sizeOf, type Shape } from '../../shape.ts'
import { heap, type DType, type View } from '../../view.ts'
import { bounded } from './bound.ts'
import { foreign, laidOut, layouts, own, spread, stretched, type Place } from './layouts.ts'
import { expectNear, expectSame, type Promised } from './promise.ts'
import { subjects, type Subject } from './subjects.ts'

const names = Object.keys(layouts)

/** Runs the kernel, and holds each element against what the formula gives for the inputs as they were. */
function check(
  k: Kernels,
  { scalar, params }: Subject,
  inputs: readonly View[],
  out: View,
  what: string,
): void {
  const before = inputs.map(flat)
  k.map(scalar, inputs, params, out)
  const near = bounded(scalar, inputs[0].data instanceof Float64Array ? 'float64' : 'float32')
  flat(out).forEach((got, i) => {
    const x = before.map((column) => column[i])
    const { value, error } = near([...x, ...params])
    expectNear(`map ${scalar.name}(${x.join(', ')}), ${what}, element ${i}`, got, value, error)
  })
}

function onLayouts(
  k: Kernels,
  subject: Subject,
  dtype: DType,
  shape: Shape,
  place: Place,
  layoutOf: (input: number) => string = () => 'contiguous',
  outLayout = 'contiguous',
): void {
  const inputs = subject
    .numbers(sizeOf(shape), 1 + shape.length)
    .map((x, i) => laidOut(layoutOf(i), place, dtype, shape, x))
  check(k, subject, inputs, laidOut(outLayout, place, dtype, shape), outLayout)
}

function onStretched(k: Kernels, subject: Subject, dtype: DType): void {
  const place = own(k)
  const shape = [3, 5]
  for (const axis of [0, 1, 'all'] as const) {
    for (let which = 0; which < subject.scalar.inputs; which++) {
      const inputs = subject.numbers(15, 1).map((x, i) => {
        const wide = which === i
        return wide ? stretched(axis, place, dtype, shape, x) : laidOut('contiguous', place, dtype, shape, x)
      })
      const what = `input ${which} repeated along ${axis === 'all' ? 'all axes' : `axis ${axis}`}`
      check(k, subject, inputs, laidOut('contiguous', place, dtype, shape), what)
    }
  }
}

function inPlace(k: Kernels, subject: Subject, dtype: DType): void {
  for (const layout of ['contiguous', 'transposed', 'reversed']) {
    const inputs = subject.numbers(15, 2).map((x) => laidOut(layout, own(k), dtype, [3, 5], x))
    check(k, subject, inputs, inputs[0], `in place, ${layout}`)
  }
}

/** Within 8 ulps or the error bound; NaN, infinities and the sign of zero as the formula has them. */
function atEdges(k: Kernels, { scalar, params, edges }: Subject, dtype: DType): void {
  const columns = edges()
  const shape = [columns[0].length]
  const inputs = columns.map((x) => laidOut('contiguous', own(k), dtype, shape, x))
  const out = laidOut('contiguous', own(k), dtype, shape)
  k.map(scalar, inputs, params, out)
  const near = bounded(scalar, dtype)
  flat(out).forEach((got, i) => {
    const x = columns.map((column) => column[i])
    const { error } = near([...x, ...params])
    const exact = heap(dtype, 1).fill(scalar.js(...x, ...params))[0]
    const where = `map ${scalar.name}(${x.map((v) => (Object.is(v, -0) ? '-0' : v)).join(', ')})`
    if (exact !== 0 && Number.isFinite(exact))
      expectNear(where, got, exact, Math.max(2 ** -20 * Math.abs(exact), error || 0))
    else expectSame(where, got, exact)
  })
}

function* casesOf(subject: Subject, dtype: DType): Generator<Promised> {
  const title = `map ${dtype} ${subject.scalar.name}`
  for (const [l, layout] of names.entries()) {
    const mixed = (input: number) => names[(l + input) % names.length]
    yield [`${title}: ${layout} inputs`, (k) => onLayouts(k, subject, dtype, [3, 5], own(k), () => layout)]
    yield [
      `${title}: inputs of mixed layouts from ${layout} on, in the engine's memory, to a ${layout} output`,
      (k) => onLayouts(k, subject, dtype, [2, 3, 4], foreign, mixed, layout),
    ]
  }
  yield [
    `${title}: lengths 0 to 9, a scalar, 1,003 elements`,
    (k) => {
      for (let n = 0; n <= 9; n++) onLayouts(k, subject, dtype, [n], own(k))
      onLayouts(k, subject, dtype, [], own(k))
      onLayouts(k, subject, dtype, [1003], own(k))
    },
  ]
  yield [`${title}: repeated inputs`, (k) => onStretched(k, subject, dtype)]
  yield [`${title}: in place`, (k) => inPlace(k, subject, dtype)]
  yield [`${title}: 0, -0, infinities and NaN`, (k) => atEdges(k, subject, dtype)]
}

/** Other element types come in: a cast to this one, a comparison of integers. */
function* conversions(dtype: DType): Generator<Promised> {
  for (const other of ['int32', 'float32', 'float64'] as const) {
    const numbers = spread(12, -9, 9).map(Math.round)
    for (const layout of names) {
      yield [
        `map identity: ${layout} ${other} to ${dtype}`,
        (k) => {
          const out = laidOut('contiguous', own(k), dtype, [3, 4])
          k.map(identity, [laidOut(layout, foreign, other, [3, 4], numbers)], [], out)
          flat(out).forEach((got, i) => expectNear(`identity, element ${i}`, got, numbers[i], 0))
        },
      ]
    }
  }
  yield [
    `map greater: int32 operands to ${dtype}`,
    (k) => {
      const a = laidOut('contiguous', foreign, 'int32', [4], [1, 5, 3, 3])
      const b = laidOut('reversed', foreign, 'int32', [4], [2, 2, 3, 1])
      const out = laidOut('contiguous', own(k), dtype, [4])
      k.map(scalarFunction('greater', table.greater).forward, [a, b], [], out)
      flat(out).forEach((got, i) => expectSame(`greater, element ${i}`, got, [0, 1, 0, 1][i]))
    },
  ]
}

export function* mapCases(dtype: DType): Generator<Promised> {
  for (const subject of subjects) yield* casesOf(subject, dtype)
  yield* conversions(dtype)
}
