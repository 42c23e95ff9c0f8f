// Gradient centralisation: a unit's weights keep their mean.

import { matches } from '../pattern.ts'
import { checked, pattern } from '../settings.ts'
import type { PenaltyOptions } from './penalty.ts'
import type { Transform } from './transform.ts'
import { unitsOf } from './units.ts'

/**
 * Takes the mean off each unit's gradient.
 *
 *     gᵤ ← gᵤ − mean(gᵤ)          per unit u of a parameter with two axes or more
 *
 * A unit is a column of a matrix (inputs, outputs) or a filter of a kernel; biases and gains are left alone.
 *
 * @see Yong, Huang, Hua & Zhang 2020, "Gradient Centralization: A New Optimization Technique for Deep Neural Networks",
 *   equation 1, https://arxiv.org/abs/2004.01461
 */
export function centralize(options: PenaltyOptions = {}): Transform {
  const { match = '**' } = checked('centralize', options, { match: pattern })
  return {
    name: 'centralize',
    apply({ g, segments }) {
      for (const { name, shape, lo } of segments) {
        if (shape.length < 2 || !matches(match, name)) continue
        const { count, length, step, stride } = unitsOf(shape)
        for (let u = 0; u < count; u++) {
          const start = lo + u * step
          const end = start + length * stride
          let sum = 0
          for (let i = start; i < end; i += stride) sum += g[i]
          for (let i = start; i < end; i += stride) g[i] -= sum / length
        }
      }
    },
  }
}
