// Back through time: at first order with what the steps kept, a product and a fused kernel each; where the way back is itself
// recorded, with ops, and the gates computed again. Read `scan.ts` first.
import { allocate, constant } from '../allocate.ts'
import { kernelsFor } from '../kernels/backend.ts'
import { mapAll } from '../kernels/bundle.ts'
import type { Operand } from '../kernels/algebra.ts'
import { add } from '../ops/arithmetic.ts'
import { tensors } from '../ops/elementwise.ts'
import { concat, stack } from '../ops/join.ts'
import { matmul } from '../ops/matmul.ts'
import { expandDims, slice, transpose } from '../ops/view.ts'
import type { Tensor } from '../tensor.ts'
import type { View } from '../view.ts'
import { blocks, everywhere, maskAt, operands, order, type Operands, type Scan } from './parts.ts'

export interface Swept {
  readonly dp: Tensor
  readonly du: Tensor
  /** Of the first state. */
  readonly dfirst: readonly Tensor[]
}

/** Part s of the state before each step, (time, batch, hidden). */
export function before(s: number, { first }: Operands, y: Tensor, { reverse }: Scan): Tensor {
  const [, hidden] = first[s].shape
  const start = expandDims(first[s], 0)
  if (y.shape[0] === 1) return start
  const inner = slice(y, [reverse ? [1] : [0, -1], null, [s * hidden, (s + 1) * hidden]])
  return concat(reverse ? [inner, start] : [start, inner], 0)
}

/** The state before step t, where it lies. */
function stateAt(t: number, { first }: Operands, y: Tensor, { cell, reverse }: Scan): View[] {
  const [, hidden] = first[0].shape
  const last = reverse ? t + 1 : t - 1
  return y.shape[0] > last && last >= 0
    ? blocks(y, last, cell.states, hidden)
    : first.map((each) => each.view)
}

export function backThroughTime(dy: Tensor, inputs: readonly Tensor[], y: Tensor, scan: Scan): Swept {
  const { cell } = scan
  const given = operands(inputs, scan)
  const [time, batch, width] = given.p.shape
  const [hidden] = given.weight.shape
  const { dtype } = y
  const k = kernelsFor(dtype)
  const dp = allocate(dtype, [time, batch, width])
  const du = cell.apart ? allocate(dtype, [time, batch, width]) : dp
  const [zero, one] = [constant(0, [], dtype), constant(1, [], dtype)]
  const nothing = everywhere(zero.view, batch, hidden, false)
  const r = allocate(dtype, [batch, hidden])
  const held = [0, 1].map(() => allocate(dtype, [1, batch, cell.states * hidden]))
  const turned = transpose(given.weight).view
  let back = nothing
  let passed = Array.from({ length: cell.states }, () => nothing)
  for (const [i, t] of order(time, scan).reverse().entries()) {
    const outside = [
      ...blocks(dy, t, cell.states, hidden),
      back,
      ...passed,
      maskAt(scan, t, one, batch, hidden),
    ]
    const kept = blocks(scan.kept!, t, cell.kept, hidden)
    const states = stateAt(t, given, y, scan)
    passed = blocks(held[i % 2], 0, cell.states, hidden)
    const gates = (cell.apart ? [dp, du] : [dp]).flatMap((each) => blocks(each, t, cell.gates, hidden))
    mapAll(k, cell.back, [...outside, ...kept, ...states], [...gates, ...passed])
    const [row] = blocks(du, t, 1, width)
    k.matmul(row, turned, r.view)
    back = r.view
  }
  const left = held[(time - 1) % 2]
  const part = (s: number): Tensor => slice(left, [0, null, [s * hidden, (s + 1) * hidden]])
  const dfirst = given.first.map((_, s) => (s === 0 ? add(r, part(0)) : part(s)))
  return { dp, du, dfirst }
}

/** The same with ops alone, so that it can be derived again. */
export function backAgain(dy: Tensor, inputs: readonly Tensor[], y: Tensor, scan: Scan): Swept {
  const { cell, mask } = scan
  const given = operands(inputs, scan)
  const { p, weight, bias } = given
  const [hidden] = weight.shape
  const past = given.first.map((_, s) => before(s, given, y, scan))
  const cut = (x: Tensor, t: number, count: number): Tensor[] =>
    Array.from({ length: count }, (_, k) => slice(x, [t, null, [k * hidden, (k + 1) * hidden]]))
  const [dp, du]: [Tensor[], Tensor[]] = [[], []]
  let r: Operand<Tensor> = 0
  let held: Operand<Tensor>[] = past.map(() => 0)
  for (const t of order(p.shape[0], scan).reverse()) {
    const state = past.map((each) => slice(each, [t]))
    const m = mask ? expandDims(slice(mask, [t]), 1) : 1
    const u = expandDims(matmul(state[0], weight), 0)
    const gates = [...cut(p, t, cell.gates), ...cut(u, 0, cell.gates)]
    const kept = cell.forward.formulas(tensors, ...gates, bias ?? 0, ...state, m).slice(cell.states)
    const outside = [...cut(dy, t, cell.states), r, ...held, m]
    const found = cell.back.formulas(tensors, ...outside, ...kept, ...state) as Tensor[]
    dp[t] = concat(found.slice(0, cell.gates), 1)
    du[t] = cell.apart ? concat(found.slice(cell.gates, 2 * cell.gates), 1) : dp[t]
    held = found.slice(-cell.states)
    r = matmul(du[t], transpose(weight))
  }
  const dfirst = held.map((each, s) => (s === 0 ? tensors.add(each, r) : each)) as Tensor[]
  const all = stack(dp, 0)
  return { dp: all, du: cell.apart ? stack(du, 0) : all, dfirst }
}
