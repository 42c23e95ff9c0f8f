// Adam in the order that saves a division, as Keras has it. Read adam.ts first.

import { power } from '@glissade/math'
import { defineRule } from '../rule.ts'

/**
 * Adam, ε̂ form: both corrections are moved into the rate, so ε is added to the uncorrected root.
 *
 *     m ← β₁ m + (1 − β₁) g
 *     v ← β₂ v + (1 − β₂) g²
 *     w ← w − lr · √(1 − β₂ᵗ) / (1 − β₁ᵗ) · m / (√v + ε)
 *
 * Equal to Algorithm 1 with ε / √(1 − β₂ᵗ): a larger ε at first.
 *
 * @see Kingma & Ba 2015, "Adam: A Method for Stochastic Optimization", end of section 2, https://arxiv.org/abs/1412.6980
 */
export const adamEpsHat = defineRule({
  name: 'adamEpsHat',
  hyper: { lr: 1e-3, beta1: 0.9, beta2: 0.999, eps: 1e-8 },
  slots: ['m', 'v'],
  update({ w, g, m, v }, { lr, beta1, beta2, eps, t }, lo, hi) {
    const rate = (lr * Math.sqrt(1 - power(beta2, t))) / (1 - power(beta1, t))
    for (let i = lo; i < hi; i++) {
      m[i] = beta1 * m[i] + (1 - beta1) * g[i]
      v[i] = beta2 * v[i] + (1 - beta2) * g[i] ** 2
      w[i] -= (rate * m[i]) / (Math.sqrt(v[i]) + eps)
    }
  },
})
