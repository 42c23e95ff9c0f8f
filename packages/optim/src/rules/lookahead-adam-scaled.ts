// Look-ahead Adam with an offset that is a step. Read lookahead-adam.ts first.

import { defineRule } from '../rule.ts'

/**
 * Look-ahead Adam, mended: the gradient is taken along β₁ times the last step.
 *
 *     g ← ∇f(w − β₁ d)
 *     v ← β₁ v + (1 − β₁) g
 *     s ← β₂ s + (1 − β₂) g²
 *     d ← lr · v / (√s + ε)
 *     w ← w − d
 *
 * Needs step(() => loss).
 *
 * @see Dozat 2016, "Incorporating Nesterov Momentum into Adam", section 2.2, for the look ahead along a step
 */
export const lookaheadAdamScaled = defineRule({
  name: 'lookaheadAdamScaled',
  hyper: { lr: 1e-3, beta1: 0.9, beta2: 0.999, eps: 1e-8 },
  slots: ['v', 's', 'd'],
  ahead({ w, kept, d }, { beta1 }, lo, hi) {
    for (let i = lo; i < hi; i++) {
      kept[i] = w[i]
      w[i] -= beta1 * d[i]
    }
  },
  update({ w, g, v, s, d, kept }, { lr, beta1, beta2, eps }, lo, hi) {
    for (let i = lo; i < hi; i++) {
      v[i] = beta1 * v[i] + (1 - beta1) * g[i]
      s[i] = beta2 * s[i] + (1 - beta2) * g[i] ** 2
      d[i] = (lr * v[i]) / (Math.sqrt(s[i]) + eps)
      w[i] = kept[i] - d[i]
    }
  },
})
