// Every public name of the packages, once. Nothing is chosen here: `index.ts` and `strict.ts` choose the kernels.
export * from '@glissade/autograd'
export { shareMemory, wasm, type Region, type WasmKernels, type WasmOptions } from '@glissade/backend-wasm'
export * from '@glissade/data'
export * from '@glissade/nn'
export * from '@glissade/optim'
export * from '@glissade/parallel'
export * from '@glissade/random'
export * from '@glissade/train'
export * as plot from '@glissade/plot'

// Names that two packages have, and mean the same by.
export type { Range } from '@glissade/autograd'
export type { Batch, Source as CurriculumSource } from '@glissade/data'
export type { Floats, Segment } from '@glissade/optim'
export type { Source } from '@glissade/train'
