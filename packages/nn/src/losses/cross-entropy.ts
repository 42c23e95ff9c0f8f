// Softmax and cross entropy in one: the loss of classification. Read `labels.ts` next.
import { add, div, mul, softmaxCrossEntropy, sum, tensor, ValueError, type Tensor } from '@glissade/autograd'
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

/** What `crossEntropy` may be told. */
export interface CrossEntropyOptions extends ReductionOptions, LabelOptions {}

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
  const losses = softmaxCrossEntropy(logits, weighted)
  if (reduction === 'none') return losses
  return reduction === 'sum' ? sum(losses) : div(sum(losses), divisorOf('crossEntropy', total))
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
