// AdaMax: Adam by the largest gradient instead of the mean square. Read adam.ts first.

import { power } from '@glissade/math'
import { defineRule } from '../rule.ts'
import { adamaxEpsAdded } from './adamax-eps-added.ts'
import { adamaxEpsMax } from './adamax-eps-max.ts'

/**
 * AdaMax: the step is divided by a fading maximum of |g|, which needs neither a correction nor ε.
 *
 *     m ← β₁ m + (1 − β₁) g
 *     u ← max(β₂ u, |g|)
 *     w ← w − lr / (1 − β₁ᵗ) · m / u          no step while u is 0
 *
 * @see Kingma & Ba 2015, "Adam: A Method for Stochastic Optimization", Algorithm 2, https://arxiv.org/abs/1412.6980
 */
export const adamax = defineRule({
  name: 'adamax',
  hyper: { lr: 2e-3, beta1: 0.9, beta2: 0.999 },
  slots: ['m', 'u'],
  update({ w, g, m, u }, { lr, beta1, beta2, t }, lo, hi) {
    const rate = lr / (1 - power(beta1, t))
    for (let i = lo; i < hi; i++) {
      m[i] = beta1 * m[i] + (1 - beta1) * g[i]
      u[i] = Math.max(beta2 * u[i], Math.abs(g[i]))
      w[i] -= u[i] > 0 ? (rate * m[i]) / u[i] : 0
    }
  },
  dialects: {
    paper: {},
    ruder: {},
    geron: {},
    pytorch: adamaxEpsMax(),
    keras: adamaxEpsAdded({ lr: 1e-3, eps: 1e-7 }),
    optax: adamaxEpsMax(),
    tfjs: adamaxEpsAdded({ eps: 1e-7 }),
  },
})
