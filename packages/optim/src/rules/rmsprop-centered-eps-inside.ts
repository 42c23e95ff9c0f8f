// Centred RMSprop as Keras, Optax and TensorFlow.js mean it. Read rmsprop-centered.ts first.

import { defineRule } from '../rule.ts'

/**
 * Centred RMSprop, ε inside the root.
 *
 *     s ← ρ s + (1 − ρ) g²
 *     a ← ρ a + (1 − ρ) g
 *     w ← w − lr · g / √(max(s − a², 0) + ε)
 *
 * @see Graves 2013, "Generating Sequences With Recurrent Neural Networks", equations 38–41,
 *   https://arxiv.org/abs/1308.0850; here without momentum
 */
export const rmspropCenteredEpsInside = defineRule({
  name: 'rmspropCenteredEpsInside',
  hyper: { lr: 1e-3, rho: 0.9, eps: 1e-8 },
  slots: ['s', 'a'],
  update({ w, g, s, a }, { lr, rho, eps }, lo, hi) {
    for (let i = lo; i < hi; i++) {
      s[i] = rho * s[i] + (1 - rho) * g[i] ** 2
      a[i] = rho * a[i] + (1 - rho) * g[i]
      w[i] -= (lr * g[i]) / Math.sqrt(Math.max(s[i] - a[i] ** 2, 0) + eps)
    }
  },
})
