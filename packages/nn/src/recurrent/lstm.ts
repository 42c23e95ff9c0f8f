// Long short-term memory: a cell that keeps what its gates let it keep. Read `kind.ts` first.
import { lstm } from '@glissade/autograd/kernels'
import { Cell, type CellOptions } from './cell.ts'
import { Recurrent, type RecurrentOptions } from './layer.ts'
import type { CellKind } from './kind.ts'

const kind: CellKind = { gates: ['i', 'f', 'g', 'o'], states: ['h', 'c'], formulas: lstm }

/** What LstmCell and Lstm may be told besides. */
export interface LstmOptions {
  /** What the biases of the forget gates start at: 1 unless said, so that a new network remembers. */
  readonly forgetBias?: number
}

/**
 * One step of long short-term memory with a forget gate, without peepholes.
 *
 *     i = σ(x Wᵢ + h Uᵢ + bᵢ)          input gate: how much is written       x (batch, inputs)
 *     f = σ(x W_f + h U_f + b_f)       forget gate: how much stays           h, c (batch, hidden)
 *     g = tanh(x W_g + h U_g + b_g)    candidate
 *     o = σ(x Wₒ + h Uₒ + bₒ)          output gate: how much is shown
 *     c ← f c + i g
 *     h ← o tanh c
 *
 * `weight` (inputs, 4 · hidden), `recurrentWeight` (hidden, 4 · hidden) and `bias` (4 · hidden) hold the gates side by side in
 * the order i f g o, PyTorch's; Keras's is i f c o, with c for g. PyTorch's two biases are one here, their sum.
 *
 * @throws ShapeError unless x is (batch, inputs) and the state fits.
 * @see Hochreiter & Schmidhuber 1997, "Long short-term memory"
 * @see Gers, Schmidhuber & Cummins 2000, "Learning to forget: continual prediction with LSTM", which adds f
 * @see Jozefowicz, Zaremba & Sutskever 2015, "An empirical exploration of recurrent network architectures", for b_f = 1
 */
export class LstmCell extends Cell<'h' | 'c'> {
  constructor(inputs: number, hidden: number, options: CellOptions & LstmOptions) {
    super('LstmCell', kind, inputs, hidden, options, ['forgetBias'])
  }
}

/**
 * LstmCell over sequences, in layers, each fed with the outputs of the one before. Options and states are those of `Recurrent`;
 * the state is { h, c }.
 *
 *     x (batch, time, inputs)   →   (batch, time, hidden)
 *
 * @throws ShapeError unless x is (batch, time, inputs) and the state, the lengths and the mask fit.
 */
export class Lstm extends Recurrent<'h' | 'c'> {
  constructor(inputs: number, hidden: number, options: RecurrentOptions & LstmOptions) {
    super('Lstm', LstmCell, inputs, hidden, options, ['forgetBias'])
  }
}
