// Adam without its corrections: a control that shows what they do. Read adam.ts first.

import { defineRule } from '../rule.ts'

/**
 * Adam without bias correction: both averages start at zero and are believed.
 *
 *     m ← β₁ m + (1 − β₁) g
 *     v ← β₂ v + (1 − β₂) g²
 *     w ← w − lr · m / (√v + ε)
 *
 * The first step is (1 − β₁) / √(1 − β₂) times lr, about 3 with the usual values. With β₁ = 0 it is RMSprop.
 *
 * @see Kingma & Ba 2015, "Adam: A Method for Stochastic Optimization", section 6.4, https://arxiv.org/abs/1412.6980
 */
export const adamUncorrected = defineRule({
  name: 'adamUncorrected',
  hyper: { lr: 1e-3, beta1: 0.9, beta2: 0.999, eps: 1e-8 },
  slots: ['m', 'v'],
  update({ w, g, m, v }, { lr, beta1, beta2, eps }, lo, hi) {
    for (let i = lo; i < hi; i++) {
      m[i] = beta1 * m[i] + (1 - beta1) * g[i]
      v[i] = beta2 * v[i] + (1 - beta2) * g[i] ** 2
      w[i] -= (lr * m[i]) / (Math.sqrt(v[i]) + eps)
    }
  },
})
