// The matrix product alone: what the module with fused multiply-add is made of.
import { settle } from '../workspace.ts' // exported in two steps, as in ../index.ts

export { settle }
export { contract } from './contract.ts'
export { dense } from './dense.ts'
export { sparse, zeros } from './sparse.ts'
