// Adagrad with its whole matrix, for models of up to some hundred weights. Read rules/adagrad.ts first.

import { defineMethod } from '../method.ts'
import { applied, eigen } from './eigen.ts'
import { add } from './vectors.ts'

/**
 * Full-matrix Adagrad: also knows which weights' gradients go together, so it does not depend on the axes.
 *
 *     G ← G + g gᵀ
 *     w ← w − lr · (ε I + G^½)⁻¹ g
 *
 * @see Duchi, Hazan & Singer 2011, "Adaptive Subgradient Methods for Online Learning and Stochastic Optimization",
 *   Figure 2, full matrices
 */
export const adagradFull = defineMethod({
  name: 'adagradFull',
  hyper: { lr: 0.01, eps: 1e-8 },
  // Without ε a direction that no gradient has shown yet would be divided by zero.
  ranges: { eps: { above: 0 } },
  slots: ['G'],
  scratch: ['work'],
  sizes: (n) => ({ G: n * n, work: n * n }),
  solve({ x, g, vectors: { G, work }, evaluate }, { lr, eps }) {
    evaluate()
    const n = x.length
    for (let i = 0; i < n; i++) for (let j = 0; j < n; j++) G[i * n + j] += g[i] * g[j]
    work.set(G)
    const divide = (value: number) => 1 / (eps + Math.sqrt(Math.max(value, 0)))
    add(x, applied(eigen(work, n), divide, g), -lr)
    return {}
  },
})
