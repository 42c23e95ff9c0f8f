// What the way forward and the way back of a recurrence have in common: operands by name, and views of single steps.
import type { CellFormulas } from '../kernels/cells.ts'
import type { Tensor } from '../tensor.ts'
import type { Shared } from '../sharing.ts'
import type { Swept } from './back.ts'
import type { View } from '../view.ts'

/** What a recurrence goes over, and how. */
export interface Scan extends Shared<Swept> {
  readonly cell: CellFormulas
  /** From the last step to the first. */
  readonly reverse: boolean
  /** 1 for a step, 0 for padding, which leaves the state as it is; (time, batch). */
  readonly mask: Tensor | undefined
  /** All steps' gates and what else the way back wants, (time, batch, kept · hidden): written on the way forward. */
  kept: Tensor | undefined
}

export interface Operands {
  /** x W + b of all steps, (time, batch, gates · hidden). */
  readonly p: Tensor
  /** U, (hidden, gates · hidden). */
  readonly weight: Tensor
  /** (batch, hidden) each, h first. */
  readonly first: readonly Tensor[]
  /** What is added to the last gate's h U, (hidden), of a GRU. */
  readonly bias: Tensor | undefined
}

export const operands = (inputs: readonly Tensor[], { cell }: Scan): Operands => ({
  p: inputs[0],
  weight: inputs[1],
  first: inputs.slice(2, 2 + cell.states),
  bias: inputs.at(2 + cell.states),
})

/** The steps in the order in which they are run. */
export const order = (time: number, { reverse }: Scan): number[] =>
  Array.from({ length: time }, (_, k) => (reverse ? time - 1 - k : k))

/** Block k of columns of step t: (batch, hidden) of (time, batch, blocks · hidden). */
export const block = ({ data, shape, stride, offset }: View, t: number, k: number, hidden: number): View => ({
  data,
  shape: [shape[1], hidden],
  stride: [stride[1], stride[2]],
  offset: offset + t * stride[0] + k * hidden * stride[2],
})

/** All blocks of step t. */
export const blocks = (x: Tensor, t: number, count: number, hidden: number): View[] =>
  Array.from({ length: count }, (_, k) => block(x.view, t, k, hidden))

/** One row, or one number, for every row of a batch. */
export const everywhere = (
  { data, stride, offset }: View,
  batch: number,
  hidden: number,
  row: boolean,
): View => ({
  data,
  shape: [batch, hidden],
  stride: [0, row ? stride[0] : 0],
  offset,
})

/** Step t's mask, (batch, hidden); ones where there is none. */
export function maskAt({ mask }: Scan, t: number, one: Tensor, batch: number, hidden: number): View {
  if (!mask) return everywhere(one.view, batch, hidden, false)
  const { data, stride, offset } = mask.view
  return { data, shape: [batch, hidden], stride: [stride[1], 0], offset: offset + t * stride[0] }
}
