// L-BFGS: Newton’s direction guessed from the last few steps. Read method.ts first, and strong-wolfe.ts for the
// form with a line search.

import { defineMethod } from '../method.ts'
import type { Problem } from '../method.ts'
import { add, dot, largest, scaled } from './vectors.ts'
import { strongWolfe } from './strong-wolfe.ts'

const hyper = {
  lr: 1,
  history: 10,
  iterations: 1,
  maxEval: 0,
  toleranceGradient: 1e-7,
  toleranceChange: 1e-9,
}

const parts = {
  hyper,
  ranges: {
    history: { atLeast: 1, whole: true },
    iterations: { atLeast: 1, whole: true },
    maxEval: { atLeast: 0, whole: true },
    toleranceGradient: { atLeast: 0 },
    toleranceChange: { atLeast: 0 },
  },
  slots: ['S', 'Y', 'rho', 'd', 'before'] as const,
  sizes: (n: number, { history }: typeof hyper) => ({
    S: history * n,
    Y: history * n,
    rho: history,
    d: n,
    before: n,
  }),
  memory: { iteration: 0, stored: 0, length: 0, scale: 1 },
}

type Vectors = Problem<(typeof parts.slots)[number], never>
type Now = typeof hyper & typeof parts.memory

/**
 * L-BFGS with a fixed step: the last `history` pairs s = Δx, y = Δg stand for the inverse Hessian.
 *
 *     q ← −g;     newest first:  αₖ = sₖᵀ q / yₖᵀ sₖ,   q ← q − αₖ yₖ
 *     d ← (sᵀ y / yᵀ y) q        with the newest pair
 *     oldest first:  d ← d + sₖ (αₖ − yₖᵀ d / yₖᵀ sₖ)
 *     x ← x + lr · d             the first step: min(1, 1/‖g‖₁) · lr
 *
 * For full batches: with a new batch each step the pairs compare different losses. A step makes up to `iterations` of these, and no other
 * once the loss was evaluated `maxEval` times, unless that is 0. As in PyTorch's LBFGS, whose max_eval is max_iter · 5/4 where it is not given.
 *
 * @see Nocedal & Wright 2006, "Numerical Optimization", Algorithms 7.4 and 7.5
 * @see Liu & Nocedal 1989, "On the limited memory BFGS method for large scale optimization"
 */
export const lbfgs = defineMethod({
  name: 'lbfgs',
  ...parts,
  solve: (problem, now) =>
    iterate(problem, now, ({ x, vectors, evaluate }, first, f, last) => {
      add(x, vectors.d, first)
      return { length: first, f: last ? f : evaluate() }
    }),
})

/**
 * L-BFGS with a line search: each step goes as far along d as the strong Wolfe conditions ask. With `maxEval` the search ends there too,
 * at the lowest point it knows; one that is below 26 may leave an iteration without a second try.
 *
 * @see Nocedal & Wright 2006, "Numerical Optimization", Algorithms 7.5, 3.5 and 3.6
 */
export const lbfgsWolfe = defineMethod({
  name: 'lbfgsWolfe',
  ...parts,
  solve: (problem, now) =>
    iterate(problem, now, ({ x, g, vectors: { d }, evaluate }, first, f, _, left) => {
      const [start, origin] = [x.slice(), { t: 0, f, slope: dot(g, d), g: g.slice() }]
      const to = (t: number) => {
        x.set(start)
        add(x, d, t)
      }
      const at = (t: number) => {
        to(t)
        return { t, f: evaluate(), slope: dot(g, d), g: g.slice() }
      }
      const found = strongWolfe(at, origin, first, largest(d), left)
      to(found.t)
      g.set(found.g)
      return { length: found.t, f: found.f }
    }),
})

/** How far a move went along d, and the loss there, whose gradient is in g. */
interface Move {
  readonly length: number
  readonly f: number
}

/** Up to `iterations` moves along d; of the last one of a step nobody asks for the loss. */
function iterate(
  given: Vectors,
  now: Now,
  move: (problem: Vectors, first: number, f: number, last: boolean, left?: number) => Move,
): typeof parts.memory {
  const { g, vectors } = given
  let evaluations = 0
  const problem = { ...given, evaluate: () => (evaluations++, given.evaluate()) }
  const converged = () => largest(g) <= now.toleranceGradient
  let { iteration, stored, length, scale } = now
  let f = problem.evaluate()
  for (let k = 1; k <= now.iterations && !converged(); k++) {
    if (iteration > 0) ({ stored, scale } = remember(given, { ...now, stored, length, scale }))
    iteration++
    vectors.d.set(direction(given, stored, scale))
    vectors.before.set(g)
    length = 0
    if (dot(g, vectors.d) > -now.toleranceChange) break
    const before = f
    const first = now.lr * (iteration === 1 ? caution(g) : 1)
    const left = now.maxEval > 0 ? now.maxEval - evaluations : undefined
    ;({ length, f } = move(problem, first, f, k === now.iterations, left))
    if (now.maxEval > 0 && evaluations >= now.maxEval) break
    if (Math.abs(f - before) < now.toleranceChange) break
    if (largest(vectors.d) * Math.abs(length) <= now.toleranceChange) break
  }
  return { iteration, stored, length, scale }
}

/** The first step goes along −g itself, whose length says nothing: min(1, 1/‖g‖₁). */
const caution = (g: Float64Array): number => Math.min(1, 1 / g.reduce((sum, each) => sum + Math.abs(each), 0))

/** Adds the pair of the last step, dropping the oldest of a full store; a pair that shows no curvature is left out. */
function remember(
  { g, vectors }: Vectors,
  { history, stored, length, scale }: Now,
): { stored: number; scale: number } {
  const n = g.length
  const { S, Y, rho, d, before } = vectors
  const y = g.map((each, i) => each - before[i])
  const s = scaled(d, length)
  const curvature = dot(y, s)
  if (!(curvature > 1e-10)) return { stored, scale }
  if (stored === history) {
    for (const [each, width] of [
      [S, n],
      [Y, n],
      [rho, 1],
    ] as const)
      each.copyWithin(0, width)
    stored--
  }
  S.set(s, stored * n)
  Y.set(y, stored * n)
  rho[stored] = 1 / curvature
  return { stored: stored + 1, scale: curvature / dot(y, y) }
}

/** The two loops: −H g for the inverse Hessian H that the stored pairs stand for. */
function direction({ g, vectors: { S, Y, rho } }: Vectors, stored: number, scale: number): Float64Array {
  const n = g.length
  const pair = (from: Float64Array, k: number) => from.subarray(k * n, (k + 1) * n)
  const alpha = new Float64Array(stored)
  const q = scaled(g, -1)
  for (let k = stored - 1; k >= 0; k--) {
    alpha[k] = dot(pair(S, k), q) * rho[k]
    add(q, pair(Y, k), -alpha[k])
  }
  const d = scaled(q, scale)
  for (let k = 0; k < stored; k++) add(d, pair(S, k), alpha[k] - dot(pair(Y, k), d) * rho[k])
  return d
}
