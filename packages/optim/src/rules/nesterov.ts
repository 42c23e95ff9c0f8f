// Nesterov's momentum without a second evaluation. Read momentum.ts first; nag.ts has the original.

import { defineRule } from '../rule.ts'
import { nesterovOutside } from './nesterov-outside.ts'

/**
 * Nesterov's momentum, reformulated: the coming momentum step is applied now, so the gradient can be taken here.
 *
 *     v ← momentum · v + lr · g
 *     w ← w − (momentum · v + lr · g)
 *
 * With constant lr and momentum these w are the look-ahead points of the original, not its w.
 *
 * @see Dozat 2016, "Incorporating Nesterov Momentum into Adam", section 2.2
 * @see Bengio, Boulanger-Lewandowski & Pascanu 2013, "Advances in Optimizing Recurrent Networks", section 3.5,
 *   https://arxiv.org/abs/1212.0901
 */
export const nesterov = defineRule({
  name: 'nesterov',
  hyper: { lr: 0.01, momentum: 0.9 },
  slots: ['v'],
  update({ w, g, v }, { lr, momentum }, lo, hi) {
    for (let i = lo; i < hi; i++) {
      v[i] = momentum * v[i] + lr * g[i]
      w[i] -= momentum * v[i] + lr * g[i]
    }
  },
  dialects: {
    paper: {},
    dozat: {},
    keras: {},
    pytorch: nesterovOutside({ lr: 1e-3 }),
    optax: nesterovOutside(),
    tfjs: nesterovOutside(),
  },
})
