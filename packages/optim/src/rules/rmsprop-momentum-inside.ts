// RMSprop with momentum, as Keras, Optax and TensorFlow.js have it. Read rmsprop-momentum.ts first.

import { defineRule } from '../rule.ts'

/**
 * RMSprop with momentum, rate inside the velocity and ε inside the root.
 *
 *     s ← ρ s + (1 − ρ) g²
 *     b ← momentum · b + lr · g / √(s + ε)
 *     w ← w − b
 *
 * @see Keras's documentation of keras.optimizers.RMSprop
 */
export const rmspropMomentumInside = defineRule({
  name: 'rmspropMomentumInside',
  hyper: { lr: 1e-3, rho: 0.9, momentum: 0.9, eps: 1e-8 },
  slots: ['s', 'b'],
  update({ w, g, s, b }, { lr, rho, momentum, eps }, lo, hi) {
    for (let i = lo; i < hi; i++) {
      s[i] = rho * s[i] + (1 - rho) * g[i] ** 2
      b[i] = momentum * b[i] + (lr * g[i]) / Math.sqrt(s[i] + eps)
      w[i] -= b[i]
    }
  },
})
