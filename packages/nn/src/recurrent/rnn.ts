// The simple recurrent network. Read `kind.ts` first.
import { ValueError } from '@glissade/autograd'
import { rnnRelu, rnnTanh } from '@glissade/autograd/kernels'
import { Cell, type CellOptions } from './cell.ts'
import { Recurrent, type RecurrentOptions } from './layer.ts'
import type { CellKind } from './kind.ts'

/** What RnnCell and Rnn may be told besides. */
export interface RnnOptions {
  /** tanh unless said. */
  readonly activation?: 'tanh' | 'relu'
}

const formulas = { tanh: rnnTanh, relu: rnnRelu }
const kind = (activation: keyof typeof formulas): CellKind => ({
  gates: ['h'],
  states: ['h'],
  formulas: formulas[activation],
})

function activationOf({ activation = 'tanh' }: RnnOptions): keyof typeof formulas {
  if (Object.hasOwn(formulas, activation)) return activation
  throw new ValueError(`RnnCell: activation is '${String(activation)}'; it needs 'tanh' or 'relu'.`)
}

/**
 * One step of a simple recurrent network.
 *
 *     h ← tanh(x W + h U + b)          x (batch, inputs)   h (batch, hidden)
 *
 * `weight` W (inputs, hidden), `recurrentWeight` U (hidden, hidden), `bias` b (hidden); PyTorch's two biases are one here, their
 * sum. Over many steps its gradient vanishes or explodes with the powers of U: LSTM and GRU were made against that.
 *
 * @throws ShapeError unless x is (batch, inputs) and the state fits.
 * @see Elman 1990, "Finding structure in time"
 * @see Bengio, Simard & Frasconi 1994, "Learning long-term dependencies with gradient descent is difficult"
 */
export class RnnCell extends Cell<'h'> {
  constructor(inputs: number, hidden: number, options: CellOptions & RnnOptions) {
    super('RnnCell', kind(activationOf(options ?? {})), inputs, hidden, options, ['activation'])
  }
}

/**
 * RnnCell over sequences, in layers, each fed with the outputs of the one before. Options and states are those of `Recurrent`;
 * the state is { h }.
 *
 *     x (batch, time, inputs)   →   (batch, time, hidden)
 *
 * @throws ShapeError unless x is (batch, time, inputs) and the state, the lengths and the mask fit.
 */
export class Rnn extends Recurrent<'h'> {
  constructor(inputs: number, hidden: number, options: RecurrentOptions & RnnOptions) {
    super('Rnn', RnnCell, inputs, hidden, options, ['activation'])
  }
}
