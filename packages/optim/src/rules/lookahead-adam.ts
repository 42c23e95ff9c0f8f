// Adam over a look-ahead gradient, as some notes on Nadam sketch it. Read nag.ts and adam.ts first.

import { defineRule } from '../rule.ts'
import { lookaheadAdamScaled } from './lookahead-adam-scaled.ts'

/**
 * Look-ahead Adam, literally: the gradient is taken at w − β₁ v, where v is a mean of gradients, not a step.
 *
 *     g ← ∇f(w − β₁ v)
 *     v ← β₁ v + (1 − β₁) g
 *     s ← β₂ s + (1 − β₂) g²                  the notes put v here where s must stand
 *     w ← w − lr · v / (√s + ε)
 *
 * The offset has the unit of a gradient, so where gradients are large the look goes far astray: it diverges on
 * Rosenbrock's valley. `lookaheadAdamScaled` mends that. Needs step(() => loss).
 *
 * @see Dozat 2015, "Incorporating Nesterov Momentum into Adam", Stanford CS229 report 054, which the notes retell
 */
export const lookaheadAdam = defineRule({
  name: 'lookaheadAdam',
  hyper: { lr: 1e-3, beta1: 0.9, beta2: 0.999, eps: 1e-8 },
  slots: ['v', 's'],
  ahead({ w, v, kept }, { beta1 }, lo, hi) {
    for (let i = lo; i < hi; i++) {
      kept[i] = w[i]
      w[i] -= beta1 * v[i]
    }
  },
  update({ w, g, v, s, kept }, { lr, beta1, beta2, eps }, lo, hi) {
    for (let i = lo; i < hi; i++) {
      v[i] = beta1 * v[i] + (1 - beta1) * g[i]
      s[i] = beta2 * s[i] + (1 - beta2) * g[i] ** 2
      w[i] = kept[i] - (lr * v[i]) / (Math.sqrt(s[i]) + eps)
    }
  },
  dialects: {
    notes: {},
    corrected: lookaheadAdamScaled(),
  },
})
