// Softmax and cross entropy in one: the loss of classification. Read `labels.ts` next.
import { add, mul, softmaxCrossEntropy, sum, tensor, ValueError, type Tensor } from '@glissade/autograd'
import { checkLogits, classWeights, weighLabels, type LabelOptions } from './labels.ts'
import { checkNumber, checkOptions, checkTensor } from '../options.ts'
import { checkReduction, type ReductionOptions } from './reduction.ts'
import { refuseTwice } from './squashed.ts'

/** What `crossEntropy` may be told. */
export interface CrossEntropyOptions extends ReductionOptions, LabelOptions {}

/**
 * Cross entropy between a target distribution q and softmax(logits), from the logits themselves, so that nothing overflows.
 *
 *     ℓᵢ = −Σ_c w_c qᵢ_c log softmax(x)ᵢ_c          x̄ᵢ = ℓ̄ᵢ (softmax(x)ᵢ − qᵢ)   for w = 1
 *
 * Logits (…, classes); targets int32 labels (…), or distributions (…, classes). A softmax before it is refused
 * where it is recorded. The mean is over rows; with class weights it divides by Σ w of the labels, as PyTorch does.
 *
 * @throws ShapeError DTypeError ValueError for shapes that differ, labels out of range, an empty batch, or what softmax gave.
 */
export function crossEntropy(logits: Tensor, targets: Tensor, options: CrossEntropyOptions = {}): Tensor {
  checkOptions('crossEntropy', options, ['weight', 'ignoreIndex', 'labelSmoothing', 'reduction'])
  const { reduction = 'mean', labelSmoothing = 0 } = options
  checkReduction('crossEntropy', reduction)
  checkLogits('crossEntropy', logits)
  refuseTwice('crossEntropy', logits, 'softmax')
  checkTensor('crossEntropy', 'the target', targets)
  checkNumber('crossEntropy', 'labelSmoothing', labelSmoothing, { from: 0, to: 1 })
  const whole = targets.rank === logits.rank && targets.shape.every((size, i) => size === logits.shape[i])
  const mean = reduction === 'mean'
  const weights =
    whole && targets.dtype !== 'int32'
      ? weighDistributions(logits, targets, options, mean)
      : weighLabels('crossEntropy', logits, targets, options, mean)
  const losses = softmaxCrossEntropy(logits, weights)
  return reduction === 'none' ? losses : sum(losses)
}

function weighDistributions(
  logits: Tensor,
  q: Tensor,
  { weight, ignoreIndex, labelSmoothing = 0 }: LabelOptions,
  mean: boolean,
): Tensor {
  if (ignoreIndex !== undefined)
    throw new ValueError('crossEntropy: ignoreIndex with distributions; it needs labels. Weigh rows by hand.')
  const classes = logits.shape[logits.rank - 1]
  const w = classWeights('crossEntropy', classes, weight)
  const smooth = labelSmoothing > 0 ? add(mul(q, 1 - labelSmoothing), labelSmoothing / classes) : q
  const row = w && tensor(q.dtype === 'float64' ? Float64Array.from(w) : Float32Array.from(w))
  const weights = row ? mul(smooth, row) : smooth
  return mean ? mul(weights, classes / logits.size) : weights
}
