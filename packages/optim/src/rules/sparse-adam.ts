// Adam for tables of which a step uses few rows. Read adam-eps-hat.ts first.

import { power } from '@glissade/math'
import { defineRule } from '../rule.ts'

/**
 * Adam whose averages move only where there is a gradient: a row that a batch does not read keeps m, v and w.
 *
 *     m ← β₁ m + (1 − β₁) g                          for the weights whose gradient was touched
 *     v ← β₂ v + (1 − β₂) g²
 *     w ← w − lr · √(1 − β₂ᵗ) / (1 − β₁ᵗ) · m / (√v + ε)
 *
 * t counts all steps. Adam itself would let m and v of the other rows fade and move them on, so this is another rule; where
 * the whole gradient is written it is adamEpsHat. TensorFlow Addons calls it LazyAdam.
 *
 * @see PyTorch, torch.optim.SparseAdam, https://docs.pytorch.org/docs/stable/generated/torch.optim.SparseAdam.html
 */
export const sparseAdam = defineRule({
  name: 'sparseAdam',
  hyper: { lr: 1e-3, beta1: 0.9, beta2: 0.999, eps: 1e-8 },
  slots: ['m', 'v'],
  sparse: 'lazy',
  update({ w, g, m, v }, { lr, beta1, beta2, eps, t }, lo, hi) {
    const rate = (lr * Math.sqrt(1 - power(beta2, t))) / (1 - power(beta1, t))
    for (let i = lo; i < hi; i++) {
      m[i] = beta1 * m[i] + (1 - beta1) * g[i]
      v[i] = beta2 * v[i] + (1 - beta2) * g[i] ** 2
      w[i] -= (rate * m[i]) / (Math.sqrt(v[i]) + eps)
    }
  },
  dialects: {
    pytorch: {},
  },
})
