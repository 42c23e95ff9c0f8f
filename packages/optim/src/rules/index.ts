// Every rule by name, in reading order.

export { sgd } from './sgd.ts'
export { momentum } from './momentum.ts'
export { nesterov } from './nesterov.ts'
export { adam } from './adam.ts'
export { adamw } from './adamw.ts'
