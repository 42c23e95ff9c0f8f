// Penalties on the size of the weights, added to the gradient.

import { matches } from '../pattern.ts'
import { defineRule } from '../rule.ts'
import { checked, pattern, rate } from '../settings.ts'
import type { Transform } from './transform.ts'

/** Which parameters a penalty touches: a path pattern; all by default. */
export interface PenaltyOptions {
  readonly match?: string
}

/** g ← g + λ₁ sign(w) + λ₂ w */
export const pull = defineRule({
  name: 'penalty',
  hyper: { lambda1: 0, lambda2: 0 },
  slots: [],
  update({ w, g }, { lambda1, lambda2 }, lo, hi) {
    for (let i = lo; i < hi; i++) g[i] += lambda1 * Math.sign(w[i]) + lambda2 * w[i]
  },
})

/**
 * Lasso: pulls every weight towards zero with the same force.
 *
 *     g ← g + λ sign(w)          the gradient of λ ‖w‖₁
 *
 * Weights come near zero but seldom reach it: the force changes sign there.
 *
 * @see Tibshirani 1996, "Regression Shrinkage and Selection via the Lasso"
 */
export const l1 = (lambda: number, options: PenaltyOptions = {}): Transform =>
  penalty('l1', lambda, 0, options)

/**
 * Ridge, or coupled weight decay: pulls large weights harder.
 *
 *     g ← g + λ w                the gradient of ½ λ ‖w‖²; Keras's l2 leaves the ½ out
 *
 * @see Hoerl & Kennard 1970, "Ridge Regression: Biased Estimation for Nonorthogonal Problems"
 */
export const l2 = (lambda: number, options: PenaltyOptions = {}): Transform =>
  penalty('l2', 0, lambda, options)

/**
 * Elastic net: both.
 *
 *     g ← g + λ₁ sign(w) + λ₂ w
 *
 * @see Zou & Hastie 2005, "Regularization and Variable Selection via the Elastic Net"
 */
export const elastic = (lambda1: number, lambda2: number, options: PenaltyOptions = {}): Transform =>
  penalty('elastic', lambda1, lambda2, options)

function penalty(name: string, lambda1: number, lambda2: number, options: PenaltyOptions): Transform {
  const settings = { lambda1, lambda2, ...options }
  const { match = '**' } = checked(name, settings, { lambda1: rate, lambda2: rate, match: pattern }, options)
  return {
    name,
    apply({ segments, run }) {
      for (const segment of segments) {
        if (matches(match, segment.name)) run(pull, { lambda1, lambda2 }, segment)
      }
    },
  }
}
