// Every loss. Each refuses to broadcast; `reduction` is 'mean' unless said.
export {
  binaryCrossEntropy,
  binaryCrossEntropyFromProbabilities,
  type BinaryCrossEntropyOptions,
} from './binary-cross-entropy.ts'
export { cosineEmbedding, cosineSimilarity, type CosineOptions } from './cosine.ts'
export { crossEntropy, type CrossEntropyOptions } from './cross-entropy.ts'
export { klDivergence, nll, type DivergenceOptions, type NllOptions } from './divergence.ts'
export { gaussianNll, type GaussianNllOptions } from './gaussian-nll.ts'
export type { LabelOptions } from './labels.ts'
export { hinge, multiMargin, type MarginOptions, type MultiMarginOptions } from './margin.ts'
export { l1Penalty, l2Penalty } from './penalty.ts'
export type { Reduction, ReductionOptions } from './reduction.ts'
export { huber, mae, mse, smoothL1, type HuberOptions, type SmoothL1Options } from './regression.ts'
export { sequenceCrossEntropy, type SequenceCrossEntropyOptions } from './sequence-cross-entropy.ts'
export { tripletMargin, type TripletMarginOptions } from './triplet-margin.ts'
