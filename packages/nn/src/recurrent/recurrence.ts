// What makes one kind of recurrent layer: a step forward, and the same step backward. Read `lstm.ts` for the best known.
// `scan.ts` runs steps over a sequence; `cell.ts` runs one.
import { elementwise, slice, type Tensor } from '@glissade/autograd'

/** The state after a step, h first, and what the way back wants to know of it. */
export interface Step {
  readonly state: readonly Tensor[]
  readonly kept: readonly Tensor[]
}

/** Adjoints of what went into a step; of the state, what does not come through u. */
export interface Adjoints {
  readonly p: Tensor
  readonly u: Tensor
  readonly state: readonly (Tensor | undefined)[]
}

/**
 * A step of a batch, from p = x W + b and u = h U (+ bᵤ), both (batch, gates · hidden), and the state, (batch, hidden) each.
 */
export interface Recurrence {
  readonly name: 'rnn' | 'lstm' | 'gru'
  /** In the order of their blocks of columns. */
  readonly gates: readonly string[]
  readonly states: readonly ('h' | 'c')[]
  step(p: Tensor, u: Tensor, state: readonly Tensor[]): Step
  /** The pullback of `step`, for adjoints of the new state. */
  back(after: Step, before: readonly Tensor[], dstate: readonly Tensor[]): Adjoints
}

/** Columns [from · hidden, to · hidden) of a row of gates. */
export function gate(z: Tensor, hidden: number, from: number, to = from + 1): Tensor {
  return slice(z, [null, [from * hidden, to * hidden]])
}

const throughSigmoid = elementwise('throughSigmoid', {
  f: ({ mul, sub }, d, y) => mul(d, mul(y, sub(1, y))),
  d: [({ mul, sub }, _d, y) => mul(y, sub(1, y)), ({ mul, sub }, d, y) => mul(d, sub(1, mul(2, y)))],
})
const throughTanh = elementwise('throughTanh', {
  f: ({ mul, sub, square }, d, y) => mul(d, sub(1, square(y))),
  d: [({ sub, square }, _d, y) => sub(1, square(y)), ({ mul }, d, y) => mul(d, mul(-2, y))],
})

/** z̄ = ȳ y (1 − y) for y = σ(z). */
export const backSigmoid = (dy: Tensor, y: Tensor): Tensor => throughSigmoid([dy, y])
/** z̄ = ȳ (1 − y²) for y = tanh z. */
export const backTanh = (dy: Tensor, y: Tensor): Tensor => throughTanh([dy, y])
