// Seeded, named random streams with their own normal variates.
export { generator, Generator, RandomError, type Randomness, type RandomState } from './generator.ts'
