// Momentum as a moving average of gradients. Read momentum.ts first.

import { defineRule } from '../rule.ts'

/**
 * Averaged momentum: the velocity is a mean of gradients, so its size does not grow with `momentum`.
 *
 *     m ← momentum · m + (1 − momentum) · g
 *     w ← w − lr · m
 *
 * The walk of `momentum` with a rate smaller by the factor 1 − momentum.
 *
 * @see Kingma & Ba 2015, "Adam", Algorithm 1, whose first moment this is
 */
export const momentumEma = defineRule({
  name: 'momentumEma',
  hyper: { lr: 0.1, momentum: 0.9 },
  slots: ['m'],
  update({ w, g, m }, { lr, momentum }, lo, hi) {
    for (let i = lo; i < hi; i++) {
      m[i] = momentum * m[i] + (1 - momentum) * g[i]
      w[i] -= lr * m[i]
    }
  },
})
