// First values of weights: `init.heNormal(shape, rng)`. Each takes (shape, rng, options) and gives a Float32Array; `lsuv` alone takes a model.
export {
  fans,
  glorotNormal,
  glorotUniform,
  heNormal,
  heUniform,
  kaimingNormal,
  kaimingUniform,
  lecunNormal,
  lecunUniform,
  pytorchDefault,
  xavierNormal,
  xavierUniform,
  type FanOptions,
  type Initializer,
} from './scaled.ts'
export { identity, sparse, type SparseOptions } from './patterns.ts'
export { lsuv, type LsuvOptions } from './lsuv.ts'
export { orthogonal } from './orthogonal.ts'
export {
  constant,
  normal,
  truncatedNormal,
  uniform,
  zeros,
  type NormalOptions,
  type UniformOptions,
} from './plain.ts'
