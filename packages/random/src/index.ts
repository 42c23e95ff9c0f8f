// Seeded random numbers: generator(seed), its draws and its named streams.
export { RandomError } from './errors.ts'
export { Generator, generator, type GeneratorState, type Randomness } from './generator.ts'
