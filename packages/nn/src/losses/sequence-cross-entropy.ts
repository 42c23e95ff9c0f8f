// Cross entropy of sequences of unequal length in one batch. Read `cross-entropy.ts` first.
import { ShapeError, tensor, ValueError, type Tensor } from '@glissade/autograd'
import { checkOptions, checkTensor } from '../options.ts'
import { maskOf, type Padding } from '../recurrent/mask.ts'
import { crossEntropy, type CrossEntropyOptions } from './cross-entropy.ts'
import { checkLabels } from './labels.ts'
import { show } from './reduction.ts'
import { refuseTwice } from './squashed.ts'

/** What `sequenceCrossEntropy` may be told: that of `crossEntropy`, and which steps are padding. */
export interface SequenceCrossEntropyOptions extends CrossEntropyOptions, Padding {}

/** A label that no class has. */
const PADDED = -1

/**
 * Cross entropy of each step of each sequence, padding left out.
 *
 *     L = 1/n Σ −log softmax(x)[label]          over the n steps that are no padding
 *
 * Logits (batch, time, classes), int32 labels (batch, time). What is padding is said by `lengths`, by a `mask` (batch, time) of
 * zeros, or by the label `ignoreIndex`, or by one of the first two and the third; whatever stands there counts for nothing and gets no
 * gradient. With `reduction: 'none'` its loss is 0. Long sequences weigh more than short ones; PyTorch's mean with ignore_index is the same.
 *
 * @throws ShapeError DTypeError ValueError for shapes that differ, labels out of range at a real step, or a batch of padding alone.
 */
export function sequenceCrossEntropy(
  logits: Tensor,
  labels: Tensor,
  options: SequenceCrossEntropyOptions = {},
): Tensor {
  const where = 'sequenceCrossEntropy'
  checkOptions(where, options, ['lengths', 'mask', 'ignoreIndex', 'weight', 'labelSmoothing', 'reduction'])
  checkTensor(where, 'the prediction', logits)
  if (logits.rank !== 3)
    throw new ShapeError(
      `${where}: logits are ${show(logits)}; it needs (batch, time, classes).${logits.rank === 2 ? ' For one label each there is crossEntropy().' : ''}`,
    )
  refuseTwice(where, logits, 'softmax')
  checkTensor(where, 'the target', labels)
  const { lengths, mask, ignoreIndex, ...others } = options
  const padding = maskOf(where, { ...(lengths ? { lengths } : {}), ...(mask ? { mask } : {}) }, logits)
  const padded = (i: number): boolean => labels.data[i] === ignoreIndex || padding?.data[i] === 0
  const marked = (mark: number): Tensor =>
    labels.dtype === 'int32'
      ? tensor(
          Int32Array.from(labels.data, (label, i) => (padded(i) ? mark : label)),
          { shape: labels.shape },
        )
      : labels
  checkLabels(where, logits, marked(0))
  const { reduction = 'mean' } = others
  if (reduction === 'mean' && labels.data.every((_, i) => padded(i)))
    throw new ValueError(
      `${where}: all of ${show(labels)} is padding; the mean needs at least one real step.`,
    )
  return crossEntropy(logits, marked(PADDED), { ...others, ignoreIndex: PADDED })
}
