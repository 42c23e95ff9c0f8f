// Lion: the sign of a momentum, found by search among programs. Read momentum-ema.ts first.

import { defineRule } from '../rule.ts'

/**
 * Lion: every weight moves by the same length; one mean decides the sign, a slower one remembers.
 *
 *     c = β₁ m + (1 − β₁) g
 *     w ← w − lr · (sign(c) + weightDecay · w)
 *     m ← β₂ m + (1 − β₂) g
 *
 * Rates are 3 to 10 times smaller than Adam's, and weightDecay larger by as much.
 *
 * @see Chen et al. 2023, "Symbolic Discovery of Optimization Algorithms", Algorithm 2, https://arxiv.org/abs/2302.06675
 */
export const lion = defineRule({
  name: 'lion',
  hyper: { lr: 1e-4, beta1: 0.9, beta2: 0.99, weightDecay: 0 },
  slots: ['m'],
  update({ w, g, m }, { lr, beta1, beta2, weightDecay }, lo, hi) {
    for (let i = lo; i < hi; i++) {
      const c = beta1 * m[i] + (1 - beta1) * g[i]
      w[i] -= lr * (Math.sign(c) + weightDecay * w[i])
      m[i] = beta2 * m[i] + (1 - beta2) * g[i]
    }
  },
})
