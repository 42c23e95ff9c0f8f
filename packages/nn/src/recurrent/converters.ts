// Weights of recurrent layers to and from other libraries, as plain data. Ours: gates side by side as columns, in PyTorch's order.
import { ShapeError, ValueError } from '@glissade/autograd'
import { transposed } from '../converters.ts'
import { checkEntries, entryOf } from '../entries.ts'
import type { Floats } from '../parameter.ts'
import type { ArrayEntry, StateDict } from '../state-dict.ts'

/** For each kind of cell, where our gate k stands in Keras, whose LSTM is i f c o (c is our g) and whose GRU is z r h (h is our n). */
const kerasOrder = { rnn: [0], lstm: [0, 1, 2, 3], gru: [1, 0, 2] } as const
export type RecurrentKind = keyof typeof kerasOrder

type Entries = Readonly<Record<string, ArrayEntry>>

/** A cell of Keras: kernel (inputs, gates · units), recurrent_kernel (units, gates · units), bias (gates · units), or (2, …) for a GRU. */
export interface KerasRecurrent {
  readonly kernel: ArrayEntry
  readonly recurrent_kernel: ArrayEntry
  readonly bias?: ArrayEntry
}

function gatesOf(where: string, kind: RecurrentKind, weight: ArrayEntry | undefined): number {
  if (!Object.hasOwn(kerasOrder, kind))
    throw new ValueError(`${where}: kind is '${String(kind)}'; it needs 'rnn', 'lstm' or 'gru'.`)
  const gates = kerasOrder[kind].length
  if (weight?.shape.length !== 2 || weight.shape[1] !== gates * weight.shape[0])
    throw new ShapeError(
      `${where}: the recurrent weight is ${weight ? `(${weight.shape.join(', ')})` : 'missing'}; it needs ${gates} square ${gates > 1 ? 'matrices' : 'matrix'} side by side for '${kind}'.`,
    )
  return gates
}

/** Blocks of columns in another order: block k of the result is block order[k]. */
function blocks({ shape, data }: ArrayEntry, order: readonly number[]): ArrayEntry {
  const width = shape[shape.length - 1]
  const size = width / order.length
  const moved: Floats = data.slice()
  for (let i = 0; i < data.length; i++) {
    const column = i % width
    moved[i] = data[i - column + order[Math.floor(column / size)] * size + (column % size)]
  }
  return { shape, data: moved }
}

const added = (a: ArrayEntry, b: ArrayEntry): ArrayEntry => ({
  shape: a.shape,
  data: a.data.map((x, i) => x + b.data[i]),
})
const zerosLike = ({ shape, data }: ArrayEntry): ArrayEntry => ({
  shape,
  data: data.slice().fill(0),
})
const part = ({ data }: ArrayEntry, from: number, to: number): ArrayEntry => ({
  shape: [to - from],
  data: data.slice(from, to),
})

/** Two biases as ours: their sum, but that of a GRU's candidate stays by itself, the last block of `inner`. */
function oneBias(kind: RecurrentKind, outer: ArrayEntry, inner: ArrayEntry): StateDict {
  if (kind !== 'gru') return { bias: added(outer, inner) }
  const size = outer.data.length / 3
  const gates = { ...inner, data: inner.data.slice() }
  gates.data.fill(0, 2 * size)
  return { bias: added(outer, gates), recurrentBias: part(inner, 2 * size, 3 * size) }
}

/** Our biases as two. */
function twoBiases({ bias, recurrentBias }: StateDict): [outer: ArrayEntry, inner: ArrayEntry] {
  const inner = zerosLike(bias)
  if (recurrentBias) inner.data.set(recurrentBias.data, bias.data.length - recurrentBias.data.length)
  return [bias, inner]
}

const pyTorchName = /^(weight_ih|weight_hh|bias_ih|bias_hh)(?:_l(\d+)(_reverse)?)?$/

/**
 * The state dict of PyTorch's nn.LSTMCell, nn.LSTM, and their kin, as what `loadStateDict()` of LstmCell or Lstm takes: matrices are
 * turned, two biases become one, `weight_ih_l0_reverse` becomes `reversed.0.weight`.
 *
 * @throws ValueError for a name that PyTorch does not use there.
 */
