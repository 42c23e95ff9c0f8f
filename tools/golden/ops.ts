// The vocabulary of golden/ops@1: each op's name, and the call on the public interface that computes it.
// An op without a row is not offered by the project.
import * as g from '../../packages/glissade/src/index.ts'
import type { Tensor } from '../../packages/glissade/src/index.ts'
import { convolution } from './convolution.ts'
// prettier-ignore
import { batchnorm, crossEntropy, dropout, embedding, groupnorm, instancenorm, layernorm, linear, losses, rmsnorm } from './layers.ts'
import { recurrent } from './recurrent.ts'

export type Inputs = Readonly<Record<string, Tensor>>

/** Every attribute that occurs. */
export interface Attributes {
  readonly axis?: number | readonly number[]
  readonly keepdim?: boolean
  readonly unbiased?: boolean
  readonly exponent?: number
  readonly p?: number
  readonly k?: number
  readonly min?: number
  readonly max?: number
  readonly value?: number
  readonly shift?: number
  readonly take?: number
  readonly classes?: number
  readonly groups?: number
  readonly padding_idx?: number
  readonly ignore_index?: number
  readonly label_smoothing?: number
  readonly reduction?: string
  readonly beta?: number
  readonly delta?: number
  readonly eps?: number
  readonly momentum?: number
  readonly training?: boolean
  readonly equation?: string
  readonly dims?: readonly number[]
  readonly reshape?: readonly number[]
  readonly shape?: readonly number[]
  readonly sizes?: readonly number[]
  readonly reps?: readonly number[]
  readonly normalized_shape?: readonly number[]
  readonly stride?: number | readonly number[]
  readonly padding?: number | readonly number[]
  readonly output_padding?: number | readonly number[]
  readonly dilation?: number | readonly number[]
  readonly kernel_size?: number | readonly number[]
  readonly output?: number | readonly number[]
  readonly count_include_pad?: boolean
  readonly ceil_mode?: boolean
  readonly pad?: readonly (readonly [number, number])[]
  readonly running_mean_before?: readonly number[]
  readonly running_var_before?: readonly number[]
}

/** A tensor alone is the output `out`. */
export type Row = (inputs: Inputs, attributes: Attributes) => Tensor | Inputs

/** No axes are all of them, as in PyTorch; ours would fold nothing. */
const over = ({ axis, keepdim = false }: Attributes) => ({
  ...(axis === undefined || (Array.isArray(axis) && axis.length === 0) ? {} : { axis }),
  keepDims: keepdim,
})
/** One axis; the last where the file does not say. */
const one = ({ axis = -1 }: Attributes): number => (typeof axis === 'number' ? axis : axis[0])
const flat = (x: Tensor): Tensor => g.reshape(x, [x.size])

/** A slope for each channel, which is axis 1. */
const perChannel = (w: Tensor, x: Tensor): Tensor =>
  g.reshape(
    w,
    x.shape.map((_, i) => (i === 1 ? w.size : 1)),
  )

function expand({ a }: Inputs, { shape = [] }: Attributes): Tensor {
  const lead = shape.length - a.rank
  return g.broadcastTo(
    a,
    shape.map((d, i) => (d === -1 ? a.shape[i - lead] : d)),
  )
}

/** Repetitions and axes are counted from the right. */
function tile({ a }: Inputs, { reps = [] }: Attributes): Tensor {
  const rank = Math.max(a.rank, reps.length)
  const ones = (n: number) => Array.from({ length: n }, () => 1)
  return g.tile(g.reshape(a, [...ones(rank - a.rank), ...a.shape]), [...ones(rank - reps.length), ...reps])
}

/** With an axis the largest element and where it is; over everything its value alone. */
function largest({ a }: Inputs, { axis }: Attributes): Inputs {
  if (axis === undefined) return { values: g.max(a), indices: g.argmax(a) }
  const at = g.argmax(a, { axis: one({ axis }), keepDims: true })
  const squeeze = (x: Tensor) => g.squeeze(x, one({ axis }))
  return { values: squeeze(g.gather(a, at, one({ axis }))), indices: squeeze(at) }
}

