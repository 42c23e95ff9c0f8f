// Momentum: the ball that keeps rolling. Read sgd.ts first.

import { defineRule } from '../rule.ts'
import { momentumOutside } from './momentum-outside.ts'

/**
 * Momentum: a velocity gathers past steps, so that a ravine's walls cancel and its floor adds up.
 *
 *     v ← momentum · v + lr · g
 *     w ← w − v                               terminal velocity lr · g / (1 − momentum)
 *
 * The rate stands inside the velocity, as in the paper: after a drop of lr the old velocity still counts in full.
 *
 * @see Qian 1999, "On the momentum term in gradient descent learning algorithms"
 * @see Polyak 1964, "Some methods of speeding up the convergence of iteration methods"
 */
export const momentum = defineRule({
  name: 'momentum',
  hyper: { lr: 0.01, momentum: 0.9 },
  slots: ['v'],
  update({ w, g, v }, { lr, momentum }, lo, hi) {
    for (let i = lo; i < hi; i++) {
      v[i] = momentum * v[i] + lr * g[i]
      w[i] -= v[i]
    }
  },
  dialects: {
    paper: {},
    ruder: {},
    geron: {},
    keras: {},
    pytorch: momentumOutside({ lr: 1e-3 }),
    optax: momentumOutside(),
    tfjs: momentumOutside(),
  },
})
