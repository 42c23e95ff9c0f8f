// AMSGrad on Keras's order of Adam. Read amsgrad-corrected.ts and adam-eps-hat.ts first.

import { power } from '@glissade/math'
import { defineRule } from '../rule.ts'

/**
 * AMSGrad, ε̂ form.
 *
 *     m ← β₁ m + (1 − β₁) g
 *     v ← β₂ v + (1 − β₂) g²
 *     vMax ← max(vMax, v)
 *     w ← w − lr · √(1 − β₂ᵗ) / (1 − β₁ᵗ) · m / (√vMax + ε)
 *
 * @see Keras's documentation of keras.optimizers.Adam, amsgrad
 */
export const amsgradEpsHat = defineRule({
  name: 'amsgradEpsHat',
  hyper: { lr: 1e-3, beta1: 0.9, beta2: 0.999, eps: 1e-8 },
  slots: ['m', 'v', 'vMax'],
  update({ w, g, m, v, vMax }, { lr, beta1, beta2, eps, t }, lo, hi) {
    const rate = (lr * Math.sqrt(1 - power(beta2, t))) / (1 - power(beta1, t))
    for (let i = lo; i < hi; i++) {
      m[i] = beta1 * m[i] + (1 - beta1) * g[i]
      v[i] = beta2 * v[i] + (1 - beta2) * g[i] ** 2
      vMax[i] = Math.max(vMax[i], v[i])
      w[i] -= (rate * m[i]) / (Math.sqrt(vMax[i]) + eps)
    }
  },
})
