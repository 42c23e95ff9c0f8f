// The loss of a model that says how sure it is. Read `reduction.ts` first.
import { add, div, expandDims, less, log, mul, ShapeError, square, sub, tensor, ValueError, where, type Tensor } from '@glissade/autograd' // prettier-ignore
import { checkNumber, checkOptions, checkTensor } from '../options.ts'
import { checkSameShape, checkSameType, reduce, show, type ReductionOptions } from './reduction.ts'

/** What `gaussianNll` may be told. */
export interface GaussianNllOptions extends ReductionOptions {
  /** A variance counts as at least this; 1e-6 unless said, as in PyTorch. */
  readonly eps?: number
  /** Adds ½ log 2π, which changes no gradient. */
  readonly full?: boolean
}

/** max(v, ε), but with a gradient of 1 below ε too: a variance that fell to 0 must be able to rise. */
const atLeast = (eps: number, v: Tensor): Tensor => where(less(v, eps), add(sub(v, v.detach()), eps), v)

/** The variances in a shape that goes with the means: one each, one for a row or another axis, or one for all. */
function beside(means: Tensor, variances: Tensor | number): Tensor {
  if (typeof variances === 'number') return tensor(variances, { dtype: means.dtype })
  checkTensor('gaussianNll', 'the variance', variances)
  const { shape, rank } = variances
  const others = shape.filter((size, axis) => size !== means.shape[axis])
  const repeated = rank === means.rank && (others.length === 0 || (others.length === 1 && others[0] === 1))
  if (repeated || rank === 0) return variances
  if (rank === means.rank - 1 && others.length === 0) return expandDims(variances, -1)
  const rows = `(${means.shape.slice(0, -1).join(', ')})`
  throw new ShapeError(
    `gaussianNll: predictions are ${show(means)} and variances ${show(variances)}; it needs ${show(means)}, the same with one axis of size 1, ${rows}, or one number.`,
  )
}

/**
 * Negative log-likelihood of targets under a normal distribution, whose mean and variance are predicted.
 *
 *     ℓ = ½ (log v + (t − μ)² / v)          v = max(variance, ε), ε = 1e-6
 *
 *     μ, t (…, n)   v (…, n); or for several means at once (…, 1), (…), with another axis of size 1, or a number
 *
 * The gradient by a variance below ε is that at ε, as in PyTorch.
 *
 * @throws ShapeError DTypeError for shapes or element types that do not fit, ValueError for a negative variance or an empty batch.
 * @see Nix & Weigend 1994, "Estimating the mean and variance of the target probability distribution"
 */
export function gaussianNll(
  means: Tensor,
  targets: Tensor,
  variances: Tensor | number,
  options: GaussianNllOptions = {},
): Tensor {
  checkOptions('gaussianNll', options, ['eps', 'full', 'reduction'])
  const { eps = 1e-6, full = false, reduction = 'mean' } = options
  checkNumber('gaussianNll', 'eps', eps, { above: 0 })
  checkSameShape('gaussianNll', means, targets)
  checkSameType('gaussianNll', means, targets)
  const given = beside(means, variances)
  checkSameType('gaussianNll', means, given, 'variances')
  checkVariances(given)
  const v = atLeast(eps, given)
  const values = mul(0.5, add(log(v), div(square(sub(targets, means)), v)))
  return reduce('gaussianNll', full ? add(values, logRoot2Pi) : values, reduction)
}

function checkVariances({ data }: Tensor): void {
  const at = data.findIndex((v) => v < 0)
  if (at < 0) return
  throw new ValueError(
    `gaussianNll: variance ${data[at]} at position ${at}; it needs at least 0. Let the model end in softplus, or predict the logarithm and take exp.`,
  )
}

/** ½ log 2π */
const logRoot2Pi = 0.9189385332046728
