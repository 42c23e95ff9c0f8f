// Nadam as Optax has it: each part corrected for its own step. Read nadam.ts first.

import { power } from '@glissade/math'
import { defineRule } from '../rule.ts'

/**
 * Nadam, Optax's: the momentum to come is corrected as of the coming step, the gradient as of this one.
 *
 *     m ← β₁ m + (1 − β₁) g
 *     v ← β₂ v + (1 − β₂) g²
 *     w ← w − lr / (√(v / (1 − β₂ᵗ)) + ε) · (β₁ m / (1 − β₁ᵗ⁺¹) + (1 − β₁) g / (1 − β₁ᵗ))
 *
 * This is Dozat's equation with a constant momentum.
 *
 * @see Optax's documentation of optax.nadam
 */
export const nadamOptax = defineRule({
  name: 'nadamOptax',
  hyper: { lr: 2e-3, beta1: 0.9, beta2: 0.999, eps: 1e-8 },
  slots: ['m', 'v'],
  update({ w, g, m, v }, { lr, beta1, beta2, eps, t }, lo, hi) {
    const ofM = beta1 / (1 - power(beta1, t + 1))
    const ofG = (1 - beta1) / (1 - power(beta1, t))
    const c2 = 1 - power(beta2, t)
    for (let i = lo; i < hi; i++) {
      m[i] = beta1 * m[i] + (1 - beta1) * g[i]
      v[i] = beta2 * v[i] + (1 - beta2) * g[i] ** 2
      w[i] -= (lr * (ofM * m[i] + ofG * g[i])) / (Math.sqrt(v[i] / c2) + eps)
    }
  },
})
