// What a golden file comes down to: named cases, and in each of them numbers found against numbers wanted.
import type { Numbers } from './json.ts'

/** One way to compute: an element type, and the kernels for it. */
export interface Run {
  readonly dtype: 'float32' | 'float64'
  readonly backend: string
}

/** |found − wanted| ≤ max(absolute, relative · |wanted|) + slack */
export interface Tolerance {
  readonly absolute: number
  readonly relative: number
  /** For each element, how far rounding the inputs to float32 moves even the exact result. */
  readonly slack?: ArrayLike<number>
}

export interface Check {
  readonly what: string
  /** undefined where the result lacks it. */
  readonly found: { readonly shape: readonly number[]; readonly data: ArrayLike<number> } | undefined
  readonly wanted: Numbers
  readonly tolerance: Tolerance
}

export interface Case {
  readonly name: string
  /** Why the case is not to be judged by. */
  readonly reference?: string
  run(run: Run): Check[]
}

/** The project does not have what the case needs. */
export class NotOffered extends Error {
  constructor(what: string) {
    super(`${what} is not offered`)
  }
}

const places = (shape: readonly number[], flat: number): string => {
  const index = shape.map((_, axis) => {
    const inner = shape.slice(axis + 1).reduce((n, d) => n * d, 1)
    return Math.floor(flat / inner) % shape[axis]
  })
  return index.length === 0 ? '' : ` at (${index.join(', ')})`
}

/** In words what is wrong, at the worst place; undefined where the check holds. NaN is never near anything. */
export function judge({ what, found, wanted, tolerance }: Check): string | undefined {
  if (!found) return `${what} is missing`
  if (found.shape.join() !== wanted.shape.join())
    return `${what}: found shape (${found.shape.join(', ')}), wanted (${wanted.shape.join(', ')})`
  const { absolute, relative, slack } = tolerance
  const allowed = wanted.data.map((b, i) => Math.max(absolute, relative * Math.abs(b)) + (slack?.[i] ?? 0))
  const excess = wanted.data.map((b, i) => {
    const ratio = Math.abs(found.data[i] - b) / allowed[i]
    return Number.isNaN(ratio) ? Infinity : ratio
  })
  const at = excess.reduce((worst, ratio, i) => (ratio > excess[worst] ? i : worst), 0)
  if (excess.length === 0 || excess[at] <= 1) return undefined
  return `${what}${places(wanted.shape, at)}: found ${found.data[at]}, wanted ${wanted.data[at]}, allowed ${allowed[at].toExponential(1)}`
}
