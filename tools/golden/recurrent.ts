// Recurrent cells and layers as ops of golden/ops@1. The file's weights are PyTorch's: (gates · hidden, inputs), with two biases.
import * as g from '../../packages/glissade/src/index.ts'
import type { Cell, FloatType, Module, Tensor } from '../../packages/glissade/src/index.ts'
import type { Inputs } from './ops.ts'

/** Puts the case's weights on a cell, so that gradients flow to them. */
function having(cell: Cell, { w_ih, w_hh, b_ih, b_hh }: Inputs): void {
  const { hidden } = cell
  const weights = { weight: g.transpose(w_ih), recurrentWeight: g.transpose(w_hh) }
  Object.assign(
    cell,
    weights,
    b_ih && b_hh ? biases(cell, b_ih, b_hh, hidden) : { bias: undefined, recurrentBias: undefined },
  )
}

/** Two biases as one; that of a GRU's candidate stays by itself. */
function biases(cell: Cell, outer: Tensor, inner: Tensor, hidden: number): Record<string, Tensor> {
  if (!(cell instanceof g.GruCell)) return { bias: g.add(outer, inner) }
  const [gates, candidate] = g.split(inner, [2 * hidden, hidden])
  return { bias: g.add(outer, g.pad(gates, [[0, hidden]])), recurrentBias: candidate }
}

type Settings = { readonly rng: g.Generator; readonly dtype: FloatType }
const settings = (x: Tensor): Settings => ({
  rng: g.generator(0),
  dtype: x.dtype === 'float64' ? 'float64' : 'float32',
})

const sizes = ({ w_ih, w_hh }: Inputs): [inputs: number, hidden: number] => [w_ih.shape[1], w_hh.shape[1]]

type CellClass = new (inputs: number, hidden: number, settings: Settings) => Cell & Module<never, unknown>

function stepOf(CellOf: CellClass, inputs: Inputs): Record<string, Tensor> {
  const { x, h0, c0 } = inputs
  const cell = new CellOf(...sizes(inputs), settings(x))
  having(cell, inputs)
  return cell.forward(x, c0 ? { h: h0, c: c0 } : { h: h0 })
}

/** Time comes first in the file, unless only the first axis can be the batch. */
function lstm(inputs: Inputs): Inputs {
  const { xs, h0, c0 } = inputs
  const batch = h0.shape[h0.rank - 2]
  const timeFirst = xs.shape[1] === batch
  const turned = (x: Tensor): Tensor => (timeFirst ? g.transpose(x, 0, 1) : x)
  const layer = new g.Lstm(...sizes(inputs), settings(xs))
  having(layer.cells[0], inputs)
  const [h, c] = [h0, c0].map((x) => g.reshape(x, [1, ...x.shape.slice(-2)]))
  const { output, state } = layer.run(turned(xs), { state: { h, c } })
  return { seq: turned(output), h: g.reshape(state.h, h0.shape), c: g.reshape(state.c, c0.shape) }
}

export const recurrent = {
  rnn_cell: (inputs: Inputs): Tensor => stepOf(g.RnnCell, inputs).h,
  lstm_cell: (inputs: Inputs): Inputs => stepOf(g.LstmCell, inputs),
  gru_cell: (inputs: Inputs): Inputs => stepOf(g.GruCell, inputs),
  lstm,
}
