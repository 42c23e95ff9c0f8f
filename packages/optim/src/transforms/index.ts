// What may happen to a gradient before the rule sees it.

export { clipByGlobalNorm, clipByNorm, clipByValue } from './clip.ts'
export { elastic, l1, l2 } from './penalty.ts'
export type { PenaltyOptions } from './penalty.ts'
export type { Gradient, Transform } from './transform.ts'
