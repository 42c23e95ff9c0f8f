// Every loss.
export { crossEntropy, type CrossEntropyOptions } from './cross-entropy.ts'
export type { LabelOptions } from './labels.ts'
export type { Reduction, ReductionOptions } from './reduction.ts'
