// Layers and losses as ops of golden/ops@1: made for one call, with the weights of the case in place of their own.
import * as g from '../../packages/glissade/src/index.ts'
import type { FloatType, Generator, Module, Reduction, Tensor } from '../../packages/glissade/src/index.ts'
import type { Attributes, Inputs } from './ops.ts'

/** Puts tensors of the case on a layer, so that gradients flow to them; those it lacks are taken away. */
const having = <L extends Module>(layer: L, tensors: Record<string, Tensor | undefined>): L =>
  Object.assign(layer, tensors)

const dtypeOf = (x: Tensor): FloatType => (x.dtype === 'float64' ? 'float64' : 'float32')
const rng = () => g.generator(0)

/** The file's weight is [outputs, inputs]; Dense has (inputs, outputs). */
export function linear({ x, w, b }: Inputs): Tensor {
  const [outputs, inputs] = w.shape
  const layer = new g.Dense(inputs, outputs, { rng: rng(), dtype: dtypeOf(x), bias: b !== undefined })
  return having(layer, { weight: g.transpose(w), bias: b }).forward(x)
}

export function embedding({ w, i }: Inputs, { padding_idx }: Attributes): Tensor {
  const [count, size] = w.shape
  const padding = padding_idx === undefined ? {} : { paddingIndex: (padding_idx + count) % count }
  const layer = new g.Embedding(count, size, { rng: rng(), dtype: dtypeOf(w), ...padding })
  return having(layer, { weight: w }).forward(i)
}

export function batchnorm({ x, weight, bias }: Inputs, attributes: Attributes): Inputs {
  const { eps = 1e-5, momentum = 0.1, training = true, running_mean_before, running_var_before } = attributes
  const layer = new g.BatchNorm(x.shape[1], { eps, momentum, dtype: dtypeOf(x) })
  if (running_mean_before) layer.runningMean.data.set(running_mean_before)
  if (running_var_before) layer.runningVariance.data.set(running_var_before)
  layer.train(training)
  const out = having(layer, { gamma: weight, beta: bias }).forward(x)
  return { out, running_mean_after: layer.runningMean, running_var_after: layer.runningVariance }
}

export function layernorm({ x, weight, bias }: Inputs, { eps = 1e-5, normalized_shape }: Attributes): Tensor {
  const layer = new g.LayerNorm(normalized_shape ?? x.shape.slice(-1), { eps, dtype: dtypeOf(x) })
  return having(layer, { gamma: weight, beta: bias }).forward(x)
}

export function groupnorm({ x, weight, bias }: Inputs, { eps = 1e-5, groups = 1 }: Attributes): Tensor {
  const layer = new g.GroupNorm(groups, x.shape[1], { eps, dtype: dtypeOf(x) })
  return having(layer, { gamma: weight, beta: bias }).forward(x)
}

export function instancenorm({ x, weight, bias }: Inputs, { eps = 1e-5 }: Attributes): Tensor {
  const layer = new g.InstanceNorm(x.shape[1], { eps, dtype: dtypeOf(x) })
  return having(layer, { gamma: weight, beta: bias }).forward(x)
}

export function rmsnorm({ x, weight }: Inputs, { eps = 1e-5 }: Attributes): Tensor {
  const layer = new g.RmsNorm(weight?.shape ?? x.shape.slice(-1), { eps, dtype: dtypeOf(x) })
  return having(layer, { gamma: weight }).forward(x)
}

/** A generator that plays back a mask: 1, where a unit is kept, is never below p. */
function playing(mask: Tensor | undefined): Generator {
  let next = 0
  const source = { integer: () => 0, uniform: () => mask?.data[next++] ?? 0, stream: () => source }
  return source as unknown as Generator // all that Dropout asks of one
}

export function dropout({ x, mask }: Inputs, { p = 0.5, training = true }: Attributes): Tensor {
  return new g.Dropout(p, { rng: playing(mask) }).train(training).forward(x)
}

const reductionOf = ({ reduction = 'mean' }: Attributes): Reduction => reduction as Reduction

type Loss = (inputs: Inputs, attributes: Attributes) => Tensor

/** A row alone is a batch of one. */
const ofRows =
  (loss: Loss): Loss =>
  (inputs, attributes) => {
    const { x, t, ...others } = inputs
    if (x.rank > 1) return loss(inputs, attributes)
    const batch = { ...others, x: g.expandDims(x, 0), t: g.expandDims(t, 0) }
    return g.reshape(loss(batch, attributes), [])
  }

/** The file's classes are on axis 1; ours are on the last axis of rows. */
function classesLast(x: Tensor): Tensor {
  const others = x.shape.map((_, i) => i).filter((i) => i !== 1)
  return x.rank > 2 ? g.permute(x, [...others, 1]) : x
}

export const crossEntropy = ofRows(({ x, t, w }, attributes) => {
  const { ignore_index = -100, label_smoothing = 0 } = attributes
  return g.crossEntropy(classesLast(x), t.dtype === 'int32' ? t : classesLast(t), {
    reduction: reductionOf(attributes),
    labelSmoothing: label_smoothing,
    ...(w ? { weight: w.detach() } : {}),
    ...(t.dtype === 'int32' ? { ignoreIndex: ignore_index } : {}),
  })
})

// prettier-ignore
export const losses = {
  mse:              ({ x, t }: Inputs, at: Attributes) => g.mse(x, t, { reduction: reductionOf(at) }),
  l1:               ({ x, t }: Inputs, at: Attributes) => g.mae(x, t, { reduction: reductionOf(at) }),
  huber:            ({ x, t }: Inputs, { delta = 1, ...at }: Attributes) => g.huber(x, t, { delta, reduction: reductionOf(at) }),
  smooth_l1:        ({ x, t }: Inputs, { beta = 1, ...at }: Attributes) => g.smoothL1(x, t, { beta, reduction: reductionOf(at) }),
  bce:              ({ x, t }: Inputs, at: Attributes) => g.binaryCrossEntropyFromProbabilities(x, t, { reduction: reductionOf(at) }),
  bce_with_logits:  ({ x, t, pw }: Inputs, at: Attributes) => g.binaryCrossEntropy(x, t, { reduction: reductionOf(at), ...(pw ? { posWeight: pw } : {}) }),
  nll:              ofRows(({ x, t, w }, at) => g.nll(classesLast(x), t, { reduction: reductionOf(at), ignoreIndex: at.ignore_index ?? -100, ...(w ? { weight: w } : {}) })),
  kl_div:           ({ x, t }: Inputs, at: Attributes) => g.klDivergence(x, t, { reduction: at.reduction === 'batchmean' ? 'batchMean' : reductionOf(at) }),
  multi_margin:     ofRows(({ x, t }, at) => g.multiMargin(x, t, { reduction: reductionOf(at) })),
  cosine_similarity: ({ a, b }: Inputs, { axis = 1, eps = 1e-5 }: Attributes) => g.cosineSimilarity(a, b, { axis: axis as number, eps }),
}
