// Nadam as its author has it, with a momentum that warms up. Read nadam.ts first.

import { pow, power } from '@glissade/math'
import { defineRule } from '../rule.ts'

/**
 * Nadam, Dozat's: momentum rises from μ/2 to μ over some 25,000 steps.
 *
 *     μₜ = μ (1 − ½ · 0.96^(t · momentumDecay))
 *     m ← μₜ m + (1 − μₜ) g
 *     v ← ν v + (1 − ν) g²
 *     w ← w − lr / (√(v / (1 − νᵗ)) + ε) · (μₜ₊₁ m / (1 − ∏ᵢ₌₁ᵗ⁺¹ μᵢ) + (1 − μₜ) g / (1 − ∏ᵢ₌₁ᵗ μᵢ))
 *
 * @see Dozat 2016, "Incorporating Nesterov Momentum into Adam", Algorithm 2 and section 3.2; a stray factor ν of
 *   the workshop version's corrected v is left out
 */
export const nadamDozat = defineRule({
  name: 'nadamDozat',
  hyper: { lr: 2e-3, mu: 0.99, nu: 0.999, eps: 1e-8, momentumDecay: 0.004 },
  slots: ['m', 'v'],
  memory: { product: 1, now: 0, next: 0 },
  before({ mu, momentumDecay, product, t }) {
    const now = mu * (1 - 0.5 * pow(0.96, t * momentumDecay))
    const next = mu * (1 - 0.5 * pow(0.96, (t + 1) * momentumDecay))
    return { product: product * now, now, next }
  },
  update({ w, g, m, v }, { lr, nu, eps, product, now, next, t }, lo, hi) {
    const ofM = next / (1 - product * next)
    const ofG = (1 - now) / (1 - product)
    const c2 = 1 - power(nu, t)
    for (let i = lo; i < hi; i++) {
      m[i] = now * m[i] + (1 - now) * g[i]
      v[i] = nu * v[i] + (1 - nu) * g[i] ** 2
      w[i] -= (lr * (ofM * m[i] + ofG * g[i])) / (Math.sqrt(v[i] / c2) + eps)
    }
  },
})
