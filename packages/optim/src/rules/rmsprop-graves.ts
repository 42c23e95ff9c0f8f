// RMSprop as first printed: centred, with momentum. Read rmsprop-centered.ts first.

import { defineRule } from '../rule.ts'

/**
 * Graves's RMSprop: centred, ε inside the root, momentum on the step.
 *
 *     s ← ρ s + (1 − ρ) g²
 *     a ← ρ a + (1 − ρ) g
 *     b ← momentum · b + lr · g / √(max(s − a², 0) + ε)
 *     w ← w − b
 *
 * @see Graves 2013, "Generating Sequences With Recurrent Neural Networks", equations 38–45,
 *   https://arxiv.org/abs/1308.0850
 */
export const rmspropGraves = defineRule({
  name: 'rmspropGraves',
  hyper: { lr: 1e-4, rho: 0.95, momentum: 0.9, eps: 1e-4 },
  slots: ['s', 'a', 'b'],
  update({ w, g, s, a, b }, { lr, rho, momentum, eps }, lo, hi) {
    for (let i = lo; i < hi; i++) {
      s[i] = rho * s[i] + (1 - rho) * g[i] ** 2
      a[i] = rho * a[i] + (1 - rho) * g[i]
      b[i] = momentum * b[i] + (lr * g[i]) / Math.sqrt(Math.max(s[i] - a[i] ** 2, 0) + eps)
      w[i] -= b[i]
    }
  },
})
