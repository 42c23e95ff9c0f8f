// Adagrad without its square root: a control for the claim that the root matters. Read adagrad.ts first.

import { defineRule } from '../rule.ts'

/**
 * Adagrad without the root: rates fall as 1/t instead of 1/√t, and the step has the wrong unit.
 *
 *     s ← s + g²                              s starts at initialAccumulator
 *     w ← w − lr · g / (s + ε)
 *
 * @see Ruder 2016, "An overview of gradient descent optimization algorithms", section 4.3, which reports that it
 *   performs much worse, https://arxiv.org/abs/1609.04747
 */
export const adagradNoRoot = defineRule({
  name: 'adagradNoRoot',
  hyper: { lr: 0.01, eps: 1e-8, initialAccumulator: 0 },
  slots: ['s'],
  sparse: 'same',
  start: ({ initialAccumulator }) => ({ s: initialAccumulator }),
  update({ w, g, s }, { lr, eps }, lo, hi) {
    for (let i = lo; i < hi; i++) {
      s[i] += g[i] ** 2
      w[i] -= (lr * g[i]) / (s[i] + eps)
    }
  },
})
