// What may happen to a gradient before the rule sees it.

export { clipByGlobalNorm, clipByNorm, clipByValue } from './clip.ts'
export { adaptiveClip } from './adaptive-clip.ts'
export { clipPerSample } from './per-sample.ts'
export { centralize } from './centralize.ts'
export { gradientNoise, noiseVariance } from './noise.ts'
export type { NoiseOptions } from './noise.ts'
export { elastic, l1, l2 } from './penalty.ts'
export type { PenaltyOptions } from './penalty.ts'
export type { Gradient, Transform } from './transform.ts'
