// Round clouds around centres on a circle: the easiest classes there are.
import { cos, sin } from '@glissade/math'
import type { Dataset } from '../dataset.ts'
import { begin, checkClasses, type GeneratedOptions } from './options.ts'
import { points } from './points.ts'

export interface BlobOptions extends GeneratedOptions {
  /** Number of clouds; 3 unless said. */
  readonly classes?: number
  /** Distance of their centres from the origin; 1 unless said. */
  readonly radius?: number
}

/**
 * Normal clouds of standard deviation `noise` (0.2 unless said), one class each.
 *
 *     centre = radius·(cos φ, sin φ),   φ = 2π·class/classes
 *
 * x (samples, 2), classes evenly mixed.
 */
export function blobs(options: BlobOptions): Dataset {
  const rng = begin('blobs', options, ['noise', 'classes', 'radius'])
  const { samples, noise = 0.2, classes = 3, radius = 1 } = options
  checkClasses('blobs', classes)
  return points(samples, classes, noise, rng, (label) => {
    const angle = (2 * Math.PI * label) / classes
    return [radius * cos(angle), radius * sin(angle)]
  })
}
