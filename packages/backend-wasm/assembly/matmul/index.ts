// The matrix product alone: what the module with fused multiply-add is made of.
import { settle } from '../workspace.ts' // exported in two steps, as in ../index.ts

export { settle }
export { dense } from './dense.ts'
export { sparse, zeros } from './sparse.ts'
