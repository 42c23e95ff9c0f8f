// AdamW as its paper has it: the decay does not know the rate. Read adamw.ts first.

import { power } from '@glissade/math'
import { defineRule } from '../rule.ts'

/**
 * AdamW, decay apart from the rate: a schedule goes into `eta`, which scales step and decay alike; lr scales the step.
 *
 *     m ← β₁ m + (1 − β₁) g
 *     v ← β₂ v + (1 − β₂) g²
 *     w ← w − eta · (lr · (m / (1 − β₁ᵗ)) / (√(v / (1 − β₂ᵗ)) + ε) + weightDecay · w)
 *
 * At lr = 1e-3 the same weightDecay shrinks weights a thousand times faster than in `adamw`.
 *
 * @see Loshchilov & Hutter 2019, "Decoupled Weight Decay Regularization", Algorithm 2, https://arxiv.org/abs/1711.05101
 */
export const adamwPaper = defineRule({
  name: 'adamwPaper',
  hyper: { lr: 1e-3, beta1: 0.9, beta2: 0.999, eps: 1e-8, weightDecay: 1e-5, eta: 1 },
  ranges: { eta: { atLeast: 0 } },
  slots: ['m', 'v'],
  update({ w, g, m, v }, { lr, beta1, beta2, eps, weightDecay, eta, t }, lo, hi) {
    const c1 = 1 - power(beta1, t)
    const c2 = 1 - power(beta2, t)
    for (let i = lo; i < hi; i++) {
      m[i] = beta1 * m[i] + (1 - beta1) * g[i]
      v[i] = beta2 * v[i] + (1 - beta2) * g[i] ** 2
      w[i] -= eta * ((lr * (m[i] / c1)) / (Math.sqrt(v[i] / c2) + eps) + weightDecay * w[i])
    }
  },
})
