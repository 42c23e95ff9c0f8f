// AdamW on Keras's order of Adam. Read adamw.ts and adam-eps-hat.ts first.

import { power } from '@glissade/math'
import { defineRule } from '../rule.ts'

/**
 * AdamW, ε̂ form.
 *
 *     w ← w − lr · weightDecay · w
 *     m ← β₁ m + (1 − β₁) g
 *     v ← β₂ v + (1 − β₂) g²
 *     w ← w − lr · √(1 − β₂ᵗ) / (1 − β₁ᵗ) · m / (√v + ε)
 *
 * @see Keras's documentation of keras.optimizers.AdamW
 */
export const adamwEpsHat = defineRule({
  name: 'adamwEpsHat',
  hyper: { lr: 1e-3, beta1: 0.9, beta2: 0.999, eps: 1e-8, weightDecay: 0.01 },
  slots: ['m', 'v'],
  update({ w, g, m, v }, { lr, beta1, beta2, eps, weightDecay, t }, lo, hi) {
    const rate = (lr * Math.sqrt(1 - power(beta2, t))) / (1 - power(beta1, t))
    for (let i = lo; i < hi; i++) {
      m[i] = beta1 * m[i] + (1 - beta1) * g[i]
      v[i] = beta2 * v[i] + (1 - beta2) * g[i] ** 2
      w[i] -= lr * weightDecay * w[i] + (rate * m[i]) / (Math.sqrt(v[i]) + eps)
    }
  },
})
