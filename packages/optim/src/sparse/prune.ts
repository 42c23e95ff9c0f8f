// Magnitude pruning: the smallest weights of a trained model become zero. Read smallest.ts first.

import { checked, pattern, share } from '../settings.ts'
import { targetOf } from '../target.ts'
import type { Trainable } from '../target.ts'
import { markSmallest, prunable } from './smallest.ts'
import type { PruningScope } from './smallest.ts'

/** How much of a model, and of each of its parameters, is exactly zero. */
export interface Sparsity {
  readonly zeros: number
  readonly of: number
  readonly parameters: readonly { readonly name: string; readonly zeros: number; readonly of: number }[]
}

/**
 * Sets the given part of the weights, those with the smallest |w|, to zero.
 *
 *     prune(model, { sparsity: 0.9 })
 *     const optimizer = new Optimizer(model, adam(), { proximal: keepZeros() })          train on without them
 *
 * @see Han, Pool, Tran & Dally 2015, "Learning both Weights and Connections for Efficient Neural Networks",
 *   https://arxiv.org/abs/1506.02626
 */
export function prune<L>(model: Trainable<L>, options: PruningScope & { sparsity: number }): Sparsity {
  const { sparsity, scope, match } = checked(
    'prune',
    { scope: 'layer' as const, ...options },
    { sparsity: share, scope: ['layer', 'global'], match: pattern },
    options,
  )
  const target = targetOf('prune', model)
  const pruned = new Uint8Array(target.value.length)
  markSmallest(pruned, target.value, prunable(target.segments, match), sparsity, scope)
  for (let i = 0; i < pruned.length; i++) if (pruned[i] > 0) target.value[i] = 0
  target.touch('prune')
  return sparsityOf(target)
}

/** Counts the weights that are exactly zero. */
export function sparsityOf<L>(model: Trainable<L>): Sparsity {
  const { value, segments } = targetOf('sparsityOf', model)
  const parameters = segments.map(({ name, lo, hi }) => {
    let zeros = 0
    for (let i = lo; i < hi; i++) if (value[i] === 0) zeros++
    return { name, zeros, of: hi - lo }
  })
  const total = (key: 'zeros' | 'of') => parameters.reduce((sum, parameter) => sum + parameter[key], 0)
  return { zeros: total('zeros'), of: total('of'), parameters }
}
