// Values and vector-Jacobian products of PyTorch, in float64 and in float32. `golden/*.json` were made by torch 1.13.1.
import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import * as g from '../src/index.ts'
import { record, sum, tensor, type Tensor } from '../src/index.ts'

type Numbers = number | boolean | readonly Numbers[]
type Named<T> = Readonly<Record<string, T>>
interface Case {
  readonly name: string
  readonly op: string
  readonly attrs: {
    readonly axis?: number | readonly number[]
    readonly [key: string]: unknown
  }
  readonly inputs: Named<{
    readonly shape: readonly number[]
    readonly dtype: string
    readonly data: Numbers
  }>
  readonly outputs: Named<{ readonly shape: readonly number[]; readonly data: Numbers }>
  readonly grad_outputs?: Named<Numbers>
  readonly grad_inputs?: Named<Numbers>
}
type Float = 'float32' | 'float64'
type Inputs = Named<Tensor>
type Call = (x: Inputs, attrs: Case['attrs']) => Tensor | Inputs

const read = (file: string): Case[] =>
  (JSON.parse(readFileSync(new URL(`golden/${file}.json`, import.meta.url), 'utf8')) as { cases: Case[] })
    .cases
const cases = ['elementwise', 'reductions', 'matmul_shape', 'indexing', 'conv_pool'].flatMap(read)

const fold = ({ axis, keepdim }: Case['attrs']) => ({
  ...(axis === undefined ? {} : { axis }),
  keepDims: keepdim === true,
})
const one = ({ axis }: Case['attrs']): number => axis as number
const perChannel = (w: Tensor, x: Tensor): Tensor =>
  g.reshape(
    w,
    x.shape.map((_, i) => (i === 1 ? w.size : 1)),
  )
/** With PyTorch a row of zeros gets no gradient where the index is the padding. */
function embedding({ w, i }: Inputs, { padding_idx }: Case['attrs']): Tensor {
  const rows = g.index(w, i)
  return g.where(g.expandDims(g.notEqual(g.cast(i, w.dtype), padding_idx as number), -1), rows, rows.detach())
}

const sliding = ({ stride = 1, padding = 0, dilation = 1, groups = 1 }: Case['attrs']) =>
  ({ stride, padding, dilation, groups }) as g.ConvolutionOptions
const pooling = ({ stride, padding = 0, count_include_pad }: Case['attrs']) =>
  ({
    padding,
    ...(stride === undefined ? {} : { stride }),
    ...(count_include_pad === undefined ? {} : { countIncludePad: count_include_pad }),
  }) as g.AveragePoolingOptions

