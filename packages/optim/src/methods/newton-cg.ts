// Newton's direction without the Hessian: products with vectors are enough. Read newton.ts first.

import { defineMethod } from '../method.ts'
import { add, dot, scaled } from './vectors.ts'

/**
 * Newton–CG: solves H d = −g by conjugate gradients, stops at negative curvature, and backtracks along d.
 *
 *     while ‖r‖ > min(½, √‖g‖) ‖g‖:   α = rᵀr / pᵀHp,   d ← d + α p,   r ← r − α H p,   p ← r + (rᵀr new / old) p
 *     w ← w + lr · ½ᵏ d               the first k with  f(w + …) ≤ f(w) + 10⁻⁴ lr ½ᵏ gᵀd
 *
 * Memory is a few vectors; `hvp` is asked at most `inner` times a step.
 *
 * @see Nocedal & Wright 2006, "Numerical Optimization", Algorithm 7.1
 * @see Martens 2010, "Deep learning via Hessian-free optimization"
 */
export const newtonCG = defineMethod({
  name: 'newtonCG',
  hyper: { lr: 1, damping: 0, inner: 50, backtracks: 30 },
  ranges: {
    lr: { above: 0 },
    damping: { atLeast: 0 },
    inner: { atLeast: 1, whole: true },
    backtracks: { atLeast: 0, whole: true },
  },
  slots: [],
  needs: ['hvp'],
  sizes: () => ({}),
  solve({ x, g, products, evaluate }, { lr, damping, inner, backtracks }) {
    const f = evaluate()
    const d = conjugateGradients(g, damping, inner, products.hvp)
    const [start, slope] = [x.slice(), dot(g, d)]
    let length = lr
    for (let k = 0; k <= backtracks; k++) {
      x.set(start)
      add(x, d, length)
      if (k === backtracks || evaluate() <= f + 1e-4 * length * slope) break
      length /= 2
    }
    return {}
  },
})

/** The solution of (H + damping I) d = −g, as far as it is worth the products. */
function conjugateGradients(
  g: Float64Array,
  damping: number,
  inner: number,
  hvp: (v: Float64Array) => Float64Array,
): Float64Array {
  const d = new Float64Array(g.length)
  const r = scaled(g, -1)
  const p = r.slice()
  let rr = dot(r, r)
  const size = Math.sqrt(rr)
  const enough = Math.min(0.5, Math.sqrt(size)) * size
  for (let k = 0; k < inner && Math.sqrt(rr) > enough; k++) {
    const Hp = hvp(p)
    add(Hp, p, damping)
    const curvature = dot(p, Hp)
    if (!(curvature > 0)) return k === 0 ? r : d
    const alpha = rr / curvature
    add(d, p, alpha)
    add(r, Hp, -alpha)
    const fresh = dot(r, r)
    for (let i = 0; i < p.length; i++) p[i] = r[i] + (fresh / rr) * p[i]
    rr = fresh
  }
  return d
}
