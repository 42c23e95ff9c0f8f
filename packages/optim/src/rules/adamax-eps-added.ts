// AdaMax as Keras and TensorFlow.js have it. Read adamax.ts first.

import { power } from '@glissade/math'
import { defineRule } from '../rule.ts'

/**
 * AdaMax, ε added to the maximum.
 *
 *     m ← β₁ m + (1 − β₁) g
 *     u ← max(β₂ u, |g|)
 *     w ← w − lr / (1 − β₁ᵗ) · m / (u + ε)
 *
 * @see Keras's documentation of keras.optimizers.Adamax
 */
export const adamaxEpsAdded = defineRule({
  name: 'adamaxEpsAdded',
  hyper: { lr: 2e-3, beta1: 0.9, beta2: 0.999, eps: 1e-8 },
  slots: ['m', 'u'],
  update({ w, g, m, u }, { lr, beta1, beta2, eps, t }, lo, hi) {
    const rate = lr / (1 - power(beta1, t))
    for (let i = lo; i < hi; i++) {
      m[i] = beta1 * m[i] + (1 - beta1) * g[i]
      u[i] = Math.max(beta2 * u[i], Math.abs(g[i]))
      w[i] -= (rate * m[i]) / (u[i] + eps)
    }
  },
})
