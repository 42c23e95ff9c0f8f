// The loss of a model that says how sure it is. Read `reduction.ts` first.
import { add, div, less, log, mul, square, sub, ValueError, where, type Tensor } from '@glissade/autograd'
import { checkNumber, checkOptions } from '../options.ts'
import { checkSameShape, checkSameType, reduce, type ReductionOptions } from './reduction.ts'

export interface GaussianNllOptions extends ReductionOptions {
  /** A variance counts as at least this; 1e-6 unless said, as in PyTorch. */
  readonly eps?: number
  /** Adds ½ log 2π, which changes no gradient. */
  readonly full?: boolean
}

/** max(v, ε), but with a gradient of 1 below ε too: a variance that fell to 0 must be able to rise. */
const atLeast = (eps: number, v: Tensor): Tensor => where(less(v, eps), add(sub(v, v.detach()), eps), v)

/**
 * Negative log-likelihood of targets under a normal distribution, whose mean and variance are predicted.
 *
 *     ℓ = ½ (log v + (t − μ)² / v)          v = max(variance, ε), ε = 1e-6
 *
 * All of one shape. The gradient by a variance below ε is that at ε, as in PyTorch.
 *
 * @throws ShapeError DTypeError for different shapes or element types, ValueError for a negative variance or an empty batch.
 * @see Nix & Weigend 1994, "Estimating the mean and variance of the target probability distribution"
 */
export function gaussianNll(
  means: Tensor,
  targets: Tensor,
  variances: Tensor,
  options: GaussianNllOptions = {},
): Tensor {
  const { eps = 1e-6, full = false, reduction = 'mean' } = options
  checkOptions('gaussianNll', options, ['eps', 'full', 'reduction'])
  checkNumber('gaussianNll', 'eps', eps, { above: 0 })
  for (const [what, other] of Object.entries({ targets, variances })) {
    checkSameShape('gaussianNll', means, other, what)
    checkSameType('gaussianNll', means, other, what)
  }
  const at = variances.data.findIndex((v) => v < 0)
  if (at >= 0)
    throw new ValueError(
      `gaussianNll: variance ${variances.data[at]} at position ${at}; it needs at least 0. Let the model end in softplus, or predict the logarithm and take exp.`,
    )
  const v = atLeast(eps, variances)
  const values = mul(0.5, add(log(v), div(square(sub(targets, means)), v)))
  return reduce('gaussianNll', full ? add(values, logRoot2Pi) : values, reduction)
}

/** ½ log 2π */
const logRoot2Pi = 0.9189385332046728
