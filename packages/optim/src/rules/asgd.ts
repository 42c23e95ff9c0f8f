// Averaged SGD: a noisy walk whose mean is better than its end. Read sgd.ts first.

import { pow } from '@glissade/math'
import { defineRule } from '../rule.ts'

/**
 * Averaged stochastic gradient descent.
 *
 *     η = lr / (1 + lambda · lr · (t − 1))^alpha
 *     w ← (1 − lambda · η) w − η g
 *     average ← average + (w − average) / max(1, t − 1 − t0)
 *
 * The weights walk on; the average from step t0 on stands in the slot of that name, as PyTorch's `ax`.
 * `averageOf(model)` keeps such a mean around any rule.
 *
 * @see Polyak & Juditsky 1992, "Acceleration of stochastic approximation by averaging"
 * @see Bottou 2010, "Large-Scale Machine Learning with Stochastic Gradient Descent", section 4
 */
export const asgd = defineRule({
  name: 'asgd',
  hyper: { lr: 0.01, lambda: 1e-4, alpha: 0.75, t0: 1e6 },
  ranges: { lambda: { atLeast: 0 }, alpha: { atLeast: 0 }, t0: { atLeast: 0 } },
  slots: ['average'],
  update({ w, g, average }, { lr, lambda, alpha, t0, t }, lo, hi) {
    const rate = lr / pow(1 + lambda * lr * (t - 1), alpha)
    const share = 1 / Math.max(1, t - 1 - t0)
    for (let i = lo; i < hi; i++) {
      w[i] -= lambda * rate * w[i] + rate * g[i]
      average[i] += share * (w[i] - average[i])
    }
  },
})
