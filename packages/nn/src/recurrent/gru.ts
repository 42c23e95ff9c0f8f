// The gated recurrent unit: what LSTM does, with one state and three gates. Read `lstm.ts` first.
import { gru } from '@glissade/autograd/kernels'
import { Cell, type CellOptions } from './cell.ts'
import { Recurrent, type RecurrentOptions } from './layer.ts'
import type { CellKind } from './kind.ts'

const kind: CellKind = { gates: ['r', 'z', 'n'], states: ['h'], formulas: gru }

/**
 * One step of a gated recurrent unit, with the reset gate applied after the product, as cuDNN, PyTorch and Keras do.
 *
 *     r = σ(x Wᵣ + h Uᵣ + bᵣ)                    reset gate: how much of the past the candidate sees
 *     z = σ(x W_z + h U_z + b_z)                 update gate: how much stays
 *     n = tanh(x Wₙ + bₙ + r (h Uₙ + bᵤ))        candidate
 *     h ← (1 − z) n + z h                        x (batch, inputs)   h (batch, hidden)
 *
 * `weight` (inputs, 3 · hidden), `recurrentWeight` (hidden, 3 · hidden) and `bias` (3 · hidden) hold the gates side by side in the
 * order r z n, PyTorch's; Keras's is z r h, with h for n. `recurrentBias` (hidden) is bᵤ, the bias inside r (…); of the other
 * gates' two biases in PyTorch and Keras the sum is kept. The paper multiplies r and h before the product, and has (1 − z) and z
 * the other way round.
 *
 * @throws ShapeError unless x is (batch, inputs) and the state fits.
 * @see Cho et al. 2014, "Learning phrase representations using RNN encoder–decoder for statistical machine translation", section 2.3
 */
export class GruCell extends Cell<'h'> {
  constructor(inputs: number, hidden: number, options: CellOptions) {
    super('GruCell', kind, inputs, hidden, options)
  }
}

/**
 * GruCell over sequences, in layers, each fed with the outputs of the one before. Options and states are those of `Recurrent`;
 * the state is { h }.
 *
 *     x (batch, time, inputs)   →   (batch, time, hidden)
 *
 * @throws ShapeError unless x is (batch, time, inputs) and the state, the lengths and the mask fit.
 */
export class Gru extends Recurrent<'h'> {
  constructor(inputs: number, hidden: number, options: RecurrentOptions) {
    super('Gru', GruCell, inputs, hidden, options)
  }
}
