// Elementary functions on float64 made of + − × ÷ and exact steps alone, so that every engine gives the same bits;
// and the distance between words, by which every package that refuses a misspelt name finds the one that was meant.
export { cos, sin } from './trig.ts'
export { erf } from './erf.ts'
export { exp, expm1 } from './exp.ts'
export { log, log1p } from './log.ts'
export { nearest } from './nearest.ts'
export { pow } from './pow.ts'
export { power } from './power.ts'
export { tanh } from './tanh.ts'
