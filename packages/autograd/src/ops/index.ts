// Every op of the library, by kind.
// prettier-ignore
export {
  abs, add, cast, clip, cos, div, equal, erf, exp, expm1, greater, greaterEqual, less, lessEqual, log, log1p, maximum, minimum,
  mul, neg, notEqual, pow, reciprocal, rsqrt, sign, sin, sqrt, square, sub, tanh, where, type Bounds,
} from './arithmetic.ts'
// prettier-ignore
export {
  elu, gelu, hardswish, hardtanh, leakyRelu, logSigmoid, mish, prelu, relu, relu6, selu, sigmoid, silu, softplus, softsign,
} from './activations.ts'
export { expandDims, flip, permute, reshape, slice, squeeze, transpose, type Slice } from './view.ts'
export { broadcastTo, sum, type ReduceOptions } from './sum.ts'
export { max, min } from './extreme.ts'
export { prod } from './prod.ts'
export { normalise, type Normalised, type NormaliseOptions } from './normalise.ts'
export { mean, norm, std, variance, type NormOptions, type VarianceOptions } from './statistics.ts'
export { cumprod, cumsum, recurrence } from './scan.ts'
export { concat, pad, roll, split, stack, tile } from './join.ts'
export { dot, matmul, outer, scaledDotProductAttention, type AttentionOptions } from './matmul.ts'
export { affine } from './affine.ts'
export { einsum } from './einsum.ts'
export { gather, index, oneHot, scatterAdd } from './gather.ts'
// prettier-ignore
export {
  argmax, argmin, sort, topK, type PositionOptions, type Sorted, type SortOptions, type TopKOptions,
} from './order.ts'
export { diag, maskedFill, tril, triu } from './structure.ts'
export { logSoftmax, logSumExp, softmax } from './softmax.ts'
export { softmaxCrossEntropy } from './cross-entropy.ts'
export { fold, unfold, type WindowOptions } from './windows.ts'
export type { PerAxis, SlidingOptions } from './sliding.ts'
// prettier-ignore
export {
  conv1d, conv2d, convTranspose1d, convTranspose2d, type ConvolutionOptions, type TransposedOptions,
} from './convolve.ts'
export type { MaxPoolingOptions, PoolingOptions } from './pooling.ts'
export { maxPool1d, maxPool2d } from './max-pooling.ts'
export { avgPool1d, avgPool2d, type AveragePoolingOptions } from './average-pooling.ts'
export { adaptiveAvgPool1d, adaptiveAvgPool2d, globalAvgPool } from './adaptive-pooling.ts'
