// Adagrad over a window: the idea that RMSprop and Adadelta keep with less memory. Read rules/adagrad.ts first.

import { defineMethod } from '../method.ts'

/**
 * Windowed Adagrad: sums the last `window` squared gradients instead of all.
 *
 *     s = Σ g²  over the last `window` steps
 *     w ← w − lr · g / (√s + ε)
 *
 * @see Zeiler 2012, "ADADELTA: An Adaptive Learning Rate Method", section 3.1, https://arxiv.org/abs/1212.5701
 */
export const windowedAdagrad = defineMethod({
  name: 'windowedAdagrad',
  hyper: { lr: 0.01, window: 10, eps: 1e-8 },
  ranges: { window: { atLeast: 1, whole: true } },
  slots: ['squares'],
  sizes: (n, { window }) => ({ squares: n * window }),
  solve({ x, g, vectors: { squares }, evaluate }, { lr, window, eps, t }) {
    evaluate()
    const n = x.length
    const row = ((t - 1) % window) * n
    for (let i = 0; i < n; i++) {
      squares[row + i] = g[i] ** 2
      let s = 0
      for (let k = 0; k < window; k++) s += squares[k * n + i]
      x[i] -= (lr * g[i]) / (Math.sqrt(s) + eps)
    }
    return {}
  },
})
