// A recurrence over a whole sequence as one op: forward in time, and back through time. Read `recurrence.ts` first.
// At first order the way back uses what the steps kept; where it is recorded itself, the steps are computed again with ops.
import {
  add,
  concat,
  defineOp,
  expandDims,
  matmul,
  mul,
  reshape,
  slice,
  stack,
  sub,
  sum,
  transpose,
  where,
  type Tensor,
} from '@glissade/autograd'
import { sharing } from './sharing.ts'
import type { Recurrence, Step } from './recurrence.ts'

export interface Scan {
  /** From the last step to the first. */
  readonly reverse: boolean
  /** 1 for a step, 0 for padding, which leaves the state as it is; (batch, time). */
  readonly mask: Tensor | undefined
}

interface Attrs extends Scan {
  readonly kept: Step[]
}

const at = (x: Tensor, t: number): Tensor => slice(x, [null, t])
const maskAt = ({ mask }: Scan, t: number): Tensor | undefined => mask && slice(mask, [null, [t, t + 1]])

/** The steps in the order in which they are run. */
const order = (time: number, { reverse }: Scan): number[] =>
  Array.from({ length: time }, (_, k) => (reverse ? time - 1 - k : k))

export type ScanOp = (
  p: Tensor,
  weight: Tensor,
  bias: Tensor | undefined,
  first: readonly Tensor[],
  scan: Scan,
) => Tensor

/**
 * The states of all steps side by side, (batch, time, states · hidden), from p = x W + b (batch, time, gates · hidden), the
 * recurrent weight U (hidden, gates · hidden), its bias and the first state. Every step of p has been computed in one product.
 */
export function scanOf(recurrence: Recurrence): ScanOp {
  const count = recurrence.states.length
  const operands = ([p, weight, ...rest]: readonly Tensor[]) => ({
    p,
    weight,
    first: rest.slice(0, count),
    bias: rest.at(count),
  })
  type Operands = ReturnType<typeof operands>

  const step = ({ p, weight, bias }: Operands, t: number, state: readonly Tensor[]): Step => {
    const product = matmul(state[0], weight)
    return recurrence.step(at(p, t), bias ? add(product, bias) : product, state)
  }

  function forward(inputs: readonly Tensor[], attrs: Attrs): Tensor {
    const given = operands(inputs)
    let state = given.first
    const states: Tensor[][] = state.map(() => [])
    for (const t of order(given.p.shape[1], attrs)) {
      const [next, m] = [step(given, t, state), maskAt(attrs, t)]
      attrs.kept[t] = next
      const old = state
      state = m ? next.state.map((each, k) => where(m, each, old[k])) : [...next.state]
      state.forEach((each, k) => (states[k][t] = each))
    }
    const along = states.map((each) => stack(each, 1))
    return count === 1 ? along[0] : concat(along, 2)
  }

  /** The state before each step, one tensor (batch, time, hidden) for each part of it. */
  function before({ first }: Operands, y: Tensor, { reverse }: Scan): Tensor[] {
    const size = first[0].shape[1]
    return first.map((each, k) => {
      const inner = slice(y, [null, reverse ? [1] : [0, -1], [k * size, (k + 1) * size]])
      const start = expandDims(each, 1)
      return concat(reverse ? [inner, start] : [start, inner], 1)
    })
  }

  /** Back through time, newest step first. */
  function back(dy: Tensor, inputs: readonly Tensor[], y: Tensor, attrs: Attrs, recorded: boolean) {
    const given = operands(inputs)
    const { p, weight, first } = given
    const past = before(given, y, attrs)
    const size = first[0].shape[1]
    const turned = transpose(weight)
    const [dp, du]: [Tensor[], Tensor[]] = [[], []]
    let dstate: (Tensor | undefined)[] = first.map(() => undefined)
    for (const t of order(p.shape[1], attrs).reverse()) {
      const state = past.map((each) => at(each, t))
      const all = dstate.map((each, k) => {
        const own = slice(dy, [null, t, [k * size, (k + 1) * size]])
        return each ? add(each, own) : own
      })
      const m = maskAt(attrs, t)
      const after = recorded ? step(given, t, state) : attrs.kept[t]
      const found = recurrence.back(after, state, m ? all.map((each) => mul(each, m)) : all)
      dp[t] = found.p
      du[t] = found.u
      const held = m ? all.map((each) => mul(each, sub(1, m))) : all.map(() => undefined)
      dstate = found.state.map((each, k) =>
        total([k === 0 ? matmul(found.u, turned) : undefined, each, held[k]]),
      )
    }
    const stacked = stack(dp, 1)
    return {
      dp: stacked,
      du: dp.every((each, t) => each === du[t]) ? stacked : stack(du, 1),
      dstate,
      h: past[0],
    }
  }

  const shared = sharing(back)
  const op = defineOp<Attrs>({
    name: recurrence.name,
    compose: forward,
    pullbacks: (index) =>
      index === 0
        ? shared(({ dp }) => dp)
        : index === 1
          ? shared(({ h, du }) => matmul(transpose(rows(h)), rows(du)))
          : index < 2 + count
            ? shared(({ dstate }) => dstate[index - 2] as Tensor)
            : shared(({ du }) => sum(du, { axis: [0, 1] })),
  })
  return (p, weight, bias, first, scan) =>
    op([p, weight, ...first, ...(bias ? [bias] : [])], { ...scan, kept: [] })
}

const rows = (x: Tensor): Tensor => reshape(x, [-1, x.shape[2]])

const total = (terms: readonly (Tensor | undefined)[]): Tensor | undefined =>
  terms.reduce((sum, term) => (sum && term ? add(sum, term) : (sum ?? term)), undefined)
