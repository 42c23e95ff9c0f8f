// The vocabulary of the reference data, op by op: that each name means what it should, also with its attributes left out.
import { describe, expect, it } from 'vitest'
import { Json } from '../golden/json.ts'
import { opCases } from '../golden/op-cases.ts'
import { ops } from '../golden/ops.ts'
import { verdict } from '../golden/verdict.ts'
import { vocabulary } from '../golden/vocabulary.ts'

type Nested = number | boolean | readonly Nested[]
type Named = Readonly<Record<string, Nested>>
type Row = [op: string, inputs: Named, attributes: object, outputs: Named | Nested, gradients?: Named]

const { cosh, exp, log, tanh, sqrt } = Math
const A = [[1, -2, 3], [-4, 5, -6]] // prettier-ignore
const sigmoid = (x: number) => 1 / (1 + exp(-x))
const softplus = (x: number) => log(1 + exp(x))
/** Weights of one unit's gates, all 0: a sigmoid gives 0.5, a candidate 0. */
const zeroGates = (gates: number) => {
  const zeros = Array.from({ length: gates }, () => 0)
  const column = zeros.map((zero) => [zero])
  return { w_ih: column, w_hh: column, b_ih: zeros, b_hh: zeros }
}
const half = [-1.5, 0.5, 2]
const each = (f: (x: number) => number) => half.map(f)
/** erf(0.5) and erf(0.5 / √2), from tables. */
const erfHalf = 0.5204998778130465
const phiHalf = 0.6914624612740131