// prettier-ignore
export const ops: Readonly<Record<string, Row>> = {
  abs:        ({ a }) => g.abs(a),
  add:        ({ a, b = a }) => g.add(a, b),
  sub:        ({ a, b }) => g.sub(a, b),
  mul:        ({ a, b = a }) => g.mul(a, b),
  div:        ({ a, b }) => g.div(a, b),
  pow:        ({ a, b }, { exponent }) => g.pow(a, exponent ?? b),
  maximum:    ({ a, b }) => g.maximum(a, b),
  minimum:    ({ a, b }) => g.minimum(a, b),
  where:      ({ c, a, b }) => g.where(c, a, b),
  neg:        ({ a }) => g.neg(a),
  reciprocal: ({ a }) => g.reciprocal(a),
  square:     ({ a }) => g.square(a),
  sqrt:       ({ a }) => g.sqrt(a),
  rsqrt:      ({ a }) => g.rsqrt(a),
  exp:        ({ a }) => g.exp(a),
  expm1:      ({ a }) => g.expm1(a),
  log:        ({ a }) => g.log(a),
  log1p:      ({ a }) => g.log1p(a),
  sin:        ({ a }) => g.sin(a),
  cos:        ({ a }) => g.cos(a),
  tanh:       ({ a }) => g.tanh(a),
  erf:        ({ a }) => g.erf(a),
  clamp:      ({ a }, { min, max }) => g.clip(a, { ...(min === undefined ? {} : { min }), ...(max === undefined ? {} : { max }) }),

  relu:              ({ a }) => g.relu(a),
  relu6:             ({ a }) => g.relu6(a),
  'leaky_relu_0.01': ({ a }) => g.leakyRelu(a, 0.01),
  prelu:             ({ a, w }) => g.prelu(a, perChannel(w, a)),
  elu:               ({ a }) => g.elu(a),
  'elu_1.5':         ({ a }) => g.elu(a, 1.5),
  selu:              ({ a }) => g.selu(a),
  gelu_exact:        ({ a }) => g.gelu(a),
  gelu_tanh:         ({ a }) => g.gelu(a, { approximate: 'tanh' }),
  sigmoid:           ({ a }) => g.sigmoid(a),
  logsigmoid:        ({ a }) => g.logSigmoid(a),
  softplus:          ({ a }) => g.softplus(a),
  softsign:          ({ a }) => g.softsign(a),
  silu:              ({ a }) => g.silu(a),
  mish:              ({ a }) => g.mish(a),
  hardtanh:          ({ a }) => g.hardtanh(a),
  hardswish:         ({ a }) => g.hardswish(a),

  sum:         ({ a }, at) => g.sum(a, over(at)),
  mean:        ({ a }, at) => g.mean(a, over(at)),
  prod:        ({ a }, at) => g.prod(a, over(at)),
  amax:        ({ a }, at) => g.max(a, over(at)),
  amin:        ({ a }, at) => g.min(a, over(at)),
  max:         largest,
  argmax:      ({ a }, at) => g.argmax(a, at.axis === undefined ? {} : { axis: one(at) }),
  var:         ({ a }, { unbiased = true, ...at }) => g.variance(a, { unbiased, ...over(at) }),
  std:         ({ a }, { unbiased = true, ...at }) => g.std(a, { unbiased, ...over(at) }),
  norm:        ({ a }, { p = 2, ...at }) => g.norm(a, { p, ...over(at) }),
  logsumexp:   ({ a }, at) => g.logSumExp(a, over(at)),
  cumsum:      ({ a }, at) => g.cumsum(a, one(at)),
  cumprod:     ({ a }, at) => g.cumprod(a, one(at)),
  softmax:     ({ a }, at) => g.softmax(a, one(at)),
  log_softmax: ({ a }, at) => g.logSoftmax(a, one(at)),
  sort:        ({ a }, at) => ({ ...g.sort(a, { axis: one(at) }) }),
  topk:        ({ a }, { k = 1, ...at }) => ({ ...g.topK(a, k, { axis: one(at) }) }),

  matmul:    ({ a, b }) => g.matmul(a, b),
  outer:     ({ a, b }) => g.outer(a, b),
  einsum:    ({ a, b }, { equation = '' }) => (b ? g.einsum(equation, a, b) : g.einsum(equation, a)),
  linear,
  scaled_dot_product_attention: ({ q, k, v }) => g.scaledDotProductAttention(q, k, v),

  transpose: ({ a }) => g.transpose(a),
  permute:   ({ a }, { dims = [], reshape }) => { const y = g.permute(a, dims); return reshape ? g.reshape(y, reshape) : y },
  expand,
  tile,
  flip:      ({ a }, { axis }) => g.flip(a, axis),
  roll:      ({ a }, { shift = 0, axis }) => axis === undefined ? g.reshape(g.roll(flat(a), shift), a.shape) : g.roll(a, shift, one({ axis })),
  pad:       ({ a }, { pad = [], value = 0 }) => g.pad(a, pad, value),
  concat:    ({ a, b }, { axis = 0 }) => g.concat([a, b], one({ axis })),
  stack:     ({ a, b }, { axis = 0 }) => g.stack([a, b], one({ axis })),
  split:     ({ a }, { sizes = [], take = 0, axis = 0 }) => g.split(a, sizes, one({ axis })).at(take)!,
  diag:      ({ a }) => g.diag(a),
  tril:      ({ a }, { k = 0 }) => g.tril(a, k),

  gather:       ({ a, i }, at) => g.gather(a, i, one(at)),
  index_select: ({ a, i }, at) => g.index(a, i, one(at)),
  scatter_add:  ({ a, i, s }, at) => g.scatterAdd(a, i, s, one(at)),
  masked_fill:  ({ a, m }, { value = 0 }) => g.maskedFill(a, m, value),
  one_hot:      ({ i }, { classes = 1 }) => g.oneHot(i, classes),
  embedding,

  ...convolution,
  ...losses,
  cross_entropy: crossEntropy,
  batchnorm,
  layernorm,
  groupnorm,
  instancenorm,
  rmsnorm,
  dropout,
  ...recurrent,
}
