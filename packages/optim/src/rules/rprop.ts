// Rprop: only the sign of the gradient counts. For full batches. Read sgd.ts first.

import { defineRule } from '../rule.ts'

/**
 * Rprop: each weight has its own step, longer while the sign stays, shorter when it turns.
 *
 *     g · last > 0:   s ← min(s · increase, maxStep)
 *     g · last < 0:   s ← max(s · decrease, minStep),   g ← 0
 *     w ← w − s · sign(g)                     last ← g; s starts at lr, within minStep … maxStep
 *
 * The loop multiplies signs: in float32 the product of two small gradients may be 0.
 *
 * @see Riedmiller & Braun 1993, "A direct adaptive method for faster backpropagation learning: The RPROP algorithm"
 * @see Igel & Hüsken 2000, "Improving the Rprop Learning Algorithm", iRprop−, the form here
 */
export const rprop = defineRule({
  name: 'rprop',
  hyper: { lr: 0.01, increase: 1.2, decrease: 0.5, minStep: 1e-6, maxStep: 50 },
  ranges: {
    increase: { above: 1 },
    decrease: { above: 0, below: 1, or: 'steps never shrink' },
    minStep: { atLeast: 0 },
    maxStep: { above: 0 },
  },
  slots: ['s', 'last'],
  start: ({ lr, minStep, maxStep }) => ({ s: Math.min(Math.max(lr, minStep), maxStep) }),
  update({ w, g, s, last }, { increase, decrease, minStep, maxStep }, lo, hi) {
    for (let i = lo; i < hi; i++) {
      const way = Math.sign(g[i])
      const same = way * Math.sign(last[i])
      s[i] =
        same > 0 ? Math.min(s[i] * increase, maxStep) : same < 0 ? Math.max(s[i] * decrease, minStep) : s[i]
      last[i] = same < 0 ? 0 : g[i]
      w[i] -= same < 0 ? 0 : s[i] * way
    }
  },
})
