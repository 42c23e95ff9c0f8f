// The order in which data is learnt: easy before hard. Read difficulty.ts, pacing.ts, sampler.ts.

export { byDifficulty } from './difficulty.ts'
export { exponentialPacing, linearPacing, noPacing, rootPacing, switchPacing, type Pacing } from './pacing.ts'
export { curriculum, mixture, type Draws, type Source } from './sampler.ts'
export * as learningToExecute from './learning-to-execute/index.ts'