export function recurrentFromPyTorch(kind: RecurrentKind, entries: Entries): StateDict {
  checkEntries('recurrentFromPyTorch', entries)
  const cells = new Map<string, Record<string, ArrayEntry>>()
  for (const [name, entry] of Object.entries(entries)) {
    const [, what, layer, reverse] = pyTorchName.exec(name) ?? []
    if (what === undefined)
      throw new ValueError(
        `recurrentFromPyTorch: ${name}; it needs weight_ih, weight_hh, bias_ih and bias_hh, with _l0, _l0_reverse, … of a layer.`,
      )
    const prefix = layer === undefined ? '' : `${reverse ? 'reversed' : 'cells'}.${layer}.`
    cells.set(prefix, { ...cells.get(prefix), [what]: entry })
  }
  const converted = [...cells].flatMap(([prefix, { weight_ih, weight_hh, bias_ih, bias_hh }]) => {
    const recurrentWeight = weight_hh && transposed(weight_hh)
    gatesOf('recurrentFromPyTorch', kind, recurrentWeight)
    const biases = bias_ih && bias_hh ? oneBias(kind, bias_ih, bias_hh) : {}
    const own = {
      weight: transposed(entryOf('recurrentFromPyTorch', { weight_ih }, 'weight_ih')),
      recurrentWeight,
      ...biases,
    }
    return Object.entries(own).map(([name, entry]) => [prefix + name, entry] as const)
  })
  return Object.fromEntries(converted)
}

/** What `stateDict()` of a cell or a layer gives, as PyTorch keeps it; the second bias is 0 but for a GRU's candidate. */
export function recurrentToPyTorch(kind: RecurrentKind, state: StateDict): Record<string, ArrayEntry> {
  checkEntries('recurrentToPyTorch', state)
  const out: Record<string, ArrayEntry> = {}
  for (const [name, entry] of Object.entries(state)) {
    const [, way, layer, what] = /^(?:(cells|reversed)\.(\d+)\.)?(\w+)$/.exec(name) ?? []
    const suffix = layer === undefined ? '' : `_l${layer}${way === 'reversed' ? '_reverse' : ''}`
    if (what === 'weight') out[`weight_ih${suffix}`] = transposed(entry)
    if (what === 'recurrentWeight') {
      gatesOf('recurrentToPyTorch', kind, entry)
      out[`weight_hh${suffix}`] = transposed(entry)
    }
    if (what !== 'bias') continue
    const second = state[name.replace(/bias$/, 'recurrentBias')]
    const [outer, inner] = twoBiases(second ? { bias: entry, recurrentBias: second } : { bias: entry })
    out[`bias_ih${suffix}`] = outer
    out[`bias_hh${suffix}`] = inner
  }
  return out
}

/** One layer of Keras (a GRU with reset_after, its default) as what `loadStateDict()` of a cell takes: `lstm.cells[0]`, say. */
export function recurrentFromKeras(kind: RecurrentKind, entries: KerasRecurrent): StateDict {
  const [kernel, recurrent_kernel] = (['kernel', 'recurrent_kernel'] as const).map((name) =>
    entryOf('recurrentFromKeras', entries, name),
  )
  const { bias } = entries
  const gates = gatesOf('recurrentFromKeras', kind, recurrent_kernel)
  const order = kerasOrder[kind]
  const own = { weight: blocks(kernel, order), recurrentWeight: blocks(recurrent_kernel, order) }
  if (!bias) return own
  const size = gates * recurrent_kernel.shape[0]
  if (bias.data.length !== (kind === 'gru' ? 2 * size : size))
    throw new ShapeError(
      `recurrentFromKeras: the bias is (${bias.shape.join(', ')}); it needs ${kind === 'gru' ? `(2, ${size}), that of a GRU with reset_after` : `(${size})`}.`,
    )
  if (kind !== 'gru') return { ...own, bias: blocks(bias, order) }
  const [outer, inner] = [0, size].map((from) => blocks(part(bias, from, from + size), order))
  return { ...own, ...oneBias(kind, outer, inner) }
}

/** What `stateDict()` of a cell gives, under Keras's names and in its order. */
export function recurrentToKeras(kind: RecurrentKind, state: StateDict): KerasRecurrent {
  checkEntries('recurrentToKeras', state)
  gatesOf('recurrentToKeras', kind, entryOf('recurrentToKeras', state, 'recurrentWeight'))
  const order = kerasOrder[kind]
  const moved = {
    kernel: blocks(state.weight, order),
    recurrent_kernel: blocks(state.recurrentWeight, order),
  }
  if (!state.bias) return moved
  if (kind !== 'gru') return { ...moved, bias: blocks(state.bias, order) }
  const [outer, inner] = twoBiases(state).map((each) => blocks(each, order))
  const data =
    state.bias.data instanceof Float64Array
      ? new Float64Array(2 * outer.data.length)
      : new Float32Array(2 * outer.data.length)
  data.set(outer.data)
  data.set(inner.data, outer.data.length)
  return { ...moved, bias: { shape: [2, outer.data.length], data } }
}
