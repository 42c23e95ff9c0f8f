// Centred RMSprop with momentum, PyTorch's way. Read rmsprop-centered.ts and rmsprop-momentum.ts first.

import { defineRule } from '../rule.ts'
import { rmspropGraves } from './rmsprop-graves.ts'

/**
 * Centred RMSprop with momentum, rate outside the velocity and ε outside the root.
 *
 *     s ← ρ s + (1 − ρ) g²
 *     a ← ρ a + (1 − ρ) g
 *     b ← momentum · b + g / (√max(s − a², 0) + ε)
 *     w ← w − lr · b
 *
 * @see PyTorch's documentation of torch.optim.RMSprop
 */
export const rmspropCenteredMomentum = defineRule({
  name: 'rmspropCenteredMomentum',
  hyper: { lr: 1e-3, rho: 0.9, momentum: 0.9, eps: 1e-8 },
  slots: ['s', 'a', 'b'],
  update({ w, g, s, a, b }, { lr, rho, momentum, eps }, lo, hi) {
    for (let i = lo; i < hi; i++) {
      s[i] = rho * s[i] + (1 - rho) * g[i] ** 2
      a[i] = rho * a[i] + (1 - rho) * g[i]
      b[i] = momentum * b[i] + g[i] / (Math.sqrt(Math.max(s[i] - a[i] ** 2, 0)) + eps)
      w[i] -= lr * b[i]
    }
  },
  dialects: {
    paper: rmspropGraves(),
    pytorch: { lr: 0.01, rho: 0.99 },
    keras: rmspropGraves({ lr: 1e-3, rho: 0.9, eps: 1e-7 }),
    optax: rmspropGraves({ lr: 1e-3, rho: 0.9, eps: 1e-8 }),
    tfjs: rmspropGraves({ lr: 1e-3, rho: 0.9, eps: 1e-7 }),
  },
})
