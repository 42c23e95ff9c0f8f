// Which weights go first: the smallest, in one layer or in all of them together.

import { matches } from '../pattern.ts'
import type { Floats, Segment } from '../target.ts'

/** Which parameters lose weights, and who competes with whom. */
export interface PruningScope {
  /** `layer`: the same part of each parameter; `global`: the smallest weights wherever they are. */
  readonly scope?: 'layer' | 'global'
  /** A path pattern; without one every parameter with two axes or more, so that biases and gains stay. */
  readonly match?: string
}

/** The parameters that a pattern, or its absence, means; frozen ones stay as they are. */
export const prunable = (segments: readonly Segment[], match: string | undefined): Segment[] =>
  segments.filter(
    ({ name, shape, frozen }) => !frozen && (match === undefined ? shape.length >= 2 : matches(match, name)),
  )

/**
 * Marks the part of the weights with the smallest |w| in `pruned`; what is marked already stays marked.
 * Equal weights go in the order of their places.
 */
export function markSmallest(
  pruned: Floats | Uint8Array,
  w: Floats,
  segments: readonly Segment[],
  sparsity: number,
  scope: 'layer' | 'global',
): void {
  const competitions = scope === 'global' ? [segments] : segments.map((segment) => [segment])
  for (const competitors of competitions) {
    const places = competitors.flatMap(({ lo, hi }) => Array.from({ length: hi - lo }, (_, k) => lo + k))
    const sizes = Float64Array.from(places, (i) => (pruned[i] > 0 ? -1 : Math.abs(w[i])))
    const count = Math.round(sparsity * places.length)
    if (count === 0) continue
    const threshold = sizes.slice().sort()[count - 1]
    let ties = count - sizes.reduce((below, size) => below + (size < threshold ? 1 : 0), 0)
    for (const [k, size] of sizes.entries()) {
      if (size < threshold || (size === threshold && ties-- > 0)) pruned[places[k]] = 1
    }
  }
}
