// MaxProp: RMSprop by the largest gradient. Read rmsprop.ts first.

import { defineRule } from '../rule.ts'

/**
 * MaxProp: each gradient is divided by a fading maximum of its size.
 *
 *     u ← max(ν u, |g|)
 *     w ← w − lr · g / (u + ε)
 *
 * @see Dozat 2015, "Incorporating Nesterov Momentum into Adam", Stanford CS229 report 054
 */
export const maxprop = defineRule({
  name: 'maxprop',
  hyper: { lr: 1e-3, nu: 0.999, eps: 1e-8 },
  slots: ['u'],
  update({ w, g, u }, { lr, nu, eps }, lo, hi) {
    for (let i = lo; i < hi; i++) {
      u[i] = Math.max(nu * u[i], Math.abs(g[i]))
      w[i] -= (lr * g[i]) / (u[i] + eps)
    }
  },
})
