// Two half circles that reach into each other.
import { cos, sin } from '@glissade/math'
import type { Dataset } from '../dataset.ts'
import { begin, type GeneratedOptions } from './options.ts'
import { points } from './points.ts'

/**
 * Two half moons, one class each.
 *
 *     class 0: (cos φ, sin φ)     class 1: (1 − cos φ, ½ − sin φ)     φ uniform on [0, π)
 *
 * x (samples, 2), classes evenly mixed.
 */
export function moons(options: GeneratedOptions): Dataset {
  const rng = begin('moons', options)
  const { samples, noise = 0 } = options
  return points(samples, 2, noise, rng, (label) => {
    const angle = Math.PI * rng.uniform()
    return label === 0 ? [cos(angle), sin(angle)] : [1 - cos(angle), 0.5 - sin(angle)]
  })
}
