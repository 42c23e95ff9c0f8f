// Every op of the library, by kind.
// prettier-ignore
export {
  abs, add, cast, clip, cos, div, elu, equal, erf, exp, expm1, gelu, greater, greaterEqual, hardswish, hardtanh, leakyRelu,
  less, lessEqual, log, log1p, logSigmoid, maximum, minimum, mish, mul, neg, notEqual, pow, prelu, reciprocal, relu, relu6,
  rsqrt, selu, sigmoid, sign, silu, sin, softplus, softsign, sqrt, square, sub, tanh, where,
} from './arithmetic.ts'
export { expandDims, flip, permute, reshape, slice, squeeze, transpose, type Slice } from './view.ts'
export { broadcastTo, sum, type ReduceOptions } from './sum.ts'
export { logSumExp, max, mean, min, norm, prod, std, variance, type VarianceOptions } from './reduce.ts'
export { cumprod, cumsum, recurrence } from './scan.ts'
export { concat, pad, roll, split, stack, tile } from './join.ts'
export { dot, matmul, outer, scaledDotProductAttention, type AttentionOptions } from './matmul.ts'
export { einsum } from './einsum.ts'
export { gather, index, oneHot, scatterAdd } from './gather.ts'
export { argmax, argmin, sort, topK, type PositionOptions, type Sorted } from './order.ts'
export { diag, maskedFill, tril, triu } from './structure.ts'
export { logSoftmax, softmax } from './softmax.ts'
