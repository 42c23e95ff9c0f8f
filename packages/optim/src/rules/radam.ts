// RAdam: Adam that waits until its divisor can be trusted. Read adam.ts first.

import { power } from '@glissade/math'
import { defineRule } from '../rule.ts'

/**
 * Rectified Adam: momentum alone while too few gradients are in v, then Adam scaled by the variance of its rate.
 *
 *     ρ∞ = 2 / (1 − β₂) − 1         ρₜ = ρ∞ − 2 t β₂ᵗ / (1 − β₂ᵗ)
 *     r = √( (ρₜ − 4)(ρₜ − 2) ρ∞ / ((ρ∞ − 4)(ρ∞ − 2) ρₜ) )
 *     m ← β₁ m + (1 − β₁) g
 *     v ← β₂ v + (1 − β₂) g²
 *     ρₜ > 5:   w ← w − lr · m / (1 − β₁ᵗ) · r √(1 − β₂ᵗ) / (√v + ε)
 *     else:     w ← w − lr · m / (1 − β₁ᵗ)
 *
 * The first steps (five at β₂ = 0.999) are not normalised: a rate that suits Adam may be far too large for them.
 * The paper has ρₜ > 4; PyTorch, and so we, 5.
 *
 * @see Liu et al. 2020, "On the Variance of the Adaptive Learning Rate and Beyond", Algorithm 2,
 *   https://arxiv.org/abs/1908.03265
 */
export const radam = defineRule({
  name: 'radam',
  hyper: { lr: 1e-3, beta1: 0.9, beta2: 0.999, eps: 1e-8 },
  slots: ['m', 'v'],
  update({ w, g, m, v }, { lr, beta1, beta2, eps, t }, lo, hi) {
    const rate = lr / (1 - power(beta1, t))
    const c2 = 1 - power(beta2, t)
    const rhoMax = 2 / (1 - beta2) - 1
    const rho = rhoMax - (2 * t * power(beta2, t)) / c2
    const r =
      rho > 5 ? Math.sqrt((c2 * ((rho - 4) * (rho - 2) * rhoMax)) / ((rhoMax - 4) * (rhoMax - 2) * rho)) : 0
    for (let i = lo; i < hi; i++) {
      m[i] = beta1 * m[i] + (1 - beta1) * g[i]
      v[i] = beta2 * v[i] + (1 - beta2) * g[i] ** 2
      w[i] -= rate * m[i] * (r > 0 ? r / (Math.sqrt(v[i]) + eps) : 1)
    }
  },
})
