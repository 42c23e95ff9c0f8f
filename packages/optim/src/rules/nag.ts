// Nesterov's original: roll first, then look where you are. Read momentum.ts first.

import { defineRule } from '../rule.ts'

/**
 * Nesterov's accelerated gradient: the gradient is taken where momentum alone would carry the weights.
 *
 *     g ← ∇f(w − momentum · v)
 *     v ← momentum · v + lr · g
 *     w ← w − v
 *
 * `ahead` rolls to w − momentum · v and leaves w itself in `kept`. Needs step(() => loss); the loss returned is the
 * one at the look-ahead point.
 *
 * @see Nesterov 1983, "A method for unconstrained convex minimization problem with the rate of convergence O(1/k²)"
 * @see Ruder 2016, "An overview of gradient descent optimization algorithms", section 4.2, https://arxiv.org/abs/1609.04747
 */
export const nag = defineRule({
  name: 'nag',
  hyper: { lr: 0.01, momentum: 0.9 },
  slots: ['v'],
  ahead({ w, kept, v }, { momentum }, lo, hi) {
    for (let i = lo; i < hi; i++) {
      kept[i] = w[i]
      w[i] -= momentum * v[i]
    }
  },
  update({ w, g, v, kept }, { lr, momentum }, lo, hi) {
    for (let i = lo; i < hi; i++) {
      v[i] = momentum * v[i] + lr * g[i]
      w[i] = kept[i] - v[i]
    }
  },
})
