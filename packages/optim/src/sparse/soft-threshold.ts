// L1 with exact zeros: the penalty as a step of its own instead of a part of the gradient.

import { matches } from '../pattern.ts'
import { defineRule } from '../rule.ts'
import { checked, pattern, rate } from '../settings.ts'
import type { PenaltyOptions } from '../transforms/penalty.ts'
import type { Proximal } from './proximal.ts'

/** w ← sign(w) · max(|w| − κ, 0) */
export const shrink = defineRule({
  name: 'softThreshold',
  hyper: { kappa: 0 },
  slots: [],
  update({ w }, { kappa }, lo, hi) {
    for (let i = lo; i < hi; i++) w[i] = Math.max(w[i] - kappa, 0) + Math.min(w[i] + kappa, 0)
  },
})

/**
 * Pulls every weight towards zero by the same amount after each update, and leaves it there once it arrives.
 *
 *     w ← sign(w) · max(|w| − κ, 0),   κ = lr · lambda          the proximal step of λ ‖w‖₁
 *
 *     new Optimizer(model, adam(), { proximal: softThreshold(1e-4, { match: '**.weight' }) })
 *
 * Since it stands outside the rule, an adaptive rule does not divide it away: λ means the same under every rule.
 * A rule without a rate takes κ = λ.
 *
 * @see Duchi & Singer 2009, "Efficient Online and Batch Learning Using Forward Backward Splitting", section 5.1
 */
export function softThreshold(lambda: number, options: PenaltyOptions = {}): Proximal {
  const { match = '**' } = checked(
    'softThreshold',
    { lambda, ...options },
    { lambda: rate, match: pattern },
    options,
  )
  return {
    name: 'softThreshold',
    apply({ segments, rate, run }) {
      for (const segment of segments) {
        if (matches(match, segment.name)) run(shrink, { kappa: rate(segment) * lambda }, segment)
      }
    },
  }
}
