// Weights of PyTorch and Keras: the same outputs as there, and back without a loss.
import { readFileSync } from 'node:fs'
import { tensor } from '@glissade/autograd'
import { generator } from '@glissade/random'
import { describe, expect, it } from 'vitest'
import {
  Gru,
  GruCell,
  Lstm,
  LstmCell,
  recurrentFromKeras,
  recurrentFromPyTorch,
  recurrentToKeras,
  recurrentToPyTorch,
  Rnn,
  RnnCell,
  type StateDict,
} from '../src/index.ts'

type File = Record<'rnn' | 'lstm' | 'gru', { entries: Record<string, [number[], number[]]>; y: number[] }>
const file = JSON.parse(readFileSync(new URL('golden/recurrent.json', import.meta.url), 'utf8')) as File
const options = { rng: generator(1), dtype: 'float64' as const }
const layers = { rnn: Rnn, lstm: Lstm, gru: Gru }
const cells = { rnn: RnnCell, lstm: LstmCell, gru: GruCell }
const kinds = ['rnn', 'lstm', 'gru'] as const
const entry = (shape: number[], data: number[]) => ({ shape, data: Float64Array.from(data) })
const x = [[[0.5, -1], [1.5, 0.25], [-0.75, 1]]] // prettier-ignore

/** What a state dict of PyTorch says of biases: only the sum counts, but for the candidate of a GRU. */
const rounded = (state: StateDict) =>
  Object.fromEntries(
    Object.entries(state).map(([name, { shape, data }]) => [
      name,
      [shape, Array.from(data, (v) => Number(v.toFixed(12)))],
    ]),
  )

describe.each(kinds)('%s', (kind) => {
  const { entries, y } = file[kind]
  const torch = Object.fromEntries(
    Object.entries(entries).map(([name, [shape, data]]) => [name, entry(shape, data)]),
  )

  it('gives the outputs that PyTorch 2.13 gives for its weights, both ways', () => {
    const layer = new layers[kind](2, 2, { ...options, bidirectional: true })
    layer.loadStateDict(recurrentFromPyTorch(kind, torch))
    const found = layer.forward(tensor(x, { dtype: 'float64' }))
    found.data.forEach((v, i) => expect(v).toBeCloseTo(y[i], 12))
    const back = recurrentToPyTorch(kind, layer.stateDict())
    expect(Object.keys(back).sort()).toEqual(Object.keys(torch).sort())
    expect(rounded(recurrentFromPyTorch(kind, back))).toEqual(rounded(layer.stateDict()))
  })

  it('goes to Keras and to the cells of PyTorch, and back, without a change', () => {
    const cell = new cells[kind](3, 2, { ...options, init: 'pytorch' })
    const state = cell.stateDict()
    expect(recurrentFromKeras(kind, recurrentToKeras(kind, state))).toEqual(state)
    expect(recurrentFromPyTorch(kind, recurrentToPyTorch(kind, state))).toEqual(state)
    const bare = new cells[kind](3, 2, { ...options, bias: false }).stateDict()
    expect(recurrentFromKeras(kind, recurrentToKeras(kind, bare))).toEqual(bare)
    expect(recurrentFromPyTorch(kind, recurrentToPyTorch(kind, bare))).toEqual(bare)
  })
})
