// Adam: momentum and RMSprop in one, both corrected for starting at zero. Read momentum.ts first.

import { power } from '@glissade/math'
import { defineRule } from '../rule.ts'
import { adamEpsHat } from './adam-eps-hat.ts'
import { adamEpsInside } from './adam-eps-inside.ts'

/**
 * Adam: momentum, and a step size per weight.
 *
 *     m ← β₁ m + (1 − β₁) g
 *     v ← β₂ v + (1 − β₂) g²
 *     w ← w − lr · (m / (1 − β₁ᵗ)) / (√(v / (1 − β₂ᵗ)) + ε)          ε outside the root
 *
 * @see Kingma & Ba 2015, "Adam: A Method for Stochastic Optimization", Algorithm 1, https://arxiv.org/abs/1412.6980
 */
export const adam = defineRule({
  name: 'adam',
  hyper: { lr: 1e-3, beta1: 0.9, beta2: 0.999, eps: 1e-8 },
  slots: ['m', 'v'],
  update({ w, g, m, v }, { lr, beta1, beta2, eps, t }, lo, hi) {
    const c1 = 1 - power(beta1, t)
    const c2 = 1 - power(beta2, t)
    for (let i = lo; i < hi; i++) {
      m[i] = beta1 * m[i] + (1 - beta1) * g[i]
      v[i] = beta2 * v[i] + (1 - beta2) * g[i] ** 2
      w[i] -= (lr * (m[i] / c1)) / (Math.sqrt(v[i] / c2) + eps)
    }
  },
  dialects: {
    paper: {},
    ruder: {},
    geron: adamEpsInside({ eps: 1e-7 }),
    pytorch: {},
    keras: adamEpsHat({ eps: 1e-7 }),
    optax: {},
    tfjs: { eps: 1e-7 },
  },
})
