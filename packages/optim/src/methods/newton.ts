// Newton's method and two that mend it, for models of up to some hundred weights: each holds an n × n matrix.

import { defineMethod } from '../method.ts'
import { applied, eigen } from './eigen.ts'
import { solveLinear } from './solve-linear.ts'
import { add, matrixOf } from './vectors.ts'

const hyper = { lr: 1, damping: 0 }
const ranges = { damping: { atLeast: 0 } }

/** (M + damping I)⁻¹ g. */
function inverse(where: string, M: Float64Array, g: Float64Array, damping: number): Float64Array {
  for (let i = 0; i < g.length; i++) M[i * g.length + i] += damping
  return solveLinear(where, M, g.slice())
}

/**
 * Newton's method: jumps to where the quadratic model of the loss is stationary, be it a minimum, a saddle or a top.
 *
 *     w ← w − lr · (H + damping I)⁻¹ g        H v = hvp(v)
 *
 * `hvp` gives the Hessian's product with a vector over all weights, at the weights as they stand; n of them a step.
 *
 * @see Nocedal & Wright 2006, "Numerical Optimization", section 3.3
 */
export const newton = defineMethod({
  name: 'newton',
  hyper,
  ranges,
  slots: [],
  scratch: ['H'],
  needs: ['hvp'],
  sizes: (n) => ({ H: n * n }),
  solve({ x, g, vectors: { H }, products, evaluate }, { lr, damping }) {
    evaluate()
    matrixOf(products.hvp, H, x.length)
    add(x, inverse('newton', H, g, damping), -lr)
    return {}
  },
})

/**
 * Saddle-free Newton: along a direction of negative curvature it walks down where Newton's method would walk up.
 *
 *     w ← w − lr · (|H| + damping I)⁻¹ g       |H| has H's eigenvectors and the sizes of its eigenvalues
 *
 * Directions of no curvature at all and no damping are left out.
 *
 * @see Dauphin et al. 2014, "Identifying and attacking the saddle point problem in high-dimensional non-convex
 *   optimization", Algorithm 1, here with the whole Hessian, https://arxiv.org/abs/1406.2572
 */
export const saddleFreeNewton = defineMethod({
  name: 'saddleFreeNewton',
  hyper,
  ranges,
  slots: [],
  scratch: ['H'],
  needs: ['hvp'],
  sizes: (n) => ({ H: n * n }),
  solve({ x, g, vectors: { H }, products, evaluate }, { lr, damping }) {
    evaluate()
    matrixOf(products.hvp, H, x.length)
    const size = (value: number) => Math.abs(value) + damping
    add(
      x,
      applied(eigen(H, x.length), (value) => (size(value) > 0 ? 1 / size(value) : 0), g),
      -lr,
    )
    return {}
  },
})

/**
 * Gauss–Newton, with damping Levenberg's method: curvature from first derivatives alone, never negative.
 *
 *     w ← w − lr · (G + damping I)⁻¹ g        G v = gnvp(v) = Jᵀ J v for the loss ½ ‖r‖², J = ∂r/∂w
 *
 * @see Nocedal & Wright 2006, "Numerical Optimization", section 10.3
 * @see Levenberg 1944, "A method for the solution of certain non-linear problems in least squares"
 */
export const gaussNewton = defineMethod({
  name: 'gaussNewton',
  hyper,
  ranges,
  slots: [],
  scratch: ['G'],
  needs: ['gnvp'],
  sizes: (n) => ({ G: n * n }),
  solve({ x, g, vectors: { G }, products, evaluate }, { lr, damping }) {
    evaluate()
    matrixOf(products.gnvp, G, x.length)
    add(x, inverse('gaussNewton', G, g, damping), -lr)
    return {}
  },
})
