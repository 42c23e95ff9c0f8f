// Adadelta: Adagrad with a memory that fades, and no rate to choose. Read rmsprop.ts first.

import { defineRule } from '../rule.ts'
import { adadeltaRate } from './adadelta-rate.ts'

/**
 * Adadelta: the step is the ratio of two averages, of past steps and of past gradients, so it has the weight's unit.
 *
 *     e ← ρ e + (1 − ρ) g²
 *     d = √(u + ε) / √(e + ε) · g
 *     u ← ρ u + (1 − ρ) d²
 *     w ← w − d
 *
 * u starts at zero, so ε sets the first steps: it is a real hyper-parameter here.
 *
 * @see Zeiler 2012, "ADADELTA: An Adaptive Learning Rate Method", Algorithm 1, https://arxiv.org/abs/1212.5701
 */
export const adadelta = defineRule({
  name: 'adadelta',
  hyper: { rho: 0.95, eps: 1e-6 },
  slots: ['e', 'u'],
  update({ w, g, e, u }, { rho, eps }, lo, hi) {
    for (let i = lo; i < hi; i++) {
      e[i] = rho * e[i] + (1 - rho) * g[i] ** 2
      const d = (Math.sqrt(u[i] + eps) / Math.sqrt(e[i] + eps)) * g[i]
      u[i] = rho * u[i] + (1 - rho) * d ** 2
      w[i] -= d
    }
  },
  dialects: {
    paper: {},
    ruder: { rho: 0.9 },
    pytorch: adadeltaRate({ rho: 0.9 }),
    keras: adadeltaRate({ lr: 1e-3, eps: 1e-7 }),
    optax: adadeltaRate({ rho: 0.9 }),
    tfjs: adadeltaRate({ lr: 1e-3, eps: 1e-7 }),
  },
})
