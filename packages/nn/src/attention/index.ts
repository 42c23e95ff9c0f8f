// Attention and what is built of it.
export {
  MultiHeadAttention,
  type Attended,
  type AttendOptions,
  type MultiHeadAttentionOptions,
} from './multi-head.ts'
export {
  causalMask,
  PositionalEmbedding,
  sinusoidalPositions,
  type PositionalEmbeddingOptions,
} from './positions.ts'
export { TransformerBlock, type TransformerBlockOptions, type TransformerInputs } from './transformer.ts'
export {
  attentionFromKeras,
  attentionFromPyTorch,
  attentionToKeras,
  attentionToPyTorch,
} from './converters.ts'
