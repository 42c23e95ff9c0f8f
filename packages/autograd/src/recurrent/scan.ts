// A recurrence over a whole sequence as one op. Read `parts.ts` first, and the equations in `../kernels/cells.ts`; `back.ts` is next.
// Every step is a product with U and one fused kernel; the inputs of all steps have been multiplied before, in one product.
import { allocate, constant } from '../allocate.ts'
import { kernelsFor } from '../kernels/backend.ts'
import { mapAll } from '../kernels/bundle.ts'
import type { CellFormulas } from '../kernels/cells.ts'
import { apply, type ComposedOp } from '../op.ts'
import { tensors } from '../ops/elementwise.ts'
import { matmul } from '../ops/matmul.ts'
import { sum } from '../ops/sum.ts'
import { reshape, slice, transpose } from '../ops/view.ts'
import { recorded } from '../recording.ts'
import type { Tensor } from '../tensor.ts'
import { backAgain, backThroughTime, before } from './back.ts'
import { block, blocks, everywhere, maskAt, operands, order, type Scan } from './parts.ts'
import { sharing } from '../sharing.ts'

function forward(inputs: readonly Tensor[], scan: Scan): Tensor {
  const { cell } = scan
  const { p, weight, first, bias } = operands(inputs, scan)
  const [time, batch] = p.shape
  const [hidden, width] = weight.shape
  const { dtype } = p
  const k = kernelsFor(dtype)
  const y = allocate(dtype, [time, batch, cell.states * hidden])
  const u = allocate(dtype, [1, batch, width])
  const kept = allocate(dtype, [time, batch, cell.kept * hidden])
  const [zero, one] = [constant(0, [], dtype), constant(1, [], dtype)]
  const added = everywhere((bias ?? zero).view, batch, hidden, bias !== undefined)
  let state = first.map((each) => each.view)
  for (const t of order(time, scan)) {
    k.matmul(state[0], weight.view, { ...u.view, shape: [batch, width], stride: [width, 1] })
    const now = Array.from({ length: cell.states }, (_, s) => block(y.view, t, s, hidden))
    const gates = [...blocks(p, t, cell.gates, hidden), ...blocks(u, 0, cell.gates, hidden)]
    const x = [...gates, added, ...state, maskAt(scan, t, one, batch, hidden)]
    mapAll(k, cell.forward, x, [...now, ...blocks(kept, t, cell.kept, hidden)])
    state = now
  }
  scan.kept = kept
  return y
}

const back = sharing((dy: Tensor, inputs: readonly Tensor[], y: Tensor, scan: Scan) =>
  recorded() ? backAgain(dy, inputs, y, scan) : backThroughTime(dy, inputs, y, scan),
)
const rows = (x: Tensor): Tensor => reshape(x, [-1, x.shape[2]])
const byInput = back(({ dp }) => dp)
const byWeight = back(({ du }, inputs, y, scan) => {
  const h = before(0, operands(inputs, scan), y, scan)
  return matmul(transpose(rows(h)), rows(du))
})
const byBias = back(({ du }, inputs) => sum(slice(du, [null, null, [-inputs[1].shape[0]]]), { axis: [0, 1] }))

const scanOp: ComposedOp<Scan> = {
  name: 'recurrent',
  compose: forward,
  pullbacks: (index) =>
    index < 2
      ? [byInput, byWeight][index]
      : (dy, inputs, y, scan) =>
          index < 2 + scan.cell.states
            ? back(({ dfirst }) => dfirst[index - 2])(dy, inputs, y, scan)
            : byBias(dy, inputs, y, scan),
}

/**
 * The states of a cell after every step, side by side: (time, batch, states · hidden). Time comes first here, so that a step lies in one piece.
 *
 * @see Werbos 1990, "Backpropagation through time: what it does and how to do it"
 */
export const recurrent = (
  cell: CellFormulas,
  p: Tensor,
  weight: Tensor,
  bias: Tensor | undefined,
  first: readonly Tensor[],
  { reverse, mask }: Pick<Scan, 'reverse' | 'mask'>,
): Tensor =>
  apply(scanOp, [p, weight, ...first, ...(bias ? [bias] : [])], { cell, reverse, mask, kept: undefined })

/** The state after one step, (batch, hidden) each, from p = x W + b and u = h U, both (batch, gates · hidden). */
export function recurrentStep(
  cell: CellFormulas,
  p: Tensor,
  u: Tensor,
  bias: Tensor | undefined,
  state: readonly Tensor[],
): Tensor[] {
  const hidden = state[0].shape[1]
  const gates = (x: Tensor) =>
    Array.from({ length: cell.gates }, (_, k) => slice(x, [null, [k * hidden, (k + 1) * hidden]]))
  const found = cell.forward.formulas(tensors, ...gates(p), ...gates(u), bias ?? 0, ...state, 1)
  return found.slice(0, cell.states) as Tensor[]
}
