// Nadam as PyTorch and Keras have it. Read nadam-dozat.ts first.

import { pow, power } from '@glissade/math'
import { defineRule } from '../rule.ts'

/**
 * Nadam, PyTorch's and Keras's: m fades with the constant β₁ but is corrected by the product of the scheduled μ.
 *
 *     μₜ = β₁ (1 − ½ · 0.96^(t · momentumDecay))
 *     m ← β₁ m + (1 − β₁) g
 *     v ← β₂ v + (1 − β₂) g²
 *     w ← w − lr / (√(v / (1 − β₂ᵗ)) + ε) · (μₜ₊₁ m / (1 − ∏ᵢ₌₁ᵗ⁺¹ μᵢ) + (1 − μₜ) g / (1 − ∏ᵢ₌₁ᵗ μᵢ))
 *
 * Under a constant gradient the first 30 steps are too short, down to 0.73 lr. PyTorch: momentumDecay = 0.004,
 * Keras 3: 1.
 *
 * @see PyTorch's documentation of torch.optim.NAdam
 */
export const nadamScheduled = defineRule({
  name: 'nadamScheduled',
  hyper: { lr: 2e-3, beta1: 0.9, beta2: 0.999, eps: 1e-8, momentumDecay: 0.004 },
  slots: ['m', 'v'],
  memory: { product: 1, now: 0, next: 0 },
  before({ beta1, momentumDecay, product, t }) {
    const now = beta1 * (1 - 0.5 * pow(0.96, t * momentumDecay))
    const next = beta1 * (1 - 0.5 * pow(0.96, (t + 1) * momentumDecay))
    return { product: product * now, now, next }
  },
  update({ w, g, m, v }, { lr, beta1, beta2, eps, product, now, next, t }, lo, hi) {
    const ofM = next / (1 - product * next)
    const ofG = (1 - now) / (1 - product)
    const c2 = 1 - power(beta2, t)
    for (let i = lo; i < hi; i++) {
      m[i] = beta1 * m[i] + (1 - beta1) * g[i]
      v[i] = beta2 * v[i] + (1 - beta2) * g[i] ** 2
      w[i] -= (lr * (ofM * m[i] + ofG * g[i])) / (Math.sqrt(v[i] / c2) + eps)
    }
  },
})