/** The names of the reference data, where they are not ours. */
// prettier-ignore
const calls: Named<Call> = {
  mul: ({ a, b = a }) => g.mul(a, b),
  pow: ({ a, b }, { exponent }) => g.pow(a, (exponent as number | undefined) ?? b),
  clamp: ({ a }, attrs) => g.clip(a, attrs as { min: number; max: number }),
  gelu_tanh: ({ a }) => g.gelu(a, { approximate: 'tanh' }),
  logsigmoid: ({ a }) => g.logSigmoid(a),
  prelu: ({ a, w }) => g.prelu(a, perChannel(w, a)),
  sum: ({ a }, at) => g.sum(a, fold(at)),
  mean: ({ a }, at) => g.mean(a, fold(at)),
  prod: ({ a }, at) => g.prod(a, fold(at)),
  amax: ({ a }, at) => g.max(a, fold(at)),
  amin: ({ a }, at) => g.min(a, fold(at)),
  max: ({ a }, at) => {
    const indices = g.argmax(a, { axis: one(at), keepDims: true })
    return { values: g.squeeze(g.gather(a, indices, one(at)), one(at)), indices: g.squeeze(indices, one(at)) }
  },
  argmax: ({ a }, at) => g.argmax(a, { axis: one(at) }),
  std: ({ a }, at) => g.std(a, { ...fold(at), unbiased: at.unbiased !== false }),
  norm: ({ a }, at) => g.norm(a, { ...fold(at), p: at.p as number }),
  logsumexp: ({ a }, at) => g.logSumExp(a, fold(at)),
  cumsum: ({ a }, at) => g.cumsum(a, one(at)),
  cumprod: ({ a }, at) => g.cumprod(a, one(at)),
  softmax: ({ a }, at) => g.softmax(a, one(at)),
  log_softmax: ({ a }, at) => g.logSoftmax(a, one(at)),
  linear: ({ x, w }) => g.matmul(x, g.transpose(w)),
  permute: ({ a }, at) => g.reshape(g.permute(a, at.dims as number[]), at.reshape as number[]),
  concat: ({ a, b }, at) => g.concat([a, b], one(at)),
  stack: ({ a, b }, at) => g.stack([a, b], one(at)),
  pad: ({ a }, at) => g.pad(a, at.pad as [number, number][], at.value as number),
  roll: ({ a }, at) => g.roll(a, at.shift as number, one(at)),
  einsum: ({ a, b }, at) => g.einsum(at.equation as string, a, b),
  index_select: ({ a, i }, at) => g.index(a, i, one(at)),
  gather: ({ a, i }, at) => g.gather(a, i, one(at)),
  scatter_add: ({ a, i, s }, at) => g.scatterAdd(a, i, s, one(at)),
  one_hot: ({ i }, at) => g.oneHot(i, at.classes as number),
  sort: ({ a }, at) => ({ ...g.sort(a, { axis: one(at) }) }),
  embedding,
  conv1d: ({ x, w, b }, at) => g.conv1d(x, w, { bias: b, ...sliding(at) }),
  conv2d: ({ x, w, b }, at) => g.conv2d(x, w, { bias: b, ...sliding(at) }),
  maxpool1d: ({ x }, at) => g.maxPool1d(x, at.kernel_size as number, pooling(at)),
  maxpool2d: ({ x }, at) => g.maxPool2d(x, at.kernel_size as number, pooling(at)),
  avgpool2d: ({ x }, at) => g.avgPool2d(x, at.kernel_size as number, pooling(at)),
}
/** All others are functions of a, or of a and b. */
const named = (op: string): Call =>
  calls[op] ?? (({ a, b }) => (g as unknown as Named<(...x: Tensor[]) => Tensor>)[op](...(b ? [a, b] : [a])))

const flatten = (x: Numbers): number[] => (typeof x === 'object' ? x.flatMap(flatten) : [Number(x)])
const floats = (dtype: Float, x: Numbers) =>
  (dtype === 'float64' ? Float64Array : Float32Array).from(flatten(x))

function expectNear(x: Tensor | undefined, wanted: Numbers, dtype: Float): void {
  const [absolute, relative] = dtype === 'float64' ? [1e-12, 1e-10] : [1e-6, 1e-5]
  const numbers = flatten(wanted)
  const got = Array.from(x?.data ?? [])
  const near = numbers.map((b, i) =>
    Math.abs(got[i] - b) <= Math.max(absolute, relative * Math.abs(b)) ? got[i] : b,
  )
  expect(got).toEqual(near)
}

function check(
  { op, attrs, inputs, outputs, grad_outputs = {}, grad_inputs = {} }: Case,
  dtype: Float,
): void {
  const x = Object.fromEntries(
    Object.entries(inputs).map(([key, { shape, dtype: kind, data }]) => [
      key,
      kind === 'int64'
        ? tensor(Int32Array.from(flatten(data)), { shape })
        : tensor(floats(dtype, data), { shape, requiresGrad: kind === 'float64' }),
    ]),
  )
  const out = record(() => {
    const y = named(op)(x, attrs)
    const results = y instanceof g.Tensor ? { out: y } : y
    const pulled = Object.entries(grad_outputs).map(([key, dy]) =>
      sum(g.mul(results[key], tensor(floats(dtype, dy), { shape: results[key].shape }))),
    )
    for (const each of pulled) each.backward({ retain: true })
    return results
  })
  for (const [key, { shape, data }] of Object.entries(outputs)) {
    expect(out[key].shape).toEqual(shape)
    expectNear(out[key], data, dtype)
  }
  for (const [key, wanted] of Object.entries(grad_inputs)) expectNear(x[key].grad, wanted, dtype)
}

describe.each(['float64', 'float32'] as const)('as PyTorch has it, in %s', (dtype) => {
  for (const each of cases) it(`${each.op}: ${each.name}`, () => check(each, dtype))
})
