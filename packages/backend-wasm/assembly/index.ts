// The module's exports: hand-written kernels, one loop for each formula of the derivative table, one for each update rule.
export { fold, foldEnd, foldStart } from './fold.ts'
export { heapStart, matmul } from './matmul.ts'
export { chain, gather, scatter } from './rows.ts'
export * from './generated/map.ts'
export * from './generated/rules.ts'
