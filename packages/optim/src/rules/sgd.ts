// Gradient descent. Every other rule answers a question that this one leaves open.

import { defineRule } from '../rule.ts'

/**
 * Gradient descent: a step against the gradient. Batch, stochastic or mini-batch is a matter of the data.
 *
 *     w ← w − lr · g
 *
 * @see Robbins & Monro 1951, "A Stochastic Approximation Method"
 */
export const sgd = defineRule({
  name: 'sgd',
  hyper: { lr: 0.01 },
  slots: [],
  sparse: 'same',
  update({ w, g }, { lr }, lo, hi) {
    for (let i = lo; i < hi; i++) w[i] -= lr * g[i]
  },
  dialects: {
    paper: {},
    pytorch: { lr: 1e-3 },
    keras: {},
    tfjs: {},
  },
})
