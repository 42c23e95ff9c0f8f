// Cross entropy for yes or no: one logit, or one probability, per answer.
import {
  add,
  clip,
  defineOp,
  div,
  log,
  maximum,
  mul,
  neg,
  ShapeError,
  softplus,
  sub,
  type Tensor,
  ValueError,
} from '@glissade/autograd'
import { checkOptions } from '../options.ts'
import { checkSameShape, checkSameType, reduce, show, type ReductionOptions } from './reduction.ts'
import { refuseTwice } from './squashed.ts'

/** What `binaryCrossEntropy` may be told. */
export interface BinaryCrossEntropyOptions extends ReductionOptions {
  /** Weight of the positive answers; a tensor broadcasts along the last axis, one weight per answer. */
  readonly posWeight?: number | Tensor
}

/** Refuses numbers that are no probability: the loss would reward going on for ever. */
function checkProbabilities(where: string, what: string, x: Tensor): void {
  const at = x.data.findIndex((p) => !(p >= 0 && p <= 1))
  if (at >= 0) {
    throw new ValueError(
      `${where}: ${what} ${x.data[at]} at position ${at}; it needs 0 to 1.${what === 'probability' ? ' Is a sigmoid missing?' : ''}`,
    )
  }
}

/** A weight below 0 would turn the loss round, and one with more axes than the logits would repeat them. */
function checkPosWeight(posWeight: number | Tensor, logits: Tensor): void {
  const list = typeof posWeight === 'number' ? [posWeight] : posWeight.data
  const bad = list.find((w) => !(w >= 0 && w < Infinity))
  if (bad !== undefined) {
    throw new ValueError(`binaryCrossEntropy: posWeight holds ${bad}; it needs finite numbers of at least 0.`)
  }
  if (typeof posWeight === 'number') return
  const lead = logits.rank - posWeight.rank
  if (lead >= 0 && posWeight.shape.every((size, i) => size === 1 || size === logits.shape[lead + i])) return
  throw new ShapeError(
    `binaryCrossEntropy: posWeight is ${show(posWeight)} and logits ${show(logits)}; it needs one weight per answer.`,
  )
}

/**
 * Cross entropy of yes or no, from the logit z, so that nothing overflows. A sigmoid before it is refused where it is recorded.
 *
 *     ℓ = −w t log σ(z) − (1 − t) log(1 − σ(z)) = (1 − t) z + (1 + (w − 1) t) softplus(−z)          z̄ = ℓ̄ (σ(z) − t) for w = 1
 *
 * @throws ShapeError unless logits and targets have one shape, ValueError for targets outside 0 to 1, an empty batch, or what sigmoid gave.
 */
export function binaryCrossEntropy(
  logits: Tensor,
  targets: Tensor,
  options: BinaryCrossEntropyOptions = {},
): Tensor {
  checkOptions('binaryCrossEntropy', options, ['posWeight', 'reduction'])
  const { posWeight, reduction = 'mean' } = options
  checkSameShape('binaryCrossEntropy', logits, targets)
  refuseTwice('binaryCrossEntropy', logits, 'sigmoid')
  checkSameType('binaryCrossEntropy', logits, targets)
  checkProbabilities('binaryCrossEntropy', 'target', targets)
  if (posWeight === undefined)
    return reduce('binaryCrossEntropy', sub(softplus(logits), mul(logits, targets)), reduction)
  checkPosWeight(posWeight, logits)
  const extra = typeof posWeight === 'number' ? posWeight - 1 : sub(posWeight, 1)
  const weight = add(1, mul(extra, targets))
  const values = add(mul(sub(1, targets), logits), mul(weight, softplus(neg(logits))))
  return reduce('binaryCrossEntropy', values, reduction)
}

/** At p = 0 and 1 a logarithm is cut at −100, and the gradient's divisor at 1e-12, as in PyTorch. */
const fromProbabilities = defineOp({
  name: 'binaryCrossEntropyFromProbabilities',
  compose: ([p, t]) => {
    const logOf = (q: Tensor) => clip(log(q), { min: -100 })
    return neg(add(mul(t, logOf(p)), mul(sub(1, t), logOf(sub(1, p)))))
  },
  pullbacks: [
    (dy, [p, t]) => mul(dy, div(sub(p, t), maximum(mul(p, sub(1, p)), 1e-12))),
    (dy, [p]) => mul(dy, sub(log(sub(1, p)), log(p))),
  ],
})

/**
 * Cross entropy of yes or no, from probabilities: for models that end in a sigmoid. From logits it is more exact.
 *
 *     ℓ = −t log p − (1 − t) log(1 − p)
 *
 * @throws ShapeError for two shapes, ValueError for probabilities outside 0 to 1 or an empty batch.
 */
export function binaryCrossEntropyFromProbabilities(
  probabilities: Tensor,
  targets: Tensor,
  options: ReductionOptions = {},
): Tensor {
  const where = 'binaryCrossEntropyFromProbabilities'
  checkOptions(where, options, ['reduction'])
  const { reduction = 'mean' } = options
  checkSameShape(where, probabilities, targets)
  checkSameType(where, probabilities, targets)
  checkProbabilities(where, 'probability', probabilities)
  checkProbabilities(where, 'target', targets)
  return reduce(where, fromProbabilities([probabilities, targets]), reduction)
}
