// Clipping by proportion: a gradient is too long where it would change its weights too much. Read clip.ts first.

import { matches } from '../pattern.ts'
import { checked, pattern, positive } from '../settings.ts'
import type { Floats } from '../target.ts'
import type { PenaltyOptions } from './penalty.ts'
import type { Transform } from './transform.ts'
import { unitsOf } from './units.ts'

/**
 * Shortens each unit's gradient to `ratio` times the length of its weights where it is longer.
 *
 *     gᵤ ← gᵤ · ratio · max(‖wᵤ‖, eps) / ‖gᵤ‖          per unit u, where ‖gᵤ‖ > ratio · max(‖wᵤ‖, eps)
 *
 * A unit is a column of a matrix (inputs, outputs), a filter of a kernel, a whole bias. `clipped` counts the units that
 * were shortened in the last step. The paper leaves the last layer out: give a `match` that does.
 *
 * @see Brock, De, Smith & Simonyan 2021, "High-Performance Large-Scale Image Recognition Without Normalization",
 *   section 4, https://arxiv.org/abs/2102.06171
 */
export function adaptiveClip(
  ratio = 0.01,
  options: PenaltyOptions & { eps?: number } = {},
): Transform & { readonly clipped: number } {
  const { eps, match = '**' } = checked(
    'adaptiveClip',
    { ratio, eps: 1e-3, ...options },
    { ratio: positive, eps: positive, match: pattern },
    options,
  )
  const clip = {
    name: 'adaptiveClip',
    clipped: 0,
    apply({ w, g, segments }: Parameters<Transform['apply']>[0]) {
      clip.clipped = 0
      for (const { name, shape, lo } of segments) {
        if (!matches(match, name)) continue
        const { count, length, step, stride } = unitsOf(shape)
        for (let u = 0; u < count; u++) {
          const start = lo + u * step
          const end = start + length * stride
          const longest = ratio * Math.max(norm(w, start, end, stride), eps)
          const found = norm(g, start, end, stride)
          if (!(found > longest && found < Infinity)) continue
          for (let i = start; i < end; i += stride) g[i] *= longest / found
          clip.clipped++
        }
      }
    },
  }
  return clip
}

function norm(x: Floats, start: number, end: number, stride: number): number {
  let sum = 0
  for (let i = start; i < end; i += stride) sum += x[i] * x[i]
  return Math.sqrt(sum)
}
