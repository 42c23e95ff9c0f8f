// Nadam's step over AdaMax's maximum, in the survey's short form. Read nadam.ts and adamax.ts first.

import { power } from '@glissade/math'
import { defineRule } from '../rule.ts'
import { nadamaxDozat } from './nadamax-dozat.ts'

/**
 * NAdaMax, constant momentum.
 *
 *     m ← β₁ m + (1 − β₁) g
 *     u ← max(β₂ u, |g|)
 *     w ← w − lr / u · (β₁ m + (1 − β₁) g) / (1 − β₁ᵗ)          no step while u is 0
 *
 * @see Dozat 2015, "Incorporating Nesterov Momentum into Adam", Stanford CS229 report 054
 */
export const nadamax = defineRule({
  name: 'nadamax',
  hyper: { lr: 2e-3, beta1: 0.9, beta2: 0.999 },
  slots: ['m', 'u'],
  update({ w, g, m, u }, { lr, beta1, beta2, t }, lo, hi) {
    const rate = lr / (1 - power(beta1, t))
    for (let i = lo; i < hi; i++) {
      m[i] = beta1 * m[i] + (1 - beta1) * g[i]
      u[i] = Math.max(beta2 * u[i], Math.abs(g[i]))
      w[i] -= u[i] > 0 ? (rate * (beta1 * m[i] + (1 - beta1) * g[i])) / u[i] : 0
    }
  },
  dialects: {
    ruder: {},
    dozat: nadamaxDozat(),
  },
})
