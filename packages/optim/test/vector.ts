// A target for tests: a flat vector with named parameters, and losses that bring their own gradient.

import type { Floats, Segment, Target } from '../src/index.ts'

/** A loss and its gradient at the weights given. */
export type Loss = (w: Floats) => { loss: number; gradient: ArrayLike<number> }

export interface TestTarget extends Target<ReturnType<Loss>> {
  readonly touched: string[]
}

/** One parameter `w` over all weights, unless sizes are given by name. */
export function vector(
  start: ArrayLike<number>,
  type: Float32ArrayConstructor | Float64ArrayConstructor = Float64Array,
  sizes: Readonly<Record<string, number>> = { w: start.length },
): TestTarget {
  const value: Floats = type.from(start)
  const gradient: Floats = new type(value.length)
  const touched: string[] = []
  let at = 0
  const segments: Segment[] = Object.entries(sizes).map(([name, size]) => {
    const lo = at
    at += size
    return { name, shape: [size], lo, hi: at }
  })
  return {
    value,
    gradient,
    segments,
    touched,
    touch: (writer) => touched.push(writer),
    evaluate(compute) {
      const { loss, gradient: g } = compute()
      gradient.set(g)
      return loss
    },
  }
}

/** The gradient that changes sign and size, for weight i at step t. */
export const changing = (t: number, i = 0): number => Math.cos(t + i) * t
