// Adagrad as the surveys, Keras and Optax write it. Read adagrad.ts first.

import { defineRule } from '../rule.ts'

/**
 * Adagrad, ε inside the root: a weight whose gradients are below √ε takes smaller steps than the paper's.
 *
 *     s ← s + g²                              s starts at initialAccumulator
 *     w ← w − lr · g / √(s + ε)
 *
 * @see Ruder 2016, "An overview of gradient descent optimization algorithms", section 4.3, https://arxiv.org/abs/1609.04747
 */
export const adagradEpsInside = defineRule({
  name: 'adagradEpsInside',
  hyper: { lr: 0.01, eps: 1e-8, initialAccumulator: 0 },
  slots: ['s'],
  sparse: 'same',
  start: ({ initialAccumulator }) => ({ s: initialAccumulator }),
  update({ w, g, s }, { lr, eps }, lo, hi) {
    for (let i = lo; i < hi; i++) {
      s[i] += g[i] ** 2
      w[i] -= (lr * g[i]) / Math.sqrt(s[i] + eps)
    }
  },
})
