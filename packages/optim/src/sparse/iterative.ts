// Pruning while training: a little at first, so that what is left can take over. Read prune.ts and mask.ts first.

import { power } from '@glissade/math'
import type { Schedule } from '../hyperparameter.ts'
import { checked, count, index, pattern, share } from '../settings.ts'
import { mask, PRUNED } from './mask.ts'
import type { Proximal } from './proximal.ts'
import { markSmallest, prunable } from './smallest.ts'
import type { PruningScope } from './smallest.ts'

/** Sparsity rises from `from` to `to` between the steps `begin` and `end`, counted from 0. */
export interface CubicSparsity {
  readonly from?: number
  readonly to: number
  readonly begin?: number
  readonly end: number
}

const ranges = (begin = 0) => ({ from: share, to: share, begin: index, end: { above: begin, whole: true } })

/**
 * Fast while many weights are redundant, slow when few are left.
 *
 *     s(t) = to + (from − to) · (1 − (t − begin) / (end − begin))³          begin ≤ t ≤ end
 *
 * 0 before `begin`, `to` after `end`.
 *
 * @see Zhu & Gupta 2017, "To prune, or not to prune: exploring the efficacy of pruning for model compression",
 *   equation 1, https://arxiv.org/abs/1710.01878
 */
export function cubicSparsity(options: CubicSparsity): Schedule {
  const { from, to, begin, end } = checked(
    'cubicSparsity',
    { from: 0, begin: 0, ...options },
    ranges(options?.begin),
    options,
  )
  return (t) => {
    if (t < begin) return 0
    return to + (from - to) * power(1 - (Math.min(t, end) - begin) / (end - begin), 3)
  }
}

/**
 * Prunes the smallest weights every so many steps, until `end`, along `cubicSparsity`; pruned weights stay zero.
 *
 *     new Optimizer(model, adam(), { proximal: iterativePruning({ to: 0.9, end: 2000, every: 50 }) })
 */
export function iterativePruning(options: CubicSparsity & PruningScope & { every?: number }): Proximal {
  const { scope, every, match, ...curve } = checked(
    'iterativePruning',
    { from: 0, begin: 0, every: 100, scope: 'layer' as const, ...options },
    { ...ranges(options?.begin), every: count, scope: ['layer', 'global'], match: pattern },
    options,
  )
  const sparsity = cubicSparsity(curve)
  const due = (t: number) =>
    t === curve.end || (t >= curve.begin && t < curve.end && (t - curve.begin) % every === 0)
  return {
    name: 'iterativePruning',
    slots: [PRUNED],
    apply(update) {
      const segments = prunable(update.segments, match)
      const t = update.t - 1
      if (due(t)) markSmallest(update.slots[PRUNED], update.w, segments, sparsity(t), scope)
      mask(update, segments)
    },
  }
}
