// Mean 0 and variance 1 over some axes: what normalising layers are made of. Read `sum.ts` first.
import { allocate } from '../allocate.ts'
import { normalise as plain, normaliseBack as plainBack, type Normalising } from '../kernels/normalise.ts'
import { apply, floats, type KernelOp } from '../op.ts'
import { recorded } from '../recording.ts'
import type { Tensor } from '../tensor.ts'
import { add, mul, rsqrt, square, sub } from './arithmetic.ts'
import { mean } from './statistics.ts'
import { folded, kept } from './sum.ts'

interface Attrs extends Normalising {
  readonly axes: readonly number[]
  /** Filled by the forward pass. */
  readonly mean: Tensor
  readonly variance: Tensor
}

const backOp: KernelOp<Attrs> = {
  name: 'normalise',
  shape: ([dy]) => dy,
  forward: (k, dx, [dy, y, variance], attrs) => {
    if (!k.normaliseBack?.(dy, y, variance, attrs, dx)) plainBack(dy, y, variance, attrs, dx)
  },
  pullbacks: [],
}

/** The gradient in ops, which may be derived again. */
function derivable(dy: Tensor, x: Tensor, y: Tensor, { axes, eps, centre }: Attrs): Tensor {
  const options = { axis: axes, keepDims: true }
  const centred = centre ? sub(x, mean(x, options)) : x
  const r = rsqrt(add(mean(square(centred), options), eps))
  const steered = sub(dy, mul(y, mean(mul(dy, y), options)))
  return mul(r, centre ? sub(steered, mean(dy, options)) : steered)
}

const normaliseOp: KernelOp<Attrs> = {
  name: 'normalise',
  shape: ([x]) => x,
  forward: (k, y, [x], attrs) => {
    const [mu, variance] = [attrs.mean.view, attrs.variance.view]
    if (!k.normalise?.(x, attrs, y, mu, variance)) plain(x, attrs, y, mu, variance)
  },
  pullbacks: [
    (dy, [x], y, attrs) =>
      recorded() ? derivable(dy, x, y, attrs) : apply(backOp, [dy, y, attrs.variance], attrs),
  ],
  reads: [[0, 'y']],
}

export interface NormaliseOptions {
  /** The axes of a group; all unless said. */
  readonly axis?: number | readonly number[]
  /** 1e-5 unless said. */
  readonly eps?: number
  /** False leaves μ at 0, so that only the size is normalised. */
  readonly centre?: boolean
}

export interface Normalised {
  readonly y: Tensor
  /** μ and σ², axes kept at size 1: numbers alone, no gradient flows through them. */
  readonly mean: Tensor
  readonly variance: Tensor
}

/**
 * x with mean 0 and variance 1 along the given axes, and what these were.
 *
 *     y = (x − μ) / √(σ² + ε)          x̄ = (ȳ − mean(ȳ) − y mean(ȳ y)) / √(σ² + ε)
 *
 * μ = mean(x), σ² = mean((x − μ)²). Without a centre:
 *
 *     y = x / √(mean(x²) + ε)          x̄ = (ȳ − y mean(ȳ y)) / √(mean(x²) + ε)
 *
 * @throws DTypeError for integers; ValueError for an option that it does not have.
 */
export function normalise(x: Tensor, options: NormaliseOptions = {}): Normalised {
  const { axes } = folded('normalise', x, options, ['axis', 'eps', 'centre'])
  floats('normalise', [x])
  const { eps = 1e-5, centre = true } = options
  const [mu, variance] = [1, 2].map(() => allocate(x.dtype, kept(x.shape, axes)))
  const y = apply(normaliseOp, [x], { axes, eps, centre, mean: mu, variance })
  return { y, mean: mu, variance }
}
