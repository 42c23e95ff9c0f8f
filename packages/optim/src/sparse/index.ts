// Weights that are exactly zero: how they get there, stay there, and pay. Read proximal.ts first.

export { softThreshold } from './soft-threshold.ts'
export type { Proximal, Trained, Update } from './proximal.ts'
