// Softmax and cross entropy in one: the loss of classification. Read `labels.ts` next.
import {
  add,
  defineOp,
  div,
  equal,
  expandDims,
  logSoftmax,
  mul,
  neg,
  softmax,
  sub,
  sum,
  tensor,
  ValueError,
  where,
  type Tensor,
} from '@glissade/autograd'
import {
  checkLogits,
  classWeights,
  divisorOf,
  weighLabels,
  type LabelOptions,
  type Weighted,
} from './labels.ts'
import { checkNumber, checkOptions, checkTensor } from '../options.ts'
import { checkReduction, type ReductionOptions } from './reduction.ts'

export interface CrossEntropyOptions extends ReductionOptions, LabelOptions {}

interface Attrs {
  readonly perRow: boolean
  /** What a sum is divided by. */
  readonly divisor: number
}

/** Where the target is 0 the logit may be −∞, as in a mask: 0 · log 0 = 0. */
const logLikelihood = (x: Tensor, t: Tensor): Tensor => mul(t, where(equal(t, 0), 0, logSoftmax(x)))

/** ȳ per row, ready to multiply (…, classes). */
const upstream = (dy: Tensor, { perRow, divisor }: Attrs): Tensor =>
  perRow ? expandDims(dy, -1) : div(dy, divisor)

/** −Σ t log softmax(x), from logits x and weighted targets t, both (…, classes). */
const crossEntropyOp = defineOp<Attrs>({
  name: 'crossEntropy',
  compose: ([x, t], { perRow, divisor }) =>
    perRow ? neg(sum(logLikelihood(x, t), { axis: -1 })) : div(sum(logLikelihood(x, t)), -divisor),
  pullbacks: [
    (dy, [x, t], _y, attrs) =>
      mul(upstream(dy, attrs), sub(mul(softmax(x), sum(t, { axis: -1, keepDims: true })), t)),
    (dy, [x], _y, attrs) => mul(neg(upstream(dy, attrs)), logSoftmax(x)),
  ],
})

/**
 * Cross entropy between a target distribution q and softmax(logits), from the logits themselves, so that nothing overflows.
 *
 *     ℓᵢ = −Σ_c w_c qᵢ_c log softmax(x)ᵢ_c          x̄ᵢ = ℓ̄ᵢ (softmax(x)ᵢ − qᵢ)   for w = 1
 *
 * Logits (…, classes); targets int32 labels (…), or distributions (…, classes). Do not apply softmax before it. The mean is over
 * rows; with class weights it divides by Σ w of the labels, as PyTorch does.
 *
 * @throws ShapeError DTypeError ValueError for shapes that differ, labels out of range, or an empty batch.
 */
export function crossEntropy(logits: Tensor, targets: Tensor, options: CrossEntropyOptions = {}): Tensor {
  const { reduction = 'mean', labelSmoothing = 0 } = options
  checkOptions('crossEntropy', options, ['weight', 'ignoreIndex', 'labelSmoothing', 'reduction'])
  checkReduction('crossEntropy', reduction)
  checkLogits('crossEntropy', logits)
  checkTensor('crossEntropy', 'the target', targets)
  checkNumber('crossEntropy', 'labelSmoothing', labelSmoothing, { from: 0, to: 1 })
  const whole = targets.rank === logits.rank && targets.shape.every((size, i) => size === logits.shape[i])
  const { targets: weighted, total } =
    whole && targets.dtype !== 'int32'
      ? weighDistributions(logits, targets, options)
      : weighLabels('crossEntropy', logits, targets, options)
  return crossEntropyOp([logits, weighted], {
    perRow: reduction === 'none',
    divisor: reduction === 'mean' ? divisorOf('crossEntropy', total) : 1,
  })
}

function weighDistributions(
  logits: Tensor,
  q: Tensor,
  { weight, ignoreIndex, labelSmoothing = 0 }: LabelOptions,
): Weighted {
  if (ignoreIndex !== undefined)
    throw new ValueError('crossEntropy: ignoreIndex with distributions; it needs labels. Weigh rows by hand.')
  const classes = logits.shape[logits.rank - 1]
  const w = classWeights('crossEntropy', classes, weight)
  const smooth = labelSmoothing > 0 ? add(mul(q, 1 - labelSmoothing), labelSmoothing / classes) : q
  const row = w && tensor(q.dtype === 'float64' ? Float64Array.from(w) : Float32Array.from(w))
  return { targets: row ? mul(smooth, row) : smooth, total: logits.size / classes }
}
