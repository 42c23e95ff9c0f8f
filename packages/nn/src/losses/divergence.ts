// Losses on log-probabilities, for models that end in logSoftmax.
import { defineOp, equal, expandDims, log, mul, sub, sum, where, type Tensor } from '@glissade/autograd'
import { checkLogits, weighLabels, type LabelOptions } from './labels.ts'
import { checkOptions } from '../options.ts'
import {
  checkReduction,
  checkSameShape,
  checkSameType,
  reduce,
  type Reduction,
  type ReductionOptions,
} from './reduction.ts'
import { refuseSquashed } from './squashed.ts'

/** What `nll` may be told. */
export interface NllOptions extends ReductionOptions, Omit<LabelOptions, 'labelSmoothing'> {}

const logarithms = 'their logarithms. Let the model end in logSoftmax.'

/** −Σ t x along the last axis; where t is 0, x may be −∞. */
const picked = defineOp({
  name: 'nll',
  compose: ([x, t]) => sum(mul(-1, mul(t, where(equal(t, 0), 0, x))), { axis: -1 }),
  pullbacks: [(dy, [, t]) => mul(expandDims(dy, -1), mul(-1, t)), null],
})

/**
 * Negative log-likelihood of the labels, from log-probabilities (…, classes). With logits, crossEntropy does both steps.
 *
 *     ℓᵢ = −w_t xᵢ_t          the mean divides by Σ w, as in PyTorch
 *
 * @throws ShapeError DTypeError ValueError for shapes that differ, labels out of range, or an empty batch.
 */
export function nll(logProbabilities: Tensor, labels: Tensor, options: NllOptions = {}): Tensor {
  checkOptions('nll', options, ['weight', 'ignoreIndex', 'reduction'])
  const { reduction = 'mean' } = options
  checkReduction('nll', reduction)
  checkLogits('nll', logProbabilities)
  refuseSquashed('nll', 'log-probabilities', logProbabilities, 'softmax', logarithms)
  const weights = weighLabels('nll', logProbabilities, labels, options, reduction === 'mean')
  const rows = picked([logProbabilities, weights])
  return reduction === 'none' ? rows : sum(rows)
}

/** What `klDivergence` may be told. */
export interface DivergenceOptions {
  /** `batchMean` divides the sum by the number of rows, which makes it the divergence; `mean` divides by the number of elements. */
  readonly reduction?: Reduction | 'batchMean'
}

/**
 * Kullback–Leibler divergence of target probabilities t from predicted log-probabilities x.
 *
 *     ℓ = t (log t − x)          0 log 0 = 0
 *
 * @throws ShapeError for two shapes, ValueError for an empty batch.
 * @see Kullback & Leibler 1951, "On information and sufficiency"
 */
export function klDivergence(
  logPredictions: Tensor,
  targets: Tensor,
  options: DivergenceOptions = {},
): Tensor {
  checkOptions('klDivergence', options, ['reduction'])
  const { reduction = 'batchMean' } = options
  checkReduction('klDivergence', reduction, ['batchMean', 'mean', 'sum', 'none'])
  checkSameShape('klDivergence', logPredictions, targets)
  checkSameType('klDivergence', logPredictions, targets)
  refuseSquashed('klDivergence', 'predictions', logPredictions, 'softmax', logarithms)
  const certain = where(equal(targets, 0), 1, targets)
  const values = mul(targets, sub(log(certain), where(equal(targets, 0), 0, logPredictions)))
  if (reduction !== 'batchMean') return reduce('klDivergence', values, reduction)
  return mul(reduce('klDivergence', values, 'sum'), 1 / (targets.rank === 0 ? 1 : targets.shape[0]))
}
