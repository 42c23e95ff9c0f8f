// The module's exports: hand-written kernels, and one loop for each formula of the derivative table.
export { fold, foldEnd, foldStart } from './fold.ts'
export { heapStart, matmul } from './matmul.ts'
export { chain, gather, scatter } from './rows.ts'
export * from './generated/map.ts'
