// Adadelta with a rate, as the libraries have it. Read adadelta.ts first.

import { defineRule } from '../rule.ts'

/**
 * Adadelta, scaled: the step is multiplied by a rate that the average of steps never sees.
 *
 *     e ← ρ e + (1 − ρ) g²
 *     d = √(u + ε) / √(e + ε) · g
 *     u ← ρ u + (1 − ρ) d²
 *     w ← w − lr · d
 *
 * With lr = 1 it is the paper's rule.
 *
 * @see Zeiler 2012, "ADADELTA: An Adaptive Learning Rate Method", Algorithm 1, https://arxiv.org/abs/1212.5701
 */
export const adadeltaRate = defineRule({
  name: 'adadeltaRate',
  hyper: { lr: 1, rho: 0.95, eps: 1e-6 },
  slots: ['e', 'u'],
  update({ w, g, e, u }, { lr, rho, eps }, lo, hi) {
    for (let i = lo; i < hi; i++) {
      e[i] = rho * e[i] + (1 - rho) * g[i] ** 2
      const d = (Math.sqrt(u[i] + eps) / Math.sqrt(e[i] + eps)) * g[i]
      u[i] = rho * u[i] + (1 - rho) * d ** 2
      w[i] -= lr * d
    }
  },
})
