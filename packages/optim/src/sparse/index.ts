// Weights that are exactly zero: how they get there, stay there, and pay. Read proximal.ts first.

export { softThreshold } from './soft-threshold.ts'
export { prune, sparsityOf } from './prune.ts'
export type { Sparsity } from './prune.ts'
export type { PruningScope } from './smallest.ts'
export { keepZeros } from './mask.ts'
export { cubicSparsity, iterativePruning } from './iterative.ts'
export type { CubicSparsity } from './iterative.ts'
export { csrMatmul, fromCsr, toCsr } from './csr.ts'
export type { Csr } from './csr.ts'
export type { Proximal, Trained, Update } from './proximal.ts'
