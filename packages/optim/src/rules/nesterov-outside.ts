// Reformulated Nesterov with the rate outside, as PyTorch, Optax and TensorFlow.js have it. Read nesterov.ts first.

import { defineRule } from '../rule.ts'

/**
 * Nesterov's momentum, reformulated, rate outside the velocity.
 *
 *     v ← momentum · v + g
 *     w ← w − lr · (momentum · v + g)
 *
 * @see Bengio, Boulanger-Lewandowski & Pascanu 2013, "Advances in Optimizing Recurrent Networks", section 3.5,
 *   https://arxiv.org/abs/1212.0901
 */
export const nesterovOutside = defineRule({
  name: 'nesterovOutside',
  hyper: { lr: 0.01, momentum: 0.9 },
  slots: ['v'],
  update({ w, g, v }, { lr, momentum }, lo, hi) {
    for (let i = lo; i < hi; i++) {
      v[i] = momentum * v[i] + g[i]
      w[i] -= lr * (momentum * v[i] + g[i])
    }
  },
})