// prettier-ignore
const rows: Row[] = [
  ['abs',        { a: half }, {}, [1.5, 0.5, 2], { a: [-1, 1, 1] }],
  ['add',        { a: half, b: 1 }, {}, [-0.5, 1.5, 3], { b: 3 }],
  ['add',        { a: half }, {}, [-3, 1, 4], { a: [2, 2, 2] }],
  ['sub',        { a: half, b: half }, {}, [0, 0, 0], { b: [-1, -1, -1] }],
  ['mul',        { a: half, b: half }, {}, [2.25, 0.25, 4], { a: half }],
  ['div',        { a: [1, 2], b: [4, 8] }, {}, [0.25, 0.25], { b: [-1 / 16, -1 / 32] }],
  ['pow',        { a: [2, 3] }, { exponent: 2 }, [4, 9], { a: [4, 6] }],
  ['pow',        { a: [2, 3], b: [3, 2] }, {}, [8, 9], { a: [12, 6], b: [8 * log(2), 9 * log(3)] }],
  ['maximum',    { a: [1, 5], b: [2, 5] }, {}, [2, 5], { a: [0, 0.5] }],
  ['minimum',    { a: [1, 5], b: [2, 5] }, {}, [1, 5], { a: [1, 0.5] }],
  ['where',      { c: [true, false], a: [1, 2], b: [3, 4] }, {}, [1, 4], { a: [1, 0], b: [0, 1] }],
  ['neg',        { a: half }, {}, [1.5, -0.5, -2]],
  ['reciprocal', { a: [2, -4] }, {}, [0.5, -0.25], { a: [-0.25, -1 / 16] }],
  ['square',     { a: half }, {}, [2.25, 0.25, 4], { a: [-3, 1, 4] }],
  ['sqrt',       { a: [4, 9] }, {}, [2, 3], { a: [0.25, 1 / 6] }],
  ['rsqrt',      { a: [4, 16] }, {}, [0.5, 0.25], { a: [-1 / 16, -1 / 128] }],
  ['exp',        { a: half }, {}, each(exp)],
  ['expm1',      { a: half }, {}, each((x) => exp(x) - 1)],
  ['log',        { a: [1, 2] }, {}, [0, log(2)], { a: [1, 0.5] }],
  ['log1p',      { a: [0, 1] }, {}, [0, log(2)], { a: [1, 0.5] }],
  ['sin',        { a: half }, {}, each(Math.sin)],
  ['cos',        { a: half }, {}, each(Math.cos)],
  ['tanh',       { a: half }, {}, each(tanh)],
  ['erf',        { a: [0, 0.5] }, {}, [0, erfHalf]],
  ['clamp',      { a: half }, { min: -1, max: 1 }, [-1, 0.5, 1], { a: [0, 1, 0] }],
  ['clamp',      { a: half }, { max: 1 }, [-1.5, 0.5, 1]],
  ['relu',       { a: half }, {}, [0, 0.5, 2], { a: [0, 1, 1] }],
  ['relu6',      { a: [-1, 5, 7] }, {}, [0, 5, 6], { a: [0, 1, 0] }],
  ['leaky_relu_0.01', { a: half }, {}, [-0.015, 0.5, 2], { a: [0.01, 1, 1] }],
  ['prelu',      { a: [[-1, 2], [3, -4]], w: [0.1, 0.2] }, {}, [[-0.1, 2], [3, -0.8]], { w: [-1, -4] }],
  ['prelu',      { a: [[-1, 2], [3, -4]], w: [0.5] }, {}, [[-0.5, 2], [3, -2]], { w: [-5] }],
  ['elu',        { a: half }, {}, [exp(-1.5) - 1, 0.5, 2]],
  ['elu_1.5',    { a: half }, {}, [1.5 * (exp(-1.5) - 1), 0.5, 2]],
  ['selu',       { a: [0.5] }, {}, [0.5 * 1.0507009873554805]],
  ['gelu_exact', { a: [0.5] }, {}, [0.5 * phiHalf]],
  ['gelu_tanh',  { a: [0.5] }, {}, [0.25 * (1 + tanh(sqrt(2 / Math.PI) * (0.5 + 0.044715 * 0.125)))]],
  ['sigmoid',    { a: half }, {}, each(sigmoid)],
  ['logsigmoid', { a: half }, {}, each((x) => log(sigmoid(x)))],
  ['softplus',   { a: half }, {}, each(softplus)],
  ['softsign',   { a: half }, {}, each((x) => x / (1 + Math.abs(x)))],
  ['silu',       { a: half }, {}, each((x) => x * sigmoid(x))],
  ['mish',       { a: half }, {}, each((x) => x * tanh(softplus(x)))],
  ['hardtanh',   { a: half }, {}, [-1, 0.5, 1]],
  ['hardswish',  { a: half }, {}, each((x) => (x * (x + 3)) / 6)],

  ['sum',        { a: A }, {}, -3, { a: [[1, 1, 1], [1, 1, 1]] }],
  ['sum',        { a: A }, { axis: -1, keepdim: true }, [[2], [-5]]],
  ['sum',        { a: A }, { axis: [0, 1] }, -3],
  ['sum',        { a: A }, { axis: [], keepdim: true }, [[-3]]],
  ['sum',        { a: [[], []] }, { axis: 1 }, [0, 0], { a: [[], []] }],
  ['mean',       { a: A }, { axis: 0 }, [-1.5, 1.5, -1.5]],
  ['prod',       { a: A }, {}, -720],
  ['amax',       { a: A }, {}, 5, { a: [[0, 0, 0], [0, 1, 0]] }],
  ['amin',       { a: A }, { axis: 1, keepdim: true }, [[-2], [-6]]],
  ['max',        { a: A }, { axis: 0 }, { values: [1, 5, 3], indices: [0, 1, 0] }, { a: [[1, 0, 1], [0, 1, 0]] }],
  ['max',        { a: A }, {}, { values: 5 }],
  ['argmax',     { a: A }, { axis: 1 }, [2, 1]],
  ['argmax',     { a: A }, {}, 4],
  ['var',        { a: [1, 2, 4] }, {}, 7 / 3],
  ['var',        { a: [1, 2, 4] }, { unbiased: false, axis: 0 }, 14 / 9],
  ['std',        { a: [1, 2, 4] }, {}, sqrt(7 / 3)],
  ['norm',       { a: [3, 4] }, {}, 5, { a: [0.6, 0.8] }],
  ['norm',       { a: [3, -4] }, { p: 1 }, 7, { a: [1, -1] }],
  ['logsumexp',  { a: [0, 0] }, {}, log(2), { a: [0.5, 0.5] }],
  ['cumsum',     { a: A }, { axis: 1 }, [[1, -1, 2], [-4, 1, -5]], { a: [[3, 2, 1], [3, 2, 1]] }],
  ['cumprod',    { a: [2, 3, 4] }, { axis: 0 }, [2, 6, 24], { a: [16, 10, 6] }],
  ['softmax',    { a: [[0, 0]] }, { axis: 1 }, [[0.5, 0.5]]],
  ['log_softmax', { a: [[0, 0]] }, { axis: 1 }, [[-log(2), -log(2)]]],
  ['sort',       { a: [3, 1, 2] }, { axis: 0 }, { values: [1, 2, 3], indices: [1, 2, 0] }],
  ['topk',       { a: A }, { k: 2, axis: 1 }, { values: [[3, 1], [5, -4]], indices: [[2, 0], [1, 0]] }],

  ['matmul',     { a: [[1, 2], [3, 4]], b: [5, 6] }, {}, [17, 39], { b: [4, 6] }],
  ['outer',      { a: [1, 2], b: [3, 4, 5] }, {}, [[3, 4, 5], [6, 8, 10]]],
  ['einsum',     { a: [[1, 2], [3, 4]], b: [5, 6] }, { equation: 'ij,j->i' }, [17, 39]],
  ['einsum',     { a: [[1, 2], [3, 4]] }, { equation: 'ii->' }, 5],
  ['linear',     { x: [[1, 2]], w: [[3, 4], [5, 6], [7, 8]], b: [1, 1, 1] }, {}, [[12, 18, 24]], { w: [[1, 2], [1, 2], [1, 2]], b: [1, 1, 1] }],
  ['linear',     { x: [[1, 2]], w: [[3, 4]] }, {}, [[11]], { x: [[3, 4]] }],
  ['scaled_dot_product_attention', { q: [[0, 0]], k: [[1, 2], [3, 4]], v: [[2, 4], [6, 8]] }, {}, [[4, 6]]],

  ['transpose',  { a: A }, {}, [[1, -4], [-2, 5], [3, -6]]],
  ['permute',    { a: A }, { dims: [1, 0] }, [[1, -4], [-2, 5], [3, -6]]],
  ['permute',    { a: A }, { dims: [1, 0], reshape: [2, 3] }, [[1, -4, -2], [5, 3, -6]]],
  ['expand',     { a: [[1], [2]] }, { shape: [2, 3] }, [[1, 1, 1], [2, 2, 2]], { a: [[3], [3]] }],
  ['expand',     { a: [[1], [2]] }, { shape: [2, -1, 2] }, [[[1, 1], [2, 2]], [[1, 1], [2, 2]]]],
  ['tile',       { a: [1, 2] }, { reps: [2] }, [1, 2, 1, 2]],
  ['tile',       { a: [1, 2] }, { reps: [2, 1] }, [[1, 2], [1, 2]]],
  ['tile',       { a: [[1], [2]] }, { reps: [2] }, [[1, 1], [2, 2]]],
  ['flip',       { a: A }, { axis: 1 }, [[3, -2, 1], [-6, 5, -4]]],
  ['flip',       { a: A }, {}, [[-6, 5, -4], [3, -2, 1]]],
  ['roll',       { a: [1, 2, 3] }, { shift: 1, axis: 0 }, [3, 1, 2]],
  ['roll',       { a: [[1, 2], [3, 4]] }, { shift: 1 }, [[4, 1], [2, 3]]],
  ['pad',        { a: [1] }, { pad: [[1, 2]] }, [0, 1, 0, 0], { a: [1] }],
  ['pad',        { a: [1] }, { pad: [[0, 1]], value: -1 }, [1, -1]],
  ['concat',     { a: [[1]], b: [[2]] }, { axis: 1 }, [[1, 2]]],
  ['stack',      { a: [1, 2], b: [3, 4] }, { axis: 0 }, [[1, 2], [3, 4]]],
  ['split',      { a: [1, 2, 3] }, { sizes: [1, 2], axis: 0, take: 1 }, [2, 3], { a: [0, 1, 1] }],
  ['split',      { a: [1, 2, 3] }, { sizes: [1, 2], axis: 0, take: -1 }, [2, 3]],
  ['diag',       { a: [1, 2] }, {}, [[1, 0], [0, 2]]],
  ['diag',       { a: [[1, 2], [3, 4]] }, {}, [1, 4]],
  ['tril',       { a: [[1, 2], [3, 4]] }, {}, [[1, 0], [3, 4]]],
  ['tril',       { a: [[1, 2], [3, 4]] }, { k: -1 }, [[0, 0], [3, 0]], { a: [[0, 0], [1, 0]] }],

  ['gather',       { a: A, i: [[2, 0], [1, 1]] }, { axis: 1 }, [[3, 1], [5, 5]], { a: [[1, 0, 1], [0, 2, 0]] }],
  ['index_select', { a: A, i: [1, 1] }, { axis: 0 }, [[-4, 5, -6], [-4, 5, -6]], { a: [[0, 0, 0], [2, 2, 2]] }],
  ['scatter_add',  { a: [0, 0], i: [1, 1], s: [3, 4] }, { axis: 0 }, [0, 7], { s: [1, 1] }],
  ['masked_fill',  { a: [1, 2], m: [true, false] }, { value: 9 }, [9, 2], { a: [0, 1] }],
  ['one_hot',      { i: [1, 0] }, { classes: 2 }, [[0, 1], [1, 0]]],
  ['embedding',    { w: [[1, 2], [3, 4]], i: [1, 0, 1] }, {}, [[3, 4], [1, 2], [3, 4]], { w: [[1, 1], [2, 2]] }],
  ['embedding',    { w: [[1, 2], [3, 4]], i: [1, 0, 1] }, { padding_idx: 1 }, [[3, 4], [1, 2], [3, 4]], { w: [[1, 1], [0, 0]] }],

  ['mse',             { x: [1, 2], t: [3, 2] }, {}, 2, { x: [-2, 0] }],
  ['mse',             { x: [1, 2], t: [3, 2] }, { reduction: 'sum' }, 4],
  ['l1',              { x: [1, 2], t: [3, 2.5] }, {}, 1.25, { x: [-0.5, -0.5] }],
  ['huber',           { x: [0, 0], t: [1, 4] }, { delta: 2 }, (0.5 + 6) / 2],
  ['smooth_l1',       { x: [0, 0], t: [1, 4] }, { beta: 2 }, (0.25 + 3) / 2],
  ['bce',             { x: [0.25, 0.5], t: [1, 0] }, {}, -(log(0.25) + log(0.5)) / 2],
  ['bce_with_logits', { x: [0.5], t: [1] }, {}, softplus(-0.5)],
  ['bce_with_logits', { x: [[0.5]], t: [[1]], pw: [3] }, { reduction: 'none' }, [[3 * softplus(-0.5)]]],
  ['nll',             { x: [[-1, -2], [-3, -4]], t: [1, 0] }, {}, 2.5, { x: [[0, -0.5], [-0.5, 0]] }],
  ['kl_div',          { x: [[-1, -1]], t: [[0.5, 0]] }, {}, (0.5 * (log(0.5) + 1)) / 2],
  ['kl_div',          { x: [[-1, -1]], t: [[0.5, 0]] }, { reduction: 'batchmean' }, 0.5 * (log(0.5) + 1)],
  ['multi_margin',    { x: [[1, 1.5, -2]], t: [0] }, {}, 0.5],
  ['multi_margin',    { x: [1, 1.5, -2], t: 0 }, {}, 0.5],
  ['nll',             { x: [-1, -2], t: 1 }, {}, 2],
  ['cosine_similarity', { a: [[1, 0]], b: [[1, 1]] }, {}, [sqrt(0.5)]],
  ['cross_entropy',   { x: [[0, 0]], t: [1] }, {}, log(2), { x: [[0.5, -0.5]] }],
  ['cross_entropy',   { x: [[0, 0], [0, 2]], t: [1, 0], w: [3, 1] }, {}, (log(2) + 3 * softplus(2)) / 4],
  ['cross_entropy',   { x: [[0, 2]], t: [1] }, { label_smoothing: 0.5 }, softplus(-2) + 0.5],
  ['cross_entropy',   { x: [[0, 0], [0, 9]], t: [1, 0] }, { ignore_index: 0, reduction: 'sum' }, log(2)],

  ['conv1d',           { x: [[[1, 2, 3, 4]]], w: [[[1, -1]]], b: [10] }, { stride: 2, padding: 1 }, [[[9, 9, 14]]], { w: [[[6, 4]]], b: [3] }],
  ['conv2d',           { x: [[[[1, 2], [3, 4]]]], w: [[[[1, 1], [1, 1]]]] }, {}, [[[[10]]]], { w: [[[[1, 2], [3, 4]]]] }],
  ['conv2d',           { x: [[[[1, 2, 3]], [[4, 5, 6]]]], w: [[[[1, 10]]], [[[1, 10]]]], b: [0, 100] }, { groups: 2, dilation: 2, padding: [0, 1], stride: [1, 2] },
                       [[[[20, 2]], [[150, 105]]]]],
  ['conv_transpose1d', { x: [[[1, 2]]], w: [[[1, 10]]], b: [0] }, { stride: 2, output_padding: 1 }, [[[1, 10, 2, 20, 0]]]],
  ['conv_transpose2d', { x: [[[[1, 2]]]], w: [[[[1, 10, 100]]]], b: [1] }, { stride: [1, 2], padding: [0, 1] }, [[[[11, 103, 21]]]]],
  ['maxpool1d',        { x: [[[1, 3, 2, 2]]] }, { kernel_size: 2 }, [[[3, 2]]], { x: [[[0, 1, 1, 0]]] }],
  ['maxpool1d',        { x: [[[5, 1, 3, 2]]] }, { kernel_size: 2, dilation: 2, stride: 1 }, [[[5, 2]]]],
  ['maxpool1d',        { x: [[[5, 1, 3]]] }, { kernel_size: 2, ceil_mode: true }, [[[5, 3]]]],
  ['avgpool1d',        { x: [[[5, 1, 3]]] }, { kernel_size: 2, ceil_mode: true }, [[[3, 3]]]],
  ['maxpool2d',        { x: [[[[-1, -2], [-3, -4]]]] }, { kernel_size: 2, stride: 1, padding: 1 }, [[[[-1, -1, -2], [-1, -1, -2], [-3, -3, -4]]]]],
  ['avgpool1d',        { x: [[[1, 3, 5]]] }, { kernel_size: 2 }, [[[2]]]],
  ['avgpool2d',        { x: [[[[4]]]] }, { kernel_size: 2, padding: 1 }, [[[[1]]]]],
  ['avgpool2d',        { x: [[[[4]]]] }, { kernel_size: 2, padding: 1, count_include_pad: false }, [[[[4]]]]],
  ['adaptive_avg_pool1d', { x: [[[1, 2, 6]]] }, { output: 2 }, [[[1.5, 4]]]],
  ['adaptive_avg_pool2d', { x: [[[[1, 2, 6]]]] }, { output: [1, 2] }, [[[[1.5, 4]]]]],

  ['batchnorm',  { x: [[1], [3]] }, { eps: 1e-5 }, [[-1 / sqrt(1 + 1e-5)], [1 / sqrt(1 + 1e-5)]]],
  ['batchnorm',  { x: [[1], [3]], weight: [2], bias: [1] }, { training: false, running_mean_before: [1], running_var_before: [4 - 1e-5] },
                 { out: [[1], [3]], running_mean_after: [1] }],
  ['layernorm',  { x: [[1, 3]] }, {}, [[-1 / sqrt(1 + 1e-5), 1 / sqrt(1 + 1e-5)]]],
  ['groupnorm',  { x: [[1, 3]] }, {}, [[-1 / sqrt(1 + 1e-5), 1 / sqrt(1 + 1e-5)]]],
  ['groupnorm',  { x: [[1, 3, 2, 6]], weight: [1, 2, 1, 1], bias: [0, 0, 1, 0] }, { groups: 2, eps: 3 }, [[-1 / 2, 1, 1 - 2 / sqrt(7), 2 / sqrt(7)]]],
  ['instancenorm', { x: [[[1, 3]]] }, { eps: 3 }, [[[-1 / 2, 1 / 2]]]],
  ['rmsnorm',    { x: [[1, 7]], weight: [1, 2] }, { eps: 11 }, [[1 / 6, 14 / 6]]],
  ['layernorm',  { x: [[1, 3]], weight: [2, 2], bias: [0, 1] }, { normalized_shape: [2], eps: 1 }, [[-2 / sqrt(2), 1 + 2 / sqrt(2)]]],
  ['dropout',    { x: [1, 2], mask: [true, false] }, { p: 0.5 }, [2, 0], { x: [2, 0] }],
  ['dropout',    { x: [1, 2] }, { p: 0.5, training: false }, [1, 2], { x: [1, 1] }],

  ['rnn_cell',   { x: [[3]], h0: [[1]], w_ih: [[0.5]], w_hh: [[-1]], b_ih: [0.25], b_hh: [0.25] }, {}, [[tanh(1)]], { h0: [[-1 / cosh(1) ** 2]] }],
  ['rnn_cell',   { x: [[3]], h0: [[1]], w_ih: [[0.5]], w_hh: [[-1]] }, {}, [[tanh(0.5)]]],
  ['gru_cell',   { x: [[1]], h0: [[2]], ...zeroGates(3), b_hh: [0, 0, 4] }, {}, { h: [[tanh(2) / 2 + 1]] }, { b_hh: [0.5 / cosh(2) ** 2, (2 - tanh(2)) / 4, 0.25 / cosh(2) ** 2] }],
  ['lstm_cell',  { x: [[1]], h0: [[2]], c0: [[2]], ...zeroGates(4) }, {}, { h: [[tanh(1) / 2]], c: [[1]] }, { b_ih: [0, 0.25 / cosh(1) ** 2, 0.25 / cosh(1) ** 2, tanh(1) / 4] }],
  ['lstm',       { xs: [[[1]], [[1]]], h0: [[2]], c0: [[4]], ...zeroGates(4) }, {}, { seq: [[[tanh(2) / 2]], [[tanh(1) / 2]]], c: [[1]] }],
]

