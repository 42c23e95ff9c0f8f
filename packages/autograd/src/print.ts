// How a tensor looks to a person: nested brackets, numbers in columns, long axes shortened to their ends.
import { show, type Shape } from './shape.ts'
import type { Data, DType } from './view.ts'

const EDGE = 3
const LONG = 8

const digits = (x: number, fixed: boolean): string => {
  if (!Number.isFinite(x) || Number.isInteger(x)) return Object.is(x, -0) ? '-0' : String(x)
  return fixed ? x.toFixed(4) : x.toExponential(3)
}

/** tensor([[1, 2], [3, 4]], float32 (2, 2)) */
export function print(data: Data, shape: Shape, dtype: DType): string {
  const shown: number[] = []
  const visible = (n: number) =>
    n <= LONG ? Array.from({ length: n }, (_, i) => i) : [0, 1, 2, -1, n - EDGE, n - 2, n - 1]
  const collect = (axis: number, at: number, step: number): void => {
    if (axis === shape.length) {
      shown.push(data[at])
      return
    }
    const inner = step / shape[axis]
    for (const i of visible(shape[axis])) if (i >= 0) collect(axis + 1, at + i * inner, inner)
  }
  if (data.length > 0) collect(0, 0, data.length)
  const size = shown.filter((x) => Number.isFinite(x) && x !== 0).map(Math.abs)
  const fixed = size.every((x) => x < 1e5 && x >= 1e-3)
  const width = shape.length > 1 ? Math.max(0, ...shown.map((x) => digits(x, fixed).length)) : 0

  let next = 0
  const write = (axis: number, indent: string): string => {
    if (axis === shape.length) return digits(shown[next++], fixed).padStart(width)
    const parts = visible(shape[axis]).map((i) => (i < 0 ? '…' : write(axis + 1, indent + ' ')))
    const separator =
      axis === shape.length - 1 ? ', ' : `,${'\n'.repeat(Math.max(1, shape.length - 1 - axis))}${indent} `
    return `[${parts.join(separator)}]`
  }
  const body = data.length === 0 ? '[]' : write(0, '       ')
  return `tensor(${body}, ${dtype} ${show(shape)})`
}
