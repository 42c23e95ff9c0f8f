// Learning to Execute: problems of text with one right answer, and the four orders in which to learn them.

export { strategy, type Hardness, type Strategy, type StrategyName } from './strategy.ts'
export { addition, doubled, memorization, reversed, type Problem } from './addition.ts'
export { program } from './program.ts'
export { evaluate } from './evaluate.ts'
