// RMSprop with momentum, PyTorch's way: the rate outside the velocity. Read rmsprop.ts first.

import { defineRule } from '../rule.ts'
import { rmspropMomentumInside } from './rmsprop-momentum-inside.ts'

/**
 * RMSprop with momentum: the divided gradients feed a velocity.
 *
 *     s ← ρ s + (1 − ρ) g²
 *     b ← momentum · b + g / (√s + ε)
 *     w ← w − lr · b
 *
 * @see PyTorch's documentation of torch.optim.RMSprop
 */
export const rmspropMomentum = defineRule({
  name: 'rmspropMomentum',
  hyper: { lr: 1e-3, rho: 0.9, momentum: 0.9, eps: 1e-8 },
  slots: ['s', 'b'],
  update({ w, g, s, b }, { lr, rho, momentum, eps }, lo, hi) {
    for (let i = lo; i < hi; i++) {
      s[i] = rho * s[i] + (1 - rho) * g[i] ** 2
      b[i] = momentum * b[i] + g[i] / (Math.sqrt(s[i]) + eps)
      w[i] -= lr * b[i]
    }
  },
  dialects: {
    pytorch: { lr: 0.01, rho: 0.99 },
    keras: rmspropMomentumInside({ eps: 1e-7 }),
    optax: rmspropMomentumInside(),
    tfjs: rmspropMomentumInside({ eps: 1e-7 }),
  },
})
