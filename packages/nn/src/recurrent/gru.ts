// The gated recurrent unit: what LSTM does, with one state and three gates. Read `lstm.ts` first.
import { add, concat, mul, sigmoid, sub, tanh } from '@glissade/autograd'
import { Cell, type CellOptions } from './cell.ts'
import { Recurrent, type RecurrentOptions } from './layer.ts'
import { backSigmoid, backTanh, gate, type Recurrence } from './recurrence.ts'

/** The equations of GruCell, and their derivatives. */
export const gru: Recurrence = {
  name: 'gru',
  gates: ['r', 'z', 'n'],
  states: ['h'],
  step(p, u, [h]) {
    const size = h.shape[1]
    const both = sigmoid(add(gate(p, size, 0, 2), gate(u, size, 0, 2)))
    const [r, z] = [gate(both, size, 0), gate(both, size, 1)]
    const remembered = gate(u, size, 2)
    const n = tanh(add(gate(p, size, 2), mul(r, remembered)))
    return { state: [add(n, mul(z, sub(h, n)))], kept: [r, z, n, remembered] }
  },
  back({ kept: [r, z, n, remembered] }, [h], [dh]) {
    const stays = mul(dh, z)
    const dn = backTanh(sub(dh, stays), n)
    const dz = backSigmoid(mul(dh, sub(h, n)), z)
    const dr = backSigmoid(mul(dn, remembered), r)
    return { p: concat([dr, dz, dn], 1), u: concat([dr, dz, mul(dn, r)], 1), state: [stays] }
  },
}

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
    super('GruCell', gru, inputs, hidden, options)
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
