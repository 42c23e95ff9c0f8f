// Nadam: Adam that looks ahead, in the survey's short form. Read adam.ts and nesterov.ts first.

import { power } from '@glissade/math'
import { defineRule } from '../rule.ts'
import { nadamDozat } from './nadam-dozat.ts'
import { nadamOptax } from './nadam-optax.ts'
import { nadamScheduled } from './nadam-scheduled.ts'

/**
 * Nadam, the survey's: the coming momentum step is applied now, as in reformulated Nesterov.
 *
 *     m ← β₁ m + (1 − β₁) g
 *     v ← β₂ v + (1 − β₂) g²
 *     w ← w − lr / (√(v / (1 − β₂ᵗ)) + ε) · (β₁ m + (1 − β₁) g) / (1 − β₁ᵗ)
 *
 * Five versions of Nadam are in use; under a constant gradient their first steps are 1.90 (this one), 1.47 (Optax),
 * 1.33 (Dozat), 1.06 (Keras) and 1.06 lr (PyTorch).
 *
 * @see Ruder 2016, "An overview of gradient descent optimization algorithms", section 4.8, https://arxiv.org/abs/1609.04747
 */
export const nadam = defineRule({
  name: 'nadam',
  hyper: { lr: 2e-3, beta1: 0.9, beta2: 0.999, eps: 1e-8 },
  slots: ['m', 'v'],
  update({ w, g, m, v }, { lr, beta1, beta2, eps, t }, lo, hi) {
    const c1 = 1 - power(beta1, t)
    const c2 = 1 - power(beta2, t)
    for (let i = lo; i < hi; i++) {
      m[i] = beta1 * m[i] + (1 - beta1) * g[i]
      v[i] = beta2 * v[i] + (1 - beta2) * g[i] ** 2
      w[i] -= (lr * ((beta1 * m[i] + (1 - beta1) * g[i]) / c1)) / (Math.sqrt(v[i] / c2) + eps)
    }
  },
  dialects: {
    paper: nadamDozat(),
    dozat: nadamDozat(),
    ruder: {},
    pytorch: nadamScheduled(),
    keras: nadamScheduled({ lr: 1e-3, momentumDecay: 1, eps: 1e-7 }),
    optax: nadamOptax(),
  },
})
