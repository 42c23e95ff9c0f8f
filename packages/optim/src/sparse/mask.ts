// Pruned weights stay zero: under momentum, under Adam, under whatever moves them. Read proximal.ts first.

import { checked, pattern } from '../settings.ts'
import type { Segment } from '../target.ts'
import type { Proximal, Trained } from './proximal.ts'
import { prunable } from './smallest.ts'

/** The vector that marks pruned weights with 1. It is a slot, so a saved optimizer knows what it has pruned. */
export const PRUNED = 'pruned'

/** Zeroes what is marked: the weights, and every other slot, or a rule that looks ahead would see old velocity. */
export function mask({ w, slots }: Trained, segments: readonly Segment[]): void {
  const { [PRUNED]: pruned, ...others } = slots
  const vectors = [w, ...Object.values(others).filter((slot) => slot.length === w.length)]
  for (const { lo, hi } of segments) {
    for (const vector of vectors) {
      for (let i = lo; i < hi; i++) if (pruned[i] > 0) vector[i] = 0
    }
  }
}

/**
 * Weights that are zero when the optimizer is made stay zero.
 *
 * `match` as in `prune`: without it every parameter with two axes or more.
 */
export function keepZeros(options: { match?: string } = {}): Proximal {
  const { match } = checked('keepZeros', options, { match: pattern })
  return {
    name: 'keepZeros',
    slots: [PRUNED],
    start({ w, slots, segments }) {
      for (const { lo, hi } of prunable(segments, match)) {
        for (let i = lo; i < hi; i++) if (w[i] === 0) slots[PRUNED][i] = 1
      }
    },
    apply: (update) => mask(update, prunable(update.segments, match)),
  }
}
