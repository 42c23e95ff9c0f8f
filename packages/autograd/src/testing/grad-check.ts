// Does a derivative hold? Central differences say so, in float64. For ops, layers, losses: anything that returns tensors.
import { generator } from '@glissade/random'
import { GlissadeError, ValueError } from '../errors.ts'
import { tensor } from '../create.ts'
import { flat } from '../kernels/loops.ts'
import { mul } from '../ops/arithmetic.ts'
import { sum } from '../ops/sum.ts'
import { grad, valueAndGrad } from '../grad.ts'
import { checkTensor } from '../op.ts'
import { checkFunction, checkOptions } from '../options.ts'
import { checkList, show } from '../shape.ts'
import type { Tensor } from '../tensor.ts'

export interface GradCheckOptions {
  /** Largest allowed |numeric − analytic| / max(1, |numeric|, |analytic|). */
  readonly tolerance?: number
  /** Half the distance of the two points, times max(1, |x|). */
  readonly step?: number
  /** 2 checks the derivative of the derivative too. */
  readonly order?: 1 | 2
  readonly seed?: number
  /** Of larger inputs, this many elements are drawn and checked. */
  readonly entries?: number
}

type TensorFunction = (...xs: Tensor[]) => Tensor
type Settings = Required<GradCheckOptions>

/** Random weights make a scalar of any output, with no symmetry that could hide an error. */
function scalarised(f: TensorFunction, seed: number): TensorFunction {
  return (...xs) => {
    const y = f(...xs)
    const rng = generator(seed)
    const weights = Float64Array.from({ length: y.size }, () => 0.5 + rng.uniform())
    return sum(mul(y, tensor(weights, { shape: y.shape })))
  }
}

/** (g(x + h eᵢ) − g(x − h eᵢ)) / 2h, for element i of input n. */
function difference(
  g: TensorFunction,
  inputs: readonly Tensor[],
  n: number,
  i: number,
  step: number,
): number {
  const x = flat(inputs[n].view)
  const h = step * Math.max(1, Math.abs(x[i]))
  const at = (value: number): number => {
    const moved = tensor(x.slice().fill(value, i, i + 1), { shape: inputs[n].shape })
    return g(...inputs.map((each, k) => (k === n ? moved : each))).item()
  }
  return (at(x[i] + h) - at(x[i] - h)) / (2 * h)
}

/** Which elements to look at: all, or a sample. */
const places = (size: number, { entries, seed }: Settings): Iterable<number> =>
  size <= entries ? Array(size).keys() : generator(seed).permutation(size).subarray(0, entries)

function check(g: TensorFunction, inputs: readonly Tensor[], settings: Settings, what: string): number {
  const { tolerance, step } = settings
  const [, gradients] = valueAndGrad(g)(...inputs)
  let worst = 0
  for (const [n, x] of inputs.entries()) {
    const analytic = flat(gradients[n].view)
    for (const i of places(x.size, settings)) {
      const numeric = difference(g, inputs, n, i, step)
      const error = Math.abs(numeric - analytic[i]) / Math.max(1, Math.abs(numeric), Math.abs(analytic[i]))
      worst = Math.max(worst, error)
      if (error <= tolerance) continue
      throw new GlissadeError(
        `gradCheck: ${what} by input ${n} ${show(x.shape)} at element ${i}: ${analytic[i]} by the op, ${numeric} by central differences; ` +
          `relative error ${error.toExponential(1)}, allowed ${tolerance}.`,
      )
    }
  }
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
  f: TensorFunction,
  inputs: readonly Tensor[],
  options: GradCheckOptions = {},
): number {
  checkOptions('gradCheck', options, ['tolerance', 'step', 'order', 'seed', 'entries'])
  checkFunction('gradCheck', f)
  checkList('gradCheck', 'the inputs', inputs)
  for (const x of inputs) checkTensor('gradCheck', x)
  const wrong = inputs.find((x) => x.dtype !== 'float64')
  if (wrong || inputs.length === 0) {
    throw new ValueError(
      `gradCheck: ${wrong ? `an input of ${wrong.dtype}` : 'no inputs'}; it needs float64 tensors: differences of float32 have no digits left.`,
    )
  }
  const settings = { tolerance: 1e-6, step: 1e-5, order: 1, seed: 7, entries: 2000, ...options } as const
  const g = scalarised(f, settings.seed)
  const first = check(g, inputs, settings, 'the gradient')
  if (settings.order === 1) return first
  const looser = { ...settings, tolerance: 10 * settings.tolerance }
  const errors = inputs.map((_, n) => {
    const byInput = (...xs: Tensor[]) => grad((x: Tensor) => g(...xs.map((y, k) => (k === n ? x : y))))(xs[n])
    const slope = scalarised(byInput, settings.seed + n + 1)
    return check(slope, inputs, looser, `the derivative of the gradient by input ${n},`)
  })
  return Math.max(first, ...errors)
}
