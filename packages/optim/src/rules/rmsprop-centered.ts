// RMSprop by the variance instead of the mean square, PyTorch's way. Read rmsprop.ts first.

import { defineRule } from '../rule.ts'
import { rmspropCenteredEpsInside } from './rmsprop-centered-eps-inside.ts'

/**
 * Centred RMSprop: divides by the running standard deviation, so steady gradients take longer steps.
 *
 *     s ← ρ s + (1 − ρ) g²
 *     a ← ρ a + (1 − ρ) g
 *     w ← w − lr · g / (√max(s − a², 0) + ε)
 *
 * Rounding may push s − a² below zero; the max keeps its root a number.
 *
 * @see Graves 2013, "Generating Sequences With Recurrent Neural Networks", equations 38–41,
 *   https://arxiv.org/abs/1308.0850; here without momentum and with ε outside, as in PyTorch
 */
export const rmspropCentered = defineRule({
  name: 'rmspropCentered',
  hyper: { lr: 1e-3, rho: 0.9, eps: 1e-8 },
  slots: ['s', 'a'],
  update({ w, g, s, a }, { lr, rho, eps }, lo, hi) {
    for (let i = lo; i < hi; i++) {
      s[i] = rho * s[i] + (1 - rho) * g[i] ** 2
      a[i] = rho * a[i] + (1 - rho) * g[i]
      w[i] -= (lr * g[i]) / (Math.sqrt(Math.max(s[i] - a[i] ** 2, 0)) + eps)
    }
  },
  dialects: {
    pytorch: { lr: 0.01, rho: 0.99 },
    keras: rmspropCenteredEpsInside({ eps: 1e-7 }),
    optax: rmspropCenteredEpsInside(),
    tfjs: rmspropCenteredEpsInside({ eps: 1e-7 }),
  },
})
