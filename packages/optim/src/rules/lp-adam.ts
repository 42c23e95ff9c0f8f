// The family between Adam and AdaMax. Read adam.ts and adamax.ts first.

import { pow } from '@glissade/math'
import { defineRule } from '../rule.ts'

/**
 * ℓₚ Adam: the step is divided by a running p-norm of the gradient; p = 2 is Adam with β₂², p → ∞ is AdaMax.
 *
 *     m ← β₁ m + (1 − β₁) g
 *     v ← β₂ᵖ v + (1 − β₂ᵖ) |g|ᵖ
 *     w ← w − lr · (m / (1 − β₁ᵗ)) / ((v / (1 − β₂ᵖᵗ))^(1/p) + ε)
 *
 * Two real powers a weight cost far more than all the rest. In float32 |g|ᵖ overflows early: at p = 40 from |g| = 9.2.
 *
 * @see Kingma & Ba 2015, "Adam: A Method for Stochastic Optimization", section 7.1, https://arxiv.org/abs/1412.6980
 */
export const lpAdam = defineRule({
  name: 'lpAdam',
  hyper: { lr: 2e-3, beta1: 0.9, beta2: 0.999, eps: 1e-8, p: 3 },
  ranges: { p: { atLeast: 1 } },
  slots: ['m', 'v'],
  update({ w, g, m, v }, { lr, beta1, beta2, eps, p, t }, lo, hi) {
    const beta2p = pow(beta2, p)
    const c1 = 1 - pow(beta1, t)
    const c2 = 1 - pow(beta2p, t)
    for (let i = lo; i < hi; i++) {
      m[i] = beta1 * m[i] + (1 - beta1) * g[i]
      v[i] = beta2p * v[i] + (1 - beta2p) * pow(Math.abs(g[i]), p)
      w[i] -= (lr * (m[i] / c1)) / (pow(v[i] / c2, 1 / p) + eps)
    }
  },
})
