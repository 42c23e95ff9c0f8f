// Adam with ε under the root. Read adam.ts first.

import { power } from '@glissade/math'
import { defineRule } from '../rule.ts'

/**
 * Adam, ε inside the root.
 *
 *     m ← β₁ m + (1 − β₁) g
 *     v ← β₂ v + (1 − β₂) g²
 *     w ← w − lr · (m / (1 − β₁ᵗ)) / √(v / (1 − β₂ᵗ) + ε)
 *
 * @see Géron 2019, "Hands-On Machine Learning with Scikit-Learn, Keras, and TensorFlow", equation 11-8, whose
 *   printed signs of m and of the step are exchanged together
 */
export const adamEpsInside = defineRule({
  name: 'adamEpsInside',
  hyper: { lr: 1e-3, beta1: 0.9, beta2: 0.999, eps: 1e-8 },
  slots: ['m', 'v'],
  update({ w, g, m, v }, { lr, beta1, beta2, eps, t }, lo, hi) {
    const c1 = 1 - power(beta1, t)
    const c2 = 1 - power(beta2, t)
    for (let i = lo; i < hi; i++) {
      m[i] = beta1 * m[i] + (1 - beta1) * g[i]
      v[i] = beta2 * v[i] + (1 - beta2) * g[i] ** 2
      w[i] -= (lr * (m[i] / c1)) / Math.sqrt(v[i] / c2 + eps)
    }
  },
})
