// The steps of recurrent cells, and their way back: equations of the package nn, here so that they have all readings of a formula.
// Read `bundle.ts` first. m is 1 for a step and 0 for padding, which leaves the state alone.
import type { Bundle } from './bundle.ts'

/**
 * A cell's two bundles. G gates, S parts of the state, K kept numbers:
 *
 *     forward (p₁ … p_G, u₁ … u_G, bias, state₁ … state_S, m)                 → state₁ … state_S, kept₁ … kept_K
 *     back    (ȳ₁ … ȳ_S, r, held₁ … held_S, m, kept₁ … kept_K, state₁ … state_S) → p̄₁ … p̄_G, [ū₁ … ū_G,] held₁ … held_S
 *
 * p = x W + b, u = h U, and `bias` what a GRU adds to its last u. ȳ is the adjoint of the new state from outside, r what comes to h
 * from the next step through u, and `held` what comes to the state past the gates. A cell that only ever adds u to p has one adjoint
 * for both, and gives it once.
 */
export interface CellFormulas {
  /** Whether ū differs from p̄. */
  readonly apart: boolean
  readonly gates: number
  readonly states: number
  readonly kept: number
  readonly forward: Bundle
  readonly back: Bundle
}

type Formulas = Bundle['formulas']

const cell = (
  name: string,
  { apart, gates, states, kept }: Pick<CellFormulas, 'apart' | 'gates' | 'states' | 'kept'>,
  forward: Formulas,
  back: Formulas,
): CellFormulas => ({
  apart,
  gates,
  states,
  kept,
  forward: {
    name: `${name}Forward`,
    inputs: 2 * gates + states + 2,
    outputs: states + kept,
    formulas: forward,
  },
  back: {
    name: `${name}Back`,
    inputs: 3 * states + kept + 2,
    outputs: (apart ? 2 : 1) * gates + states,
    formulas: back,
  },
})

/** h ← tanh(p + u) */
export const rnnTanh: CellFormulas = cell(
  'rnnTanh',
  { apart: false, gates: 1, states: 1, kept: 1 },
  ({ add, tanh, where }, p, u, _bias, h, m) => {
    const next = tanh(add(p, u))
    return [where(m, next, h), next]
  },
  ({ add, mul, sub, square, where }, dy, r, held, m, next) => {
    const dh = add(add(dy, r), held)
    const dz = mul(where(m, dh, 0), sub(1, square(next)))
    return [dz, where(m, 0, dh)]
  },
)

/** h ← max(p + u, 0) */
export const rnnRelu: CellFormulas = cell(
  'rnnRelu',
  { apart: false, gates: 1, states: 1, kept: 1 },
  ({ add, maximum, where }, p, u, _bias, h, m) => {
    const next = maximum(add(p, u), 0)
    return [where(m, next, h), next]
  },
  ({ add, mul, greater, where }, dy, r, held, m, next) => {
    const dh = add(add(dy, r), held)
    const dz = mul(where(m, dh, 0), greater(next, 0))
    return [dz, where(m, 0, dh)]
  },
)

/** i, f, o = σ(p + u)   g = tanh(p + u)   c ← f c + i g   h ← o tanh c */
export const lstm: CellFormulas = cell(
  'lstm',
  { apart: false, gates: 4, states: 2, kept: 5 },
  ({ add, mul, sigmoid, tanh, where }, pi, pf, pg, po, ui, uf, ug, uo, _bias, h, c, m) => {
    const [i, f, o] = [sigmoid(add(pi, ui)), sigmoid(add(pf, uf)), sigmoid(add(po, uo))]
    const g = tanh(add(pg, ug))
    const next = add(mul(f, c), mul(i, g))
    const squashed = tanh(next)
    return [where(m, mul(o, squashed), h), where(m, next, c), i, f, g, o, squashed]
  },
  ({ add, mul, sub, square, where }, dyh, dyc, r, heldH, heldC, m, i, f, g, o, squashed, _h, c) => {
    const [dh, dnext] = [add(add(dyh, r), heldH), add(dyc, heldC)]
    const shown = where(m, dh, 0)
    const dc = add(where(m, dnext, 0), mul(mul(shown, o), sub(1, square(squashed))))
    const di = mul(mul(dc, g), mul(i, sub(1, i)))
    const df = mul(mul(dc, c), mul(f, sub(1, f)))
    const dg = mul(mul(dc, i), sub(1, square(g)))
    const dO = mul(mul(shown, squashed), mul(o, sub(1, o)))
    return [di, df, dg, dO, where(m, 0, dh), where(m, mul(dc, f), dnext)]
  },
)

/** r, z = σ(p + u)   n = tanh(p + r (u + bias))   h ← n + z (h − n) */
export const gru: CellFormulas = cell(
  'gru',
  { apart: true, gates: 3, states: 1, kept: 4 },
  ({ add, mul, sub, sigmoid, tanh, where }, pr, pz, pn, ur, uz, un, bias, h, m) => {
    const [r, z] = [sigmoid(add(pr, ur)), sigmoid(add(pz, uz))]
    const remembered = add(un, bias)
    const n = tanh(add(pn, mul(r, remembered)))
    return [where(m, add(n, mul(z, sub(h, n))), h), r, z, n, remembered]
  },
  ({ add, mul, sub, square, where }, dy, back, held, m, r, z, n, remembered, h) => {
    const dh = add(add(dy, back), held)
    const moved = where(m, dh, 0)
    const stays = mul(moved, z)
    const dn = mul(sub(moved, stays), sub(1, square(n)))
    const dz = mul(mul(moved, sub(h, n)), mul(z, sub(1, z)))
    const dr = mul(mul(dn, remembered), mul(r, sub(1, r)))
    return [dr, dz, dn, dr, dz, mul(dn, r), where(m, stays, dh)]
  },
)
