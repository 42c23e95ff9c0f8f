// AdaMax over a look-ahead gradient, as some notes on Nadam sketch it. Read lookahead-adam.ts and adamax.ts first.

import { defineRule } from '../rule.ts'

/**
 * Look-ahead AdaMax: the gradient is taken at w − β₁ v, where v is a mean of gradients, not a step.
 *
 *     g ← ∇f(w − β₁ v)
 *     v ← β₁ v + (1 − β₁) g
 *     u ← max(β₂ u, |g|)
 *     w ← w − lr · v / u                      no step while u is 0; the notes keep a root over u
 *
 * It diverges on Rosenbrock's valley, as `lookaheadAdam` does. Needs step(() => loss).
 *
 * @see Dozat 2015, "Incorporating Nesterov Momentum into Adam", Stanford CS229 report 054, which the notes retell
 */
export const lookaheadAdamax = defineRule({
  name: 'lookaheadAdamax',
  hyper: { lr: 2e-3, beta1: 0.9, beta2: 0.999 },
  slots: ['v', 'u'],
  ahead({ w, v, kept }, { beta1 }, lo, hi) {
    for (let i = lo; i < hi; i++) {
      kept[i] = w[i]
      w[i] -= beta1 * v[i]
    }
  },
  update({ w, g, v, u, kept }, { lr, beta1, beta2 }, lo, hi) {
    for (let i = lo; i < hi; i++) {
      v[i] = beta1 * v[i] + (1 - beta1) * g[i]
      u[i] = Math.max(beta2 * u[i], Math.abs(g[i]))
      w[i] = kept[i] - (u[i] > 0 ? (lr * v[i]) / u[i] : 0)
    }
  },
})
