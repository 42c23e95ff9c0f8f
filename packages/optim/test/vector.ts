// A target for tests: a flat vector with named parameters, and losses that bring their own gradient.

import type { Floats, Segment, Stepper, Target } from '../src/index.ts'

/** A loss and its gradient at the weights given. */
export type Loss = (w: Floats) => { loss: number; gradient: ArrayLike<number> }

export interface TestTarget extends Target<ReturnType<Loss>> {
  readonly touched: string[]
}

/** Where float32 vectors lie and who runs the loops there; ordinary arrays and the loops themselves unless a set-up says otherwise. */
export const place: { stepper?: Stepper & Required<Pick<Stepper, 'allocate'>> } = {}

/** One parameter `w` over all weights, unless sizes are given by name. */
export function vector(
  start: ArrayLike<number>,
  type: Float32ArrayConstructor | Float64ArrayConstructor = Float64Array,
  sizes: Readonly<Record<string, number>> = { w: start.length },
): TestTarget {
  const stepper = type === Float32Array ? place.stepper : undefined
  const make = (): Floats => stepper?.allocate(new type(start.length)) ?? new type(start.length)
  const [value, gradient] = [make(), make()]
  value.set(start)
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
    stepper,
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
