// `glissade`: every public name in one import, with the kernels chosen. The packages say more: start with autograd's README.
import { useBackend } from '@glissade/autograd'
import { reference } from '@glissade/autograd/reference'

export * from '@glissade/autograd'
export { fromNdarray, reference, toNdarray } from '@glissade/autograd/reference'
export * from '@glissade/nn'
export * from '@glissade/optim'
export { generator, type Generator, type GeneratorState, type Randomness } from '@glissade/random'
export * as plot from '@glissade/plot'

// Names that several packages have, and mean the same by.
export type { Range } from '@glissade/autograd'
export type { Floats, Segment } from '@glissade/optim'

useBackend(reference)
