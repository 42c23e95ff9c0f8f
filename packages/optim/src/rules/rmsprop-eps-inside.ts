// RMSprop as the surveys, Keras, Optax and TensorFlow.js write it. Read rmsprop.ts first.

import { defineRule } from '../rule.ts'

/**
 * RMSprop, ε inside the root: a weight whose gradients are below √ε hardly moves.
 *
 *     s ← ρ s + (1 − ρ) g²
 *     w ← w − lr · g / √(s + ε)
 *
 * @see Ruder 2016, "An overview of gradient descent optimization algorithms", section 4.5, https://arxiv.org/abs/1609.04747
 */
export const rmspropEpsInside = defineRule({
  name: 'rmspropEpsInside',
  hyper: { lr: 1e-3, rho: 0.9, eps: 1e-8 },
  slots: ['s'],
  update({ w, g, s }, { lr, rho, eps }, lo, hi) {
    for (let i = lo; i < hi; i++) {
      s[i] = rho * s[i] + (1 - rho) * g[i] ** 2
      w[i] -= (lr * g[i]) / Math.sqrt(s[i] + eps)
    }
  },
})
