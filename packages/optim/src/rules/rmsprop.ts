// RMSprop: Adagrad with a memory that fades. Read adagrad.ts first.

import { defineRule } from '../rule.ts'
import { rmspropEpsInside } from './rmsprop-eps-inside.ts'

/**
 * RMSprop: each weight's gradient is divided by a running root mean square of it.
 *
 *     s ← ρ s + (1 − ρ) g²
 *     w ← w − lr · g / (√s + ε)               ε outside the root; the lecture has none
 *
 * s starts at zero and is not corrected for it, so the first step is lr / √(1 − ρ).
 *
 * @see Tieleman & Hinton 2012, "Lecture 6.5 — rmsprop: Divide the gradient by a running average of its recent
 *   magnitude", Neural Networks for Machine Learning
 */
export const rmsprop = defineRule({
  name: 'rmsprop',
  hyper: { lr: 1e-3, rho: 0.9, eps: 1e-8 },
  slots: ['s'],
  update({ w, g, s }, { lr, rho, eps }, lo, hi) {
    for (let i = lo; i < hi; i++) {
      s[i] = rho * s[i] + (1 - rho) * g[i] ** 2
      w[i] -= (lr * g[i]) / (Math.sqrt(s[i]) + eps)
    }
  },
  dialects: {
    paper: {},
    ruder: rmspropEpsInside(),
    geron: rmspropEpsInside({ eps: 1e-10 }),
    pytorch: { lr: 0.01, rho: 0.99 },
    keras: rmspropEpsInside({ eps: 1e-7 }),
    optax: rmspropEpsInside(),
    tfjs: rmspropEpsInside({ eps: 1e-7 }),
  },
})
