// What a case of golden/ops@1 may give each op: its inputs and its attributes. What is not listed is not read by the op's row,
// so that a case with it is not offered; left unread it might pass by chance. Read `ops.ts` first.

const reduced = 'axis keepdim'
const sliding = 'stride padding dilation groups'
const windows = 'kernel_size stride padding ceil_mode'
const cell = 'h0 w_ih w_hh b_ih b_hh'

/** Ops of one input and no attribute. */
const maps =
  'abs neg reciprocal square sqrt rsqrt exp expm1 log log1p sin cos tanh erf relu relu6 leaky_relu_0.01 elu elu_1.5 selu gelu_exact ' +
  'gelu_tanh sigmoid logsigmoid softplus softsign silu mish hardtanh hardswish transpose diag'

type Allowed = readonly [inputs: string, attributes?: string]

// prettier-ignore
export const vocabulary: Readonly<Record<string, Allowed>> = {
  ...Object.fromEntries(maps.split(' ').map((op) => [op, ['a']])),
  add: ['a b'], sub: ['a b'], mul: ['a b'], div: ['a b'], pow: ['a b', 'exponent'], maximum: ['a b'], minimum: ['a b'],
  where: ['c a b'], clamp: ['a', 'min max'], prelu: ['a w'],

  sum: ['a', reduced], mean: ['a', reduced], prod: ['a', reduced], amax: ['a', reduced], amin: ['a', reduced], logsumexp: ['a', reduced],
  max: ['a', 'axis'], argmax: ['a', 'axis'], var: ['a', `${reduced} unbiased`], std: ['a', `${reduced} unbiased`], norm: ['a', `${reduced} p`],
  cumsum: ['a', 'axis'], cumprod: ['a', 'axis'], softmax: ['a', 'axis'], log_softmax: ['a', 'axis'], sort: ['a', 'axis'], topk: ['a', 'axis k'],

  matmul: ['a b'], outer: ['a b'], einsum: ['a b', 'equation'], linear: ['x w b'], scaled_dot_product_attention: ['q k v'],
  permute: ['a', 'dims reshape'], expand: ['a', 'shape'], tile: ['a', 'reps'], flip: ['a', 'axis'], roll: ['a', 'axis shift'],
  pad: ['a', 'pad value'], concat: ['a b', 'axis'], stack: ['a b', 'axis'], split: ['a', 'axis sizes take'], tril: ['a', 'k'],

  gather: ['a i', 'axis'], index_select: ['a i', 'axis'], scatter_add: ['a i s', 'axis'], masked_fill: ['a m', 'value'],
  one_hot: ['i', 'classes'], embedding: ['w i', 'padding_idx'],

  conv1d: ['x w b', sliding], conv2d: ['x w b', sliding],
  conv_transpose1d: ['x w b', `${sliding} output_padding`], conv_transpose2d: ['x w b', `${sliding} output_padding`],
  maxpool1d: ['x', `${windows} dilation`], maxpool2d: ['x', `${windows} dilation`],
  avgpool1d: ['x', `${windows} count_include_pad`], avgpool2d: ['x', `${windows} count_include_pad`],
  adaptive_avg_pool1d: ['x', 'output'], adaptive_avg_pool2d: ['x', 'output'],

  batchnorm: ['x weight bias', 'eps momentum training running_mean_before running_var_before'], layernorm: ['x weight bias', 'eps normalized_shape'],
  groupnorm: ['x weight bias', 'eps groups'], instancenorm: ['x weight bias', 'eps'], rmsnorm: ['x weight', 'eps'], dropout: ['x mask', 'p training'],

  mse: ['x t', 'reduction'], l1: ['x t', 'reduction'], huber: ['x t', 'reduction delta'], smooth_l1: ['x t', 'reduction beta'],
  bce: ['x t', 'reduction'], bce_with_logits: ['x t pw', 'reduction'], nll: ['x t w', 'reduction ignore_index'], kl_div: ['x t', 'reduction'],
  multi_margin: ['x t', 'reduction'], cosine_similarity: ['a b', 'axis eps'], cross_entropy: ['x t w', 'reduction ignore_index label_smoothing'],

  rnn_cell: [`x ${cell}`], gru_cell: [`x ${cell}`], lstm_cell: [`x c0 ${cell}`], lstm: [`xs c0 ${cell}`],
}

/** The names a case gives that its op's row does not read. */
export function unread(op: string, inputs: readonly string[], attributes: object): string[] {
  const [takes, has = ''] = vocabulary[op]
  const among = (names: readonly string[], allowed: string) =>
    names.filter((name) => !allowed.split(' ').includes(name))
  return [...among(inputs, takes), ...among(Object.keys(attributes), has)]
}
