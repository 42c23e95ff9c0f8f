// Every layer with tensors or a state of its own; activations without are functions of @glissade/autograd.
export { BatchNorm, type BatchNormOptions } from './batch-norm.ts'
export { Dense, type DenseOptions } from './dense.ts'
export { Dropout, Dropout2d } from './dropout.ts'
export { Embedding, type EmbeddingOptions } from './embedding.ts'
export { Flatten } from './flatten.ts'
export { GroupNorm, InstanceNorm, type GroupNormOptions } from './group-norm.ts'
export { LayerNorm, type LayerNormOptions } from './layer-norm.ts'
export { PRelu, type PReluOptions } from './prelu.ts'
export { RmsNorm, type RmsNormOptions } from './rms-norm.ts'
export {
  embeddingFromKeras,
  embeddingToKeras,
  normFromKeras,
  normFromPyTorch,
  normToKeras,
  normToPyTorch,
  preluFromKeras,
  preluFromPyTorch,
  preluToKeras,
  preluToPyTorch,
  rmsNormFromKeras,
  rmsNormToKeras,
} from './converters.ts'
