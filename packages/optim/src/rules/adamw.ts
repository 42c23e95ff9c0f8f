// Adam with weight decay apart from the gradient, at the libraries' scale. Read adam.ts first.

import { power } from '@glissade/math'
import { defineRule } from '../rule.ts'
import { adamwEpsHat } from './adamw-eps-hat.ts'
import { adamwPaper } from './adamw-paper.ts'

/**
 * AdamW: the weights shrink on their own instead of through Adam's averages.
 *
 *     w ← w − lr · weightDecay · w
 *     m ← β₁ m + (1 − β₁) g
 *     v ← β₂ v + (1 − β₂) g²
 *     w ← w − lr · (m / (1 − β₁ᵗ)) / (√(v / (1 − β₂ᵗ)) + ε)
 *
 * As in PyTorch, Keras and Optax the decay is multiplied by lr; in the paper it is not (see adamwPaper).
 *
 * @see Loshchilov & Hutter 2019, "Decoupled Weight Decay Regularization", Algorithm 2, https://arxiv.org/abs/1711.05101
 */
export const adamw = defineRule({
  name: 'adamw',
  hyper: { lr: 1e-3, beta1: 0.9, beta2: 0.999, eps: 1e-8, weightDecay: 0.01 },
  slots: ['m', 'v'],
  update({ w, g, m, v }, { lr, beta1, beta2, eps, weightDecay, t }, lo, hi) {
    const c1 = 1 - power(beta1, t)
    const c2 = 1 - power(beta2, t)
    for (let i = lo; i < hi; i++) {
      m[i] = beta1 * m[i] + (1 - beta1) * g[i]
      v[i] = beta2 * v[i] + (1 - beta2) * g[i] ** 2
      w[i] -= lr * weightDecay * w[i] + (lr * (m[i] / c1)) / (Math.sqrt(v[i] / c2) + eps)
    }
  },
  dialects: {
    paper: adamwPaper(),
    pytorch: {},
    keras: adamwEpsHat({ eps: 1e-7, weightDecay: 0.004 }),
    optax: { weightDecay: 1e-4 },
  },
})
