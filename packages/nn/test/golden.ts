// Reading the reference values: nested lists to tensors and back, and the tolerances that go with them.
import { readFileSync } from 'node:fs'
import { tensor, type Tensor } from '@glissade/autograd'
import { expect } from 'vitest'

export type Numbers = number | boolean | readonly Numbers[]
interface Entry {
  readonly shape: number[]
  readonly data: Numbers
  readonly dtype?: string
}
export interface GoldenCase {
  readonly name: string
  readonly op: string
  readonly attrs: Readonly<Record<string, number | string | boolean | number[]>>
  readonly inputs: Readonly<Record<string, Entry>>
  readonly outputs: Readonly<Record<string, Entry>>
  readonly grad_outputs?: Readonly<Record<string, Numbers>>
  readonly grad_inputs?: Readonly<Record<string, Numbers>>
  readonly running_mean_after?: number[]
  readonly running_var_after?: number[]
}

export const golden = <T>(file: string): T =>
  JSON.parse(readFileSync(new URL(`golden/${file}.json`, import.meta.url), 'utf8')) as T

export const flatten = (numbers: Numbers): number[] =>
  typeof numbers === 'object' ? numbers.flatMap(flatten) : [Number(numbers)]

export type Precision = 'float64' | 'float32'

/** Floats in the wanted precision, integers as int32. */
export function toTensor({ shape, data, dtype }: Entry, precision: Precision): Tensor {
  const list = flatten(data)
  if (dtype === 'int64') return tensor(Int32Array.from(list), { shape })
  return tensor(precision === 'float64' ? Float64Array.from(list) : Float32Array.from(list), { shape })
}

/** |a − b| ≤ max(1e-12, 1e-10 |b|) in float64, max(1e-6, 1e-5 |b|) in float32; `loose` where the reference says so. */
export function expectClose(
  found: Tensor | ArrayLike<number>,
  expected: Numbers,
  precision: Precision,
  loose = 1,
): void {
  const got = 'data' in found ? [...found.data] : Array.from(found)
  const want = flatten(expected)
  const [absolute, relative] = precision === 'float64' ? [1e-12, 1e-10] : [1e-6, 1e-5 * loose]
  expect(got).toHaveLength(want.length)
  const off = want.findIndex((b, i) => !(Math.abs(got[i] - b) <= Math.max(absolute, relative * Math.abs(b))))
  expect(off < 0 ? [] : [off, got[off]]).toEqual(off < 0 ? [] : [off, want[off]])
}
