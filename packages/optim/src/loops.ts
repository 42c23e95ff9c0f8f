// Every loop that an optimizer runs, as `@glissade/optim/loops`: what a backend may bring a faster form of.
// Read stepper.ts first.

export * from './rules/index.ts'
export { coupledDecay, decoupledDecay, negate } from './decay.ts'
export { shrink } from './sparse/soft-threshold.ts'
export { clamp, scale } from './transforms/clip.ts'
export { pull } from './transforms/penalty.ts'
