// Momentum with PyTorch's dampening. Read momentum-outside.ts first.

import { defineRule } from '../rule.ts'

/**
 * Damped momentum: a new gradient enters the velocity with less than its weight, except the first.
 *
 *     v ← g                                               t = 1
 *     v ← momentum · v + (1 − dampening) · g              t > 1
 *     w ← w − lr · v
 *
 * @see PyTorch's documentation of torch.optim.SGD
 */
export const momentumDamped = defineRule({
  name: 'momentumDamped',
  hyper: { lr: 0.01, momentum: 0.9, dampening: 0.5 },
  ranges: { dampening: { atLeast: 0, atMost: 1 } },
  slots: ['v'],
  update({ w, g, v }, { lr, momentum, dampening, t }, lo, hi) {
    const share = t > 1 ? 1 - dampening : 1
    for (let i = lo; i < hi; i++) {
      v[i] = momentum * v[i] + share * g[i]
      w[i] -= lr * v[i]
    }
  },
})
