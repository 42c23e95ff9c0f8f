// Losses and layers against PyTorch's values and vector-Jacobian products, in float64 and in float32.
import { mul, record, sum, tensor, type Tensor } from '@glissade/autograd'
import { generator, type Generator } from '@glissade/random'
import { describe, expect, it } from 'vitest'
import {
  BatchNorm,
  binaryCrossEntropy,
  binaryCrossEntropyFromProbabilities,
  cosineSimilarity,
  crossEntropy,
  Dropout,
  hinge,
  huber,
  klDivergence,
  LayerNorm,
  mae,
  mse,
  multiMargin,
  nll,
  smoothL1,
  type Reduction,
} from '../src/index.ts'
import { expectClose, flatten, golden, toTensor, type GoldenCase, type Precision } from './golden.ts'
import { setParameters } from './parameters.ts'

type Inputs = Readonly<Record<string, Tensor>>
interface Run {
  readonly call: (inputs: Inputs, one: GoldenCase, precision: Precision) => Tensor
  /** Further things that the case says about the layer. */
  readonly after?: (one: GoldenCase, precision: Precision) => void
}

const reductionOf = ({ attrs }: GoldenCase) => ({ reduction: (attrs.reduction ?? 'mean') as Reduction })
const optional = <K extends string, V>(key: K, value: V | undefined) =>
  (value === undefined ? {} : { [key]: value }) as { [k in K]?: V }

/** A generator that draws the mask which the case gives. */
function drawing(mask: readonly number[]): Generator {
  const rng = generator(1)
  let next = 0
  rng.uniform = () => 1 - (mask[next++] === 0 ? 1 : 0)
  return rng
}

/** The layer of the case under way, whose statistics are compared afterwards. */
let norm: BatchNorm
const losses: Readonly<Record<string, Run>> = {
  cross_entropy: {
    call: ({ x, t, w }, one) =>
      crossEntropy(x, t, {
        ...reductionOf(one),
        ...optional('weight', w),
        ...optional('ignoreIndex', one.attrs.ignore_index as number | undefined),
        ...optional('labelSmoothing', one.attrs.label_smoothing as number | undefined),
      }),
  },
  nll: { call: ({ x, t }) => nll(x, t) },
  bce: { call: ({ x, t }) => binaryCrossEntropyFromProbabilities(x, t) },
  bce_with_logits: {
    call: ({ x, t, pw }, one) =>
      binaryCrossEntropy(x, t, { ...reductionOf(one), ...optional('posWeight', pw) }),
  },
  mse: { call: ({ x, t }, one) => mse(x, t, reductionOf(one)) },
  l1: { call: ({ x, t }) => mae(x, t) },
  hinge: { call: ({ x, t }) => hinge(x, t) },
  huber: { call: ({ x, t }, { attrs }) => huber(x, t, { delta: attrs.delta as number }) },
  smooth_l1: { call: ({ x, t }, { attrs }) => smoothL1(x, t, { beta: attrs.beta as number }) },
  kl_div: {
    call: ({ x, t }, { attrs }) =>
      klDivergence(x, t, {
        reduction: attrs.reduction === 'batchmean' ? 'batchMean' : (attrs.reduction as Reduction),
      }),
  },
  cosine_similarity: {
    call: ({ a, b }, { attrs }) =>
      cosineSimilarity(a, b, { axis: attrs.axis as number, eps: attrs.eps as number }),
  },
  multi_margin: { call: ({ x, t }) => multiMargin(x, t) },
  batchnorm: {
    call: ({ x, weight, bias }, { attrs }, dtype) => {
      norm = new BatchNorm(x.shape[1], {
        dtype,
        eps: attrs.eps as number,
        momentum: attrs.momentum as number,
        gamma: weight !== undefined,
        beta: bias !== undefined,
      })
      norm.runningMean.data.set(attrs.running_mean_before as number[])
      norm.runningVariance.data.set(attrs.running_var_before as number[])
      if (attrs.training === false) norm.eval()
      setParameters(norm, { gamma: weight, beta: bias })
      return norm.forward(x)
    },
    after: (one, precision) => {
      if (one.running_mean_after) expectClose(norm.runningMean, one.running_mean_after, precision)
      if (one.running_var_after) expectClose(norm.runningVariance, one.running_var_after, precision)
    },
  },
  layernorm: {
    call: ({ x, weight, bias }, { attrs }, dtype) => {
      const layer = new LayerNorm(attrs.normalized_shape as number[], {
        dtype,
        eps: attrs.eps as number,
        gamma: weight !== undefined,
        beta: bias !== undefined,
      })
      setParameters(layer, { gamma: weight, beta: bias })
      return layer.forward(x)
    },
  },
  dropout: {
    call: ({ x }, { attrs, inputs }) => {
      const layer = new Dropout(attrs.p as number, { rng: generator(1) })
      if (attrs.training === false) layer.eval()
      else Object.assign(layer, { rng: drawing(flatten(inputs.mask.data)) })
      return layer.forward(x)
    },
  },
}

const cases = ['losses', 'normalisation']
  .flatMap((file) => golden<{ cases: GoldenCase[] }>(file).cases)
  .filter(({ op }) => op in losses)

describe.each(['float64', 'float32'] as const)('In %s', (precision) => {
  it.each(cases.map((one) => ({ ...one })))('$name has PyTorch’s values and gradients', (one) => {
    const { call, after } = losses[one.op]
    const wanted = Object.keys(one.grad_inputs ?? {})
    const entries = Object.entries(one.inputs).map(([key, entry]): [string, Tensor] => {
      const x = toTensor(entry, precision)
      return [key, wanted.includes(key) ? tensor(x.data, { shape: x.shape, requiresGrad: true }) : x]
    })
    const inputs = Object.fromEntries(entries)
    record(() => {
      const out = call(inputs, one, precision)
      expect([...out.shape]).toEqual(one.outputs.out.shape)
      expectClose(out, one.outputs.out.data, precision)
      after?.(one, precision)
      if (!one.grad_outputs) return
      const upstream = toTensor({ shape: [...out.shape], data: one.grad_outputs.out }, precision)
      sum(mul(out, upstream)).backward()
    })
    for (const key of wanted) {
      const loose = one.op === 'batchnorm' ? 10 : 1
      expectClose(inputs[key].grad as Tensor, (one.grad_inputs ?? {})[key], precision, loose)
    }
  })
})

it('The reference holds cases for these layers and losses', () => {
  expect(new Set(cases.map(({ op }) => op))).toContain('batchnorm')
  expect(cases.length).toBeGreaterThanOrEqual(20)
})
