// Intertwined spirals: no straight line separates them, a small hidden layer does.
import { cos, sin } from '@glissade/math'
import type { Dataset } from '../dataset.ts'
import { begin, checkClasses, type GeneratedOptions } from './options.ts'
import { points } from './points.ts'

export interface SpiralOptions extends GeneratedOptions {
  /** Number of arms; 2 unless said. */
  readonly classes?: number
  /** How often an arm winds around the middle; 1 unless said. */
  readonly turns?: number
}

/**
 * Arms that wind outwards from the middle, one class each.
 *
 *     x = r·(cos φ, sin φ),   φ = 2π·(class/classes + turns·r),   r uniform on [0, 1)
 *
 * x (samples, 2), classes evenly mixed.
 *
 * @see Lang, Witbrock 1988, Learning to tell two spirals apart.
 */
export function spirals(options: SpiralOptions): Dataset {
  const rng = begin('spirals', options, ['noise', 'classes', 'turns'])
  const { samples, noise = 0, classes = 2, turns = 1 } = options
  checkClasses('spirals', classes)
  return points(samples, classes, noise, rng, (label) => {
    const r = rng.uniform()
    const angle = 2 * Math.PI * (label / classes + turns * r)
    return [r * cos(angle), r * sin(angle)]
  })
}
