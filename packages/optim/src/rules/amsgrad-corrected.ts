// AMSGrad with Adam's corrections after the maximum, as PyTorch has it. Read amsgrad.ts first.

import { power } from '@glissade/math'
import { defineRule } from '../rule.ts'

/**
 * AMSGrad, corrected afterwards: the maximum is taken over the raw average.
 *
 *     m ← β₁ m + (1 − β₁) g
 *     v ← β₂ v + (1 − β₂) g²
 *     vMax ← max(vMax, v)
 *     w ← w − lr · (m / (1 − β₁ᵗ)) / (√(vMax / (1 − β₂ᵗ)) + ε)
 *
 * The correction fades, so here the divisor can shrink: steps may grow again.
 *
 * @see PyTorch's documentation of torch.optim.Adam, amsgrad
 */
export const amsgradCorrected = defineRule({
  name: 'amsgradCorrected',
  hyper: { lr: 1e-3, beta1: 0.9, beta2: 0.999, eps: 1e-8 },
  slots: ['m', 'v', 'vMax'],
  update({ w, g, m, v, vMax }, { lr, beta1, beta2, eps, t }, lo, hi) {
    const c1 = 1 - power(beta1, t)
    const c2 = 1 - power(beta2, t)
    for (let i = lo; i < hi; i++) {
      m[i] = beta1 * m[i] + (1 - beta1) * g[i]
      v[i] = beta2 * v[i] + (1 - beta2) * g[i] ** 2
      vMax[i] = Math.max(vMax[i], v[i])
      w[i] -= (lr * (m[i] / c1)) / (Math.sqrt(vMax[i] / c2) + eps)
    }
  },
})
