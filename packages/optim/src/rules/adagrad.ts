// Adagrad: a rate for each weight, from all its past gradients. Read sgd.ts first.

import { defineRule } from '../rule.ts'
import { adagradEpsInside } from './adagrad-eps-inside.ts'

/**
 * Adagrad: weights with small or rare gradients keep a large rate, the others slow down. The sum only grows, so
 * every rate falls towards zero.
 *
 *     s ← s + g²                              s starts at initialAccumulator
 *     w ← w − lr · g / (√s + ε)               ε outside the root, as in the paper
 *
 * @see Duchi, Hazan & Singer 2011, "Adaptive Subgradient Methods for Online Learning and Stochastic Optimization",
 *   Figure 1, diagonal form
 */
export const adagrad = defineRule({
  name: 'adagrad',
  hyper: { lr: 0.01, eps: 1e-8, initialAccumulator: 0 },
  slots: ['s'],
  sparse: 'same',
  start: ({ initialAccumulator }) => ({ s: initialAccumulator }),
  update({ w, g, s }, { lr, eps }, lo, hi) {
    for (let i = lo; i < hi; i++) {
      s[i] += g[i] ** 2
      w[i] -= (lr * g[i]) / (Math.sqrt(s[i]) + eps)
    }
  },
  dialects: {
    paper: {},
    pytorch: { eps: 1e-10 },
    ruder: adagradEpsInside(),
    geron: adagradEpsInside({ eps: 1e-10 }),
    keras: adagradEpsInside({ lr: 1e-3, eps: 1e-7, initialAccumulator: 0.1 }),
    optax: adagradEpsInside({ eps: 1e-7, initialAccumulator: 0.1 }),
    tfjs: adagradEpsInside({ eps: 1e-7, initialAccumulator: 0.1 }),
  },
})
