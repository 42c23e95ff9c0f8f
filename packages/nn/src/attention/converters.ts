// Weights of MultiHeadAttention to and from other libraries, as plain data. Ours: query, key, value (size, heads · dₖ), heads side by
// side as columns, and output (heads · dₖ, size).
import { ShapeError } from '@glissade/autograd'
import { denseFromPyTorch, denseToPyTorch } from '../converters.ts'
import { checkEntries } from '../entries.ts'
import type { Floats } from '../parameter.ts'
import type { ArrayEntry, StateDict } from '../state-dict.ts'

type Entries = Readonly<Record<string, ArrayEntry>>
const inputs = ['query', 'key', 'value'] as const

const part = ({ shape: [rows, ...others], data }: ArrayEntry, k: number): ArrayEntry => {
  const length = data.length / 3
  return { shape: [rows / 3, ...others], data: data.slice(k * length, (k + 1) * length) }
}

function stacked(parts: readonly ArrayEntry[]): ArrayEntry {
  const [{ shape, data: first }] = parts
  const data: Floats =
    first instanceof Float64Array ? new Float64Array(3 * first.length) : new Float32Array(3 * first.length)
  parts.forEach((each, k) => data.set(each.data, k * first.length))
  return { shape: [3 * shape[0], ...shape.slice(1)], data }
}

const under = (name: string, entries: Entries): Entries =>
  Object.fromEntries(Object.entries(entries).map(([key, entry]) => [`${name}.${key}`, entry]))

const dense = (state: StateDict, name: string): StateDict => ({
  weight: state[`${name}.weight`],
  ...(Object.hasOwn(state, `${name}.bias`) ? { bias: state[`${name}.bias`] } : {}),
})

/**
 * The state dict of PyTorch's nn.MultiheadAttention as what `attention.loadStateDict()` takes: in_proj_weight (3 size, size) holds the
 * matrices of q, k and v, one below the other, each turned.
 *
 * @throws ShapeError unless in_proj_weight is (3 size, size). With a kdim or vdim of its own PyTorch keeps other names.
 */
export function attentionFromPyTorch(entries: Entries): StateDict {
  const { in_proj_weight: weight, in_proj_bias: bias } = entries ?? {}
  if (weight?.shape.length !== 2 || weight.shape[0] !== 3 * weight.shape[1])
    throw new ShapeError(
      `attentionFromPyTorch: in_proj_weight is ${weight ? `(${weight.shape.join(', ')})` : 'missing'}; it needs (3 size, size).`,
    )
  const states = inputs.map((name, k) =>
    under(name, denseFromPyTorch({ weight: part(weight, k), ...(bias ? { bias: part(bias, k) } : {}) })),
  )
  const out = {
    weight: entries['out_proj.weight'],
    ...(entries['out_proj.bias'] ? { bias: entries['out_proj.bias'] } : {}),
  }
  return Object.assign({}, ...states, under('output', denseFromPyTorch(out))) as StateDict
}

/** What `attention.stateDict()` gives, as PyTorch's nn.MultiheadAttention keeps it. */
export function attentionToPyTorch(state: StateDict): Record<string, ArrayEntry> {
  checkEntries('attentionToPyTorch', state)
  const parts = inputs.map((name) => denseToPyTorch(dense(state, name)))
  const biases = parts.flatMap(({ bias }) => bias ?? [])
  return {
    in_proj_weight: stacked(parts.map(({ weight }) => weight)),
    ...(biases.length > 0 ? { in_proj_bias: stacked(biases) } : {}),
    ...under('out_proj', { ...denseToPyTorch(dense(state, 'output')) }),
  }
}

/**
 * A Keras MultiHeadAttention as what `attention.loadStateDict()` takes: `query/kernel` (size, heads, dₖ), `query/bias` (heads, dₖ), …,
 * `attention_output/kernel` (heads, dₖ, size). The numbers lie as ours do; only shapes and names differ.
 *
 * @throws ShapeError unless the kernels have three axes.
 */
export function attentionFromKeras(entries: Entries): StateDict {
  checkEntries('attentionFromKeras', entries)
  const converted = Object.entries(entries).map(([name, { shape, data }]): [string, ArrayEntry] => {
    const [layer, what] = name.split('/')
    const own = layer === 'attention_output' ? 'output' : layer
    if (what === 'bias') return [`${own}.bias`, { shape: [data.length], data }]
    if (shape.length !== 3)
      throw new ShapeError(
        `attentionFromKeras: ${name} is (${shape.join(', ')}); it needs (size, heads, key_dim), or (heads, key_dim, size) for attention_output.`,
      )
    const columns = own === 'output' ? shape[2] : shape[1] * shape[2]
    return [`${own}.weight`, { shape: [data.length / columns, columns], data }]
  })
  return Object.fromEntries(converted)
}

/** What `attention.stateDict()` gives, under Keras's names and in its shapes. */
export function attentionToKeras(state: StateDict, heads: number): Record<string, ArrayEntry> {
  checkEntries('attentionToKeras', state)
  const converted = Object.entries(state).map(([name, { shape, data }]): [string, ArrayEntry] => {
    const [layer, what] = name.split('.')
    const theirs = `${layer === 'output' ? 'attention_output' : layer}/${what === 'weight' ? 'kernel' : what}`
    const split = (n: number): number[] => [heads, n / heads]
    if (what === 'bias') return [theirs, { shape: layer === 'output' ? shape : split(shape[0]), data }]
    return [
      theirs,
      { shape: layer === 'output' ? [...split(shape[0]), shape[1]] : [shape[0], ...split(shape[1])], data },
    ]
  })
  return Object.fromEntries(converted)
}
