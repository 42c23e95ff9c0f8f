// AMSGrad as some notes on Keras's optimizers state it. Read amsgrad.ts first.

import { power } from '@glissade/math'
import { defineRule } from '../rule.ts'

/**
 * AMSGrad, max(v̂ₜ, vₜ₋₁): the corrected average against the raw one of the step before.
 *
 *     last = v
 *     m ← β₁ m + (1 − β₁) g
 *     v ← β₂ v + (1 − β₂) g²
 *     w ← w − lr · (m / (1 − β₁ᵗ)) / (√max(v / (1 − β₂ᵗ), last) + ε)
 *
 * A large gradient is kept for one step only, and v / (1 − β₂ᵗ) mostly wins: nearly Adam.
 *
 * @see Reddi, Kale & Kumar 2018, "On the Convergence of Adam and Beyond", whose hats these notes exchange,
 *   https://arxiv.org/abs/1904.09237
 */
export const amsgradNotes = defineRule({
  name: 'amsgradNotes',
  hyper: { lr: 1e-3, beta1: 0.9, beta2: 0.999, eps: 1e-8 },
  slots: ['m', 'v'],
  update({ w, g, m, v }, { lr, beta1, beta2, eps, t }, lo, hi) {
    const c1 = 1 - power(beta1, t)
    const c2 = 1 - power(beta2, t)
    for (let i = lo; i < hi; i++) {
      const last = v[i]
      m[i] = beta1 * m[i] + (1 - beta1) * g[i]
      v[i] = beta2 * v[i] + (1 - beta2) * g[i] ** 2
      w[i] -= (lr * (m[i] / c1)) / (Math.sqrt(Math.max(v[i] / c2, last)) + eps)
    }
  },
})
