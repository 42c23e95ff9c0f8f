// What every row of the table goes through. The tests here need no kernels in particular; `ops.test.ts` and the tests of
// other backends choose them, and run these.
import { expect, it } from 'vitest'
import { record, Storage, Tensor, type DType, type Shape } from '../src/index.ts'
import { flat } from '../src/kernels/loops.ts'
import { sizeOf } from '../src/shape.ts'
import { foreign, laidOut, layouts, spread, stretched } from '../src/testing/contract/layouts.ts'
import { dense, type Data, type View } from '../src/view.ts'
import { rows } from './cases.ts'
import type { Call, Row, Try } from './table/row.ts'

/** Numbers for input i, in its domain and at a distance of 0.05 from each kink. */
export function numbersFor({ domains, kinks }: Row, { shapes }: Try, i: number): number[] {
  const [lo, hi] = domains[i] ?? domains[0] ?? [-2, 2]
  return spread(sizeOf(shapes[i]), lo, hi, 1 + 10 * i).map((x) => {
    const kink = kinks.find((k) => Math.abs(x - k) < 0.05)
    return kink === undefined ? x : Math.fround(kink + 0.1)
  })
}

export const leaf = (view: View, requiresGrad = true): Tensor =>
  new Tensor(new Storage(view.data), view, requiresGrad)

export const leaves = (row: Row, t: Try, dtype: DType, layout = 'contiguous'): Tensor[] =>
  t.shapes.map((shape, i) => leaf(laidOut(layout, foreign, dtype, shape, numbersFor(row, t, i))))

const copies = (inputs: readonly Tensor[]): Tensor[] =>
  inputs.map((x) => leaf(dense(flat(x.view), x.shape), x.requiresGrad))

/** An upstream gradient with no symmetry, in the type of y. */
export function upstream(y: Tensor, scale = 1): Tensor {
  const numbers = spread(y.size, 0.5, 1.5, 3).map((x) => x * scale)
  return leaf(laidOut('contiguous', foreign, y.dtype, y.shape, numbers), false)
}

export interface Result {
  readonly shape: Shape
  readonly y: Data
  readonly gradients: readonly (Data | undefined)[]
}

/** y and the gradients of Σ ȳ y. */
export function run(call: Call, inputs: readonly Tensor[], scale = 1): Result {
  for (const x of inputs) x.grad = undefined
  const y = record(() => {
    const out = call(...inputs)
    if (out.step || out.requiresGrad) out.backward({ gradient: upstream(out, scale) })
    return out
  })
  return { shape: y.shape, y: flat(y.view), gradients: inputs.map((x) => x.grad && flat(x.grad.view)) }
}

/** Runs `check` for each try of a row; a failure names the try. */
export function eachTry(name: string, row: Row, check: (t: Try) => void): void {
  for (const t of row.tries) {
    try {
      check(t)
    } catch (error) {
      if (error instanceof Error) error.message = `${name}, ${t.title}: ${error.message}`
      throw error
    }
  }
}

/** A view gives the same bits as a contiguous copy of it, forwards and backwards. */
function views(name: string, row: Row, dtype: DType): void {
  eachTry(name, row, (t) => {
    for (const layout of Object.keys(layouts)) {
      const seen = leaves(row, t, dtype, layout)
      expect({ layout, ...run(t.call, seen) }).toEqual({ layout, ...run(t.call, copies(seen)) })
    }
    t.shapes.forEach((shape, i) => {
      for (const axis of [...shape.keys(), 'all'] as const) {
        const seen = leaves(row, t, dtype)
        seen[i] = leaf(stretched(axis, foreign, dtype, shape, numbersFor(row, t, i)))
        expect({ i, axis, ...run(t.call, seen) }).toEqual({ i, axis, ...run(t.call, copies(seen)) })
      }
    })
  })
}

/** float32 is float64 but for rounding: values and gradients agree to `tolerance`, relative to the largest number. */
function narrow(name: string, row: Row, tolerance: number): void {
  eachTry(name, row, (t) => {
    const exact = run(t.call, leaves(row, t, 'float64'))
    const rounded = run(t.call, leaves(row, t, 'float32'))
    expect(rounded.shape).toEqual(exact.shape)
    expectClose(rounded.y, exact.y, tolerance)
    exact.gradients.forEach((g, i) => {
      expect(rounded.gradients[i] === undefined).toBe(g === undefined)
      if (g) expectClose(rounded.gradients[i] as Data, g, tolerance)
    })
  })
}

export function expectClose(got: Data, exact: Data, tolerance: number): void {
  expect(got.length).toBe(exact.length)
  got.forEach((x, i) => {
    const error = Math.abs(x - exact[i]) / Math.max(1, Math.abs(exact[i]))
    if (!Object.is(x, exact[i]) && !(error <= tolerance))
      expect.fail(`element ${i} is ${x}; it needs ${exact[i]}, relative error ${error.toExponential(1)}`)
  })
}

/** All ops on the chosen kernels for an element type. Call it inside a `describe` that has chosen them. */
export function opTests(dtype: DType): void {
  const table = Object.entries(rows)
  for (const [name, row] of table) {
    it(`${name}: transposed, sliced, stepped, reversed and repeated inputs give the bits of copies`, () => {
      views(name, row, dtype)
    })
  }
  const narrower = dtype === 'float64' ? [] : table
  for (const [name, row] of narrower)
    it(`${name}: ${dtype} agrees with float64`, () => narrow(name, row, 1e-5))
}