const shapeOf = (x: Nested): number[] =>
  Array.isArray(x) ? [x.length, ...(x.length > 0 ? shapeOf((x as Nested[])[0]) : [])] : []
const kindOf = (key: string, x: Nested): string =>
  key === 'i' ? 'int64' : typeof [x].flat(9)[0] === 'boolean' ? 'bool' : 'float64'
const withLabels = new Set(['nll', 'multi_margin', 'cross_entropy'])
const onesLike = (x: Nested): Nested => (Array.isArray(x) ? (x as Nested[]).map(onesLike) : 1)
const entries = (named: Named, of: (key: string, x: Nested) => unknown) =>
  Object.fromEntries(Object.entries(named).map(([key, x]) => [key, of(key, x)]))

/** The row as a case of a file, with ones as its upstream gradient. */
function caseOf([op, inputs, attributes, wanted, gradients]: Row): object {
  const named =
    typeof wanted === 'object' && !Array.isArray(wanted) ? (wanted as Named) : { out: wanted as Nested }
  const { running_mean_after, ...outputs } = named
  const dtype = (key: string, x: Nested) => (key === 't' && withLabels.has(op) ? 'int64' : kindOf(key, x))
  const [first] = Object.keys(outputs)
  return {
    name: op,
    op,
    attrs: attributes,
    inputs: entries(inputs, (key, data) => ({ shape: shapeOf(data), dtype: dtype(key, data), data })),
    outputs: entries(outputs, (_, data) => ({ shape: shapeOf(data), data })),
    ...(running_mean_after === undefined ? {} : { running_mean_after }),
    ...(gradients ? { grad_outputs: { [first]: onesLike(outputs[first]) }, grad_inputs: gradients } : {}),
  }
}

