// AMSGrad: Adam that never forgets its largest gradients. Read adam.ts first.

import { defineRule } from '../rule.ts'
import { amsgradCorrected } from './amsgrad-corrected.ts'
import { amsgradEpsHat } from './amsgrad-eps-hat.ts'
import { amsgradMaxCorrected } from './amsgrad-max-corrected.ts'
import { amsgradNotes } from './amsgrad-notes.ts'

/**
 * AMSGrad: the largest v so far divides the step, so rare large gradients keep their say. No bias correction.
 *
 *     m ← β₁ m + (1 − β₁) g
 *     v ← β₂ v + (1 − β₂) g²
 *     vMax ← max(vMax, v)
 *     w ← w − lr · m / (√vMax + ε)
 *
 * Four other readings are in use; over 50 steps on one quadratic they end between −5.0 and +0.3.
 *
 * @see Reddi, Kale & Kumar 2018, "On the Convergence of Adam and Beyond", Algorithm 2,
 *   https://arxiv.org/abs/1904.09237
 */
export const amsgrad = defineRule({
  name: 'amsgrad',
  hyper: { lr: 1e-3, beta1: 0.9, beta2: 0.999, eps: 1e-8 },
  slots: ['m', 'v', 'vMax'],
  update({ w, g, m, v, vMax }, { lr, beta1, beta2, eps }, lo, hi) {
    for (let i = lo; i < hi; i++) {
      m[i] = beta1 * m[i] + (1 - beta1) * g[i]
      v[i] = beta2 * v[i] + (1 - beta2) * g[i] ** 2
      vMax[i] = Math.max(vMax[i], v[i])
      w[i] -= (lr * m[i]) / (Math.sqrt(vMax[i]) + eps)
    }
  },
  dialects: {
    paper: {},
    ruder: {},
    pytorch: amsgradCorrected(),
    keras: amsgradEpsHat({ eps: 1e-7 }),
    optax: amsgradMaxCorrected(),
    notes: amsgradNotes(),
  },
})
