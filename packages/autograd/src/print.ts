// How a tensor looks to a person: nested brackets, numbers in columns, long axes shortened to their ends.
import { show, type Shape } from './shape.ts'
import type { Data, DType } from './view.ts'

/** Axes up to this size are shown whole; of longer ones the first and last three. */
const LONG = 12
const ENDS = 3

/** Where along an axis to look; −1 stands for what is left out. */
const visible = (size: number): number[] =>
  size <= LONG
    ? Array.from({ length: size }, (_, i) => i)
    : [0, 1, 2, -1, ...Array.from({ length: ENDS }, (_, i) => size - ENDS + i)]

/** The elements that will be seen, in order. */
function seen(data: Data, shape: Shape): number[] {
  let at = [0]
  let step = data.length
  for (const size of shape) {
    step /= size
    const places = visible(size).filter((i) => i >= 0)
    at = at.flatMap((start) => places.map((i) => start + i * step))
  }
  return at.map((i) => data[i])
}

/** Digits after the point, without the zeros at the end. */
const decimals = (text: string): number =>
  text.replace(/e.*/, '').split('.')[1]?.replace(/0+$/, '').length ?? 0

/** One way to write all of the numbers: whole, with as many decimals as the longest needs (at most 4), or with exponents. */
function formatOf(numbers: readonly number[]): (x: number) => string {
  const finite = numbers.filter((x) => Number.isFinite(x) && x !== 0).map(Math.abs)
  const whole = finite.every((x) => Number.isInteger(x) && x < 1e10)
  const plain = whole || finite.every((x) => x >= 1e-4 && x < 1e5)
  const write = whole ? String : plain ? (x: number) => x.toFixed(4) : (x: number) => x.toExponential(3)
  const digits = Math.max(0, ...finite.map((x) => decimals(write(x))))
  return (x) => {
    if (Number.isNaN(x) || !Number.isFinite(x)) return String(x)
    const sign = Object.is(x, -0) ? '-' : ''
    if (whole) return sign + String(x)
    return sign + (plain ? x.toFixed(digits) : x === 0 ? '0' : x.toExponential(digits).replace('e+', 'e'))
  }
}

/** tensor([[1, 2], [3, 4]], float32 (2, 2)), a row on each line. */
export function print(data: Data, shape: Shape, dtype: DType): string {
  if (data.length === 0) return `tensor([], ${dtype} ${show(shape)})`
  const numbers = seen(data, shape)
  const texts = numbers.map(formatOf(numbers))
  const width = shape.length > 1 ? Math.max(...texts.map((text) => text.length)) : 0
  let next = 0
  const write = (axis: number, indent: string): string => {
    if (axis === shape.length) return texts[next++].padStart(width)
    const parts = visible(shape[axis]).map((i) => (i < 0 ? '…' : write(axis + 1, `${indent} `)))
    const inner = shape.length - 1 - axis
    return `[${parts.join(inner === 0 ? ', ' : `,${'\n'.repeat(inner)}${indent} `)}]`
  }
  return `tensor(${write(0, '       ')}, ${dtype} ${show(shape)})`
}
