// The module's exports: hand-written kernels, one loop for each formula of the derivative table, for each
// bundle of formulas, and for each update rule.
import { settle } from './workspace.ts' // exported in two steps: `export … from` would compile a second copy of its state

export { settle }
export { crossEntropy } from './cross-entropy.ts'
export { fold, foldEnd, foldStart } from './fold.ts'
export { contract } from './matmul/contract.ts'
export { dense } from './matmul/dense.ts'
export { sparse, zeros } from './matmul/sparse.ts'
export { normalise, normaliseBack } from './normalise.ts'
export { largest, put } from './pooling.ts'
export { bytes, bytesByColumn, chain, gather, scatter } from './rows.ts'
export * from './generated/bundles.ts'
export * from './generated/map.ts'
export * from './generated/rules.ts'