describe('the vocabulary of the reference data', () => {
  it('is tried here, every op of it', () => {
    expect([...new Set(rows.map(([op]) => op))].sort()).toEqual(Object.keys(ops).sort())
    expect(Object.keys(vocabulary).sort()).toEqual(Object.keys(ops).sort())
  })

  it.each(rows.map((row) => [row[0], JSON.stringify(row[2]), row] as const))(
    '%s %s',
    (_op, _attributes, row) => {
      const [one] = opCases(new Json({ cases: [caseOf(row)] }, 'row'))
      expect(verdict(one).failures).toEqual([])
    },
  )

  // Each would pass if what the row does not read were left unread.
  it.each<[string, Row]>([
    ['avgpool1d with dilation', ['avgpool1d', { x: [[[1, 3]]] }, { kernel_size: 2, dilation: 1 }, [[[2]]]]],
    ['exp with mask', ['exp', { a: [0], mask: [true] }, {}, [1]]],
    ['matmul with transpose_b, c', ['matmul', { a: [1], b: [1], transpose_b: [1] }, { c: 1 }, 1]],
  ])('%s is not offered, and said to be so once', (what, row) => {
    const [one] = opCases(new Json({ cases: [caseOf(row)] }, 'row'))
    expect(verdict(one).failures).toEqual([`${row[0]}: ${what} is not offered`])
  })

  it('takes the shape of an empty gradient from what it belongs to', () => {
    const empty = { shape: [0, 2], dtype: 'float64', data: [] }
    const given = { name: 'exp', op: 'exp', inputs: { a: empty }, outputs: { out: empty } }
    const [one] = opCases(
      new Json({ cases: [{ ...given, grad_outputs: { out: [] }, grad_inputs: { a: [] } }] }, 'row'),
    )
    expect(verdict(one).failures).toEqual([])
  })
})
