// NAdaMax with the momentum that warms up. Read nadam-dozat.ts and nadamax.ts first.

import { pow } from '@glissade/math'
import { defineRule } from '../rule.ts'

/**
 * NAdaMax, scheduled: Dozat's Nadam with the maximum in place of the root.
 *
 *     μₜ = μ (1 − ½ · 0.96^(t · momentumDecay))
 *     m ← μₜ m + (1 − μₜ) g
 *     u ← max(ν u, |g|)
 *     w ← w − lr / (u + ε) · (μₜ₊₁ m / (1 − ∏ᵢ₌₁ᵗ⁺¹ μᵢ) + (1 − μₜ) g / (1 − ∏ᵢ₌₁ᵗ μᵢ))
 *
 * @see Dozat 2015, "Incorporating Nesterov Momentum into Adam", Stanford CS229 report 054; derived by substitution
 */
export const nadamaxDozat = defineRule({
  name: 'nadamaxDozat',
  hyper: { lr: 2e-3, mu: 0.99, nu: 0.999, eps: 1e-8, momentumDecay: 0.004 },
  slots: ['m', 'u'],
  memory: { product: 1, now: 0, next: 0 },
  before({ mu, momentumDecay, product, t }) {
    const now = mu * (1 - 0.5 * pow(0.96, t * momentumDecay))
    const next = mu * (1 - 0.5 * pow(0.96, (t + 1) * momentumDecay))
    return { product: product * now, now, next }
  },
  update({ w, g, m, u }, { lr, nu, eps, product, now, next }, lo, hi) {
    const ofM = next / (1 - product * next)
    const ofG = (1 - now) / (1 - product)
    for (let i = lo; i < hi; i++) {
      m[i] = now * m[i] + (1 - now) * g[i]
      u[i] = Math.max(nu * u[i], Math.abs(g[i]))
      w[i] -= (lr * (ofM * m[i] + ofG * g[i])) / (u[i] + eps)
    }
  },
})
