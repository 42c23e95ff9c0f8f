// Every layer with weights goes to PyTorch and to Keras and comes back without a change. That the layouts in between are theirs is
// tested in `keras.test.ts`, `recurrent-converters.test.ts`, `attention.test.ts` and `state-dict.test.ts`.
import { generator } from '@glissade/random'
import { expect, it } from 'vitest'
import * as nn from '../src/index.ts'
import type { StateDict } from '../src/index.ts'

const options = { rng: generator(1), dtype: 'float64' as const }
const { dtype } = options
const both = { gamma: true, beta: true, dtype }
const conv = { ...options, stride: 2, groups: 2 }

type Way = (state: StateDict) => StateDict
/** What becomes of the weights in PyTorch and in Keras, there and back. */
type Ways = readonly [inPyTorch: Way, inKeras: Way]
type Row = readonly [layer: nn.Module | nn.Cell, ways: Ways]

const same: Way = (state) => state
const dense: Ways = [
  (s) => nn.denseFromPyTorch(nn.denseToPyTorch(s)),
  (s) => nn.denseFromKeras(nn.denseToKeras(s)),
]
const convolution: Ways = [
  (s) => nn.convFromPyTorch(nn.convToPyTorch(s)),
  (s) => nn.convFromKeras(nn.convToKeras(s)),
]
const norm: Ways = [
  (s) => nn.normFromPyTorch({ ...nn.normToPyTorch(s) }),
  (s) => nn.normFromKeras(nn.normToKeras(s)),
]
const table: Way = (s) => nn.embeddingFromKeras(nn.embeddingToKeras(s)) // PyTorch's name is ours
const cell = (kind: 'rnn' | 'lstm' | 'gru'): Ways => [
  (s) => nn.recurrentFromPyTorch(kind, nn.recurrentToPyTorch(kind, s)),
  (s) => nn.recurrentFromKeras(kind, nn.recurrentToKeras(kind, s)),
]

/** Keras keeps a layer for each cell. */
const layer = (kind: 'rnn' | 'lstm' | 'gru'): Ways => {
  const [inPyTorch, inKeras] = cell(kind)
  return [inPyTorch, (s) => byPart(s, /^(\w+\.\d+)\.(\w+)$/, inKeras)]
}

/** The entries of each part, told by what is before the last name, on their own. */
function byPart(state: StateDict, name: RegExp, way: Way): StateDict {
  const parts = new Map<string, Record<string, StateDict[string]>>()
  for (const [path, entry] of Object.entries(state)) {
    const [, part, last] = name.exec(path)!
    parts.set(part, { ...parts.get(part), [last]: entry })
  }
  const moved = [...parts].flatMap(([part, own]) =>
    Object.entries(way(own)).map(([last, entry]) => [`${part}.${last}`, entry] as const),
  )
  return Object.fromEntries(moved)
}

const several = { ...options, layers: 2, bidirectional: true, init: 'pytorch' as const }
const rows: readonly Row[] = [
  [new nn.Dense(3, 2, options), dense],
  [new nn.Conv1d(2, 4, 3, conv), convolution],
  [new nn.Conv2d(2, 4, [3, 2], conv), convolution],
  [new nn.ConvTranspose1d(4, 2, 3, conv), convolution],
  [new nn.ConvTranspose2d(4, 2, [3, 2], { ...conv, bias: false }), convolution],
  [new nn.BatchNorm(3, { dtype }), norm],
  [new nn.LayerNorm([2, 3], { dtype }), norm],
  [new nn.GroupNorm(2, 4, { dtype }), norm],
  [new nn.InstanceNorm(4, both), norm],
  [new nn.RmsNorm(3, { dtype }), [norm[0], (s) => nn.rmsNormFromKeras(nn.rmsNormToKeras(s))]],
  [
    new nn.PRelu({ features: 3, dtype }),
    [(s) => nn.preluFromPyTorch(nn.preluToPyTorch(s)), (s) => nn.preluFromKeras(nn.preluToKeras(s, 2))],
  ],
  [new nn.Embedding(5, 3, options), [same, table]],
  [new nn.PositionalEmbedding(5, 4, options), [same, table]],
  [new nn.RnnCell(3, 2, options), cell('rnn')],
  [new nn.LstmCell(3, 2, options), cell('lstm')],
  [new nn.GruCell(3, 2, options), cell('gru')],
  [new nn.Rnn(3, 2, several), layer('rnn')],
  [new nn.Lstm(3, 2, several), layer('lstm')],
  [new nn.Gru(3, 2, several), layer('gru')],
  [
    new nn.MultiHeadAttention(4, 2, options),
    [
      (s) => nn.attentionFromPyTorch(nn.attentionToPyTorch(s)),
      (s) => nn.attentionFromKeras(nn.attentionToKeras(s, 2)),
    ],
  ],
]

it.each(rows.map(([made, ways]) => ({ made, name: String(made), ways })))(
  '$name comes back from PyTorch and from Keras',
  ({ made, ways }) => {
    const state = made.stateDict()
    for (const { data } of Object.values(state)) data.forEach((_, i) => (data[i] = options.rng.normal()))
    for (const way of ways) expect(way(state)).toEqual(state)
  },
)

it('There is a row for every layer with weights of its own', () => {
  const ofParts = ['Sequential', 'Residual', 'Parallel', 'TransformerBlock']
  const without = /Pool|Dropout|Flatten/
  const layers = Object.entries(nn)
    .filter(([, each]) => typeof each === 'function' && each.prototype instanceof nn.Module)
    .map(([name]) => name)
    .filter((name) => !without.test(name) && !ofParts.includes(name))
  expect(rows.map(([made]) => made.constructor.name).sort()).toEqual(layers.sort())
})

it('Slopes of Keras that differ from place to place are refused', () => {
  const alpha = { shape: [2, 3], data: new Float32Array(6) }
  expect(() => nn.preluFromKeras({ alpha })).toThrow(
    'preluFromKeras: alpha is (2, 3); it needs (features), or (1, …, features) as shared_axes give.',
  )
  expect(nn.preluToKeras({ slope: { shape: [3], data: new Float32Array(3) } }, 2).alpha.shape).toEqual([
    1, 1, 3,
  ])
})
