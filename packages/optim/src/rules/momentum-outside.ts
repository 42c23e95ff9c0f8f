// Momentum with the rate outside the velocity, as PyTorch, Optax and TensorFlow.js have it. Read momentum.ts first.

import { defineRule } from '../rule.ts'

/**
 * Momentum, rate outside: the velocity gathers gradients, not steps.
 *
 *     v ← momentum · v + g
 *     w ← w − lr · v
 *
 * The same walk as `momentum` while lr is constant; after a drop of lr the whole velocity shrinks with it.
 *
 * @see Sutskever, Martens, Dahl & Hinton 2013, "On the importance of initialization and momentum in deep learning",
 *   section 2, which has the rate inside
 */
export const momentumOutside = defineRule({
  name: 'momentumOutside',
  hyper: { lr: 0.01, momentum: 0.9 },
  slots: ['v'],
  update({ w, g, v }, { lr, momentum }, lo, hi) {
    for (let i = lo; i < hi; i++) {
      v[i] = momentum * v[i] + g[i]
      w[i] -= lr * v[i]
    }
  },
})
