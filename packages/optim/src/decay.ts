// What the optimizer itself does around a rule, as loops of the same form: sign and weight decay.

import { defineRule } from './rule.ts'

/**
 * Climbs: descends on −f.
 *
 *     g ← −g
 */
export const negate = defineRule({
  name: 'negate',
  hyper: {},
  slots: [],
  update({ g }, _, lo, hi) {
    for (let i = lo; i < hi; i++) g[i] = -g[i]
  },
})

/**
 * Coupled weight decay: the gradient of ½ λ ‖w‖² joins the gradient of the loss, before the rule sees it.
 *
 *     g ← g + weightDecay · w
 */
export const coupledDecay = defineRule({
  name: 'coupledDecay',
  hyper: { weightDecay: 0 },
  slots: [],
  update({ w, g }, { weightDecay }, lo, hi) {
    for (let i = lo; i < hi; i++) g[i] += weightDecay * w[i]
  },
})

/**
 * Decoupled weight decay: the weights shrink on their own, and the rule's averages never see it.
 *
 *     w ← w − lr · decoupledWeightDecay · w
 *
 * @see Loshchilov & Hutter 2019, "Decoupled Weight Decay Regularization", https://arxiv.org/abs/1711.05101
 */
export const decoupledDecay = defineRule({
  name: 'decoupledDecay',
  hyper: { lr: 1, decoupledWeightDecay: 0 },
  slots: [],
  update({ w }, { lr, decoupledWeightDecay }, lo, hi) {
    for (let i = lo; i < hi; i++) w[i] -= lr * decoupledWeightDecay * w[i]
  },
})
