// Two rings, one inside the other: no straight line separates them, the distance from the middle does.
import { cos, sin } from '@glissade/math'
import type { Dataset } from '../dataset.ts'
import { DataError } from '../errors.ts'
import { begin, type GeneratedOptions } from './options.ts'
import { points } from './points.ts'

export interface CircleOptions extends GeneratedOptions {
  /** The radius of the inner ring, class 1; 0.5 unless said. */
  readonly inner?: number
}

/**
 * Points on two circles around the origin, one class each.
 *
 *     class 0: (cos φ, sin φ)     class 1: inner·(cos φ, sin φ)     φ uniform on [0, 2π)
 *
 * x (samples, 2), classes evenly mixed.
 */
export function circles(options: CircleOptions): Dataset {
  const rng = begin('circles', options, ['noise', 'inner'])
  const { samples, noise = 0, inner = 0.5 } = options
  if (!(inner > 0 && inner < 1)) {
    throw new DataError(`circles: inner is ${inner}; it needs a radius above 0 and below 1.`)
  }
  return points(samples, 2, noise, rng, (label) => {
    const angle = 2 * Math.PI * rng.uniform()
    const r = label === 0 ? 1 : inner
    return [r * cos(angle), r * sin(angle)]
  })
}
