// AdaBelief: long steps where the gradient is as expected. Read adam.ts first.

import { power } from '@glissade/math'
import { defineRule } from '../rule.ts'

/**
 * AdaBelief: Adam divided by the spread of g around its mean m, the surprise, instead of the size of g.
 *
 *     m ← β₁ m + (1 − β₁) g
 *     s ← β₂ s + (1 − β₂) (g − m)² + ε
 *     w ← w − lr · (m / (1 − β₁ᵗ)) / (√(s / (1 − β₂ᵗ)) + ε)
 *
 * @see Zhuang et al. 2020, "AdaBelief Optimizer: Adapting Stepsizes by the Belief in Observed Gradients",
 *   Algorithm 2, https://arxiv.org/abs/2010.07468
 */
export const adabelief = defineRule({
  name: 'adabelief',
  hyper: { lr: 1e-3, beta1: 0.9, beta2: 0.999, eps: 1e-8 },
  slots: ['m', 's'],
  update({ w, g, m, s }, { lr, beta1, beta2, eps, t }, lo, hi) {
    const c1 = 1 - power(beta1, t)
    const c2 = 1 - power(beta2, t)
    for (let i = lo; i < hi; i++) {
      m[i] = beta1 * m[i] + (1 - beta1) * g[i]
      s[i] = beta2 * s[i] + (1 - beta2) * (g[i] - m[i]) ** 2 + eps
      w[i] -= (lr * (m[i] / c1)) / (Math.sqrt(s[i] / c2) + eps)
    }
  },
})
