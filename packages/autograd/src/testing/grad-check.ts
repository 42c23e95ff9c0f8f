// Does a derivative hold? Central differences say so, in float64. For ops, layers, losses: anything that returns tensors.
import { generator } from '@glissade/random'
import { GlissadeError, ValueError } from '../errors.ts'
import { tensor } from '../create.ts'
import { flat } from '../kernels/loops.ts'
import { mul } from '../ops/arithmetic.ts'
import { sum } from '../ops/sum.ts'
import { grad, valueAndGrad } from '../grad.ts'
import { show } from '../shape.ts'
import type { Tensor } from '../tensor.ts'

export interface GradCheckOptions {
  /** Largest allowed |numeric − analytic| / max(1, |numeric|, |analytic|). */
  readonly tolerance?: number
  /** Half the distance of the two points, times max(1, |x|). */
  readonly step?: number
  /** 2 checks the derivative of the derivative too. */
  readonly order?: 1 | 2
  readonly seed?: number
}

/** Random weights make a scalar of any output, with no symmetry that could hide an error. */
function scalarised(f: (...xs: Tensor[]) => Tensor, seed: number): (...xs: Tensor[]) => Tensor {
  return (...xs) => {
    const y = f(...xs)
    const rng = generator(seed)
    const weights = tensor(
      Float64Array.from({ length: y.size }, () => 0.5 + rng.uniform()),
      { shape: y.shape },
    )
    return sum(mul(y, weights))
  }
}

function check(
  g: (...xs: Tensor[]) => Tensor,
  inputs: readonly Tensor[],
  tolerance: number,
  h: number,
  what: string,
): number {
  const [, analytic] = valueAndGrad(g)(...inputs)
  let worst = 0
  inputs.forEach((x, n) => {
    const exact = flat(analytic[n].view)
    for (let i = 0; i < x.size; i++) {
      const step = h * Math.max(1, Math.abs(x.data[i]))
      const at = (value: number) => {
        const data = Float64Array.from(x.data)
        data[i] = value
        return g(...inputs.map((each, k) => (k === n ? tensor(data, { shape: x.shape }) : each))).item()
      }
      const numeric = (at(x.data[i] + step) - at(x.data[i] - step)) / (2 * step)
      const error = Math.abs(numeric - exact[i]) / Math.max(1, Math.abs(numeric), Math.abs(exact[i]))
      worst = Math.max(worst, error)
      if (!(error <= tolerance)) {
        throw new GlissadeError(
          `gradCheck: ${what} by input ${n} ${show(x.shape)} at element ${i}: ${exact[i]} by the op, ${numeric} by central differences; ` +
            `relative error ${error.toExponential(1)}, allowed ${tolerance}.`,
        )
      }
    }
  })
  return worst
}

/**
 * Compares the gradients of `f` at `inputs` (float64) with central differences and returns the worst relative error.
 *
 *     |∂f/∂xᵢ − (f(x + h eᵢ) − f(x − h eᵢ)) / 2h|  ≤  tolerance · max(1, |·|, |·|)
 *
 * @throws GlissadeError naming the input, the element and both numbers where they disagree.
 */
export function gradCheck(
  f: (...xs: Tensor[]) => Tensor,
  inputs: readonly Tensor[],
  { tolerance = 1e-6, step = 1e-5, order = 1, seed = 7 }: GradCheckOptions = {},
): number {
  const wrong = inputs.find((x) => x.dtype !== 'float64')
  if (wrong || inputs.length === 0) {
    throw new ValueError(
      `gradCheck: ${wrong ? `an input of ${wrong.dtype}` : 'no inputs'}; it needs float64 tensors: differences of float32 have no digits left.`,
    )
  }
  const g = scalarised(f, seed)
  const first = check(g, inputs, tolerance, step, 'the gradient')
  if (order === 1) return first
  return inputs.reduce((worst, _, n) => {
    const slope = (...xs: Tensor[]) =>
      scalarised(
        (...ys) => grad((x: Tensor) => g(...ys.map((y, k) => (k === n ? x : y))))(ys[n]),
        seed + n + 1,
      )(...xs)
    return Math.max(
      worst,
      check(slope, inputs, 10 * tolerance, step, `the derivative of the gradient by input ${n},`),
    )
  }, first)
}
