// One wave of the sine: the standard curve to fit.
import { sin } from '@glissade/math'
import { arrayDataset } from '../array-dataset.ts'
import type { Dataset } from '../dataset.ts'
import { begin, type GeneratedOptions } from './options.ts'

/**
 * Points of a sine curve with noise on y.
 *
 *     y = sin x + noise·ε,   x uniform on [−π, π),   ε standard normal
 *
 * x (samples, 1), y (samples, 1): values, not classes.
 */
export function sine(options: GeneratedOptions): Dataset {
  const rng = begin('sine', options)
  const { samples, noise = 0 } = options
  const x = new Float32Array(samples)
  const y = new Float32Array(samples)
  for (let i = 0; i < samples; i++) {
    const at = Math.PI * (2 * rng.uniform() - 1)
    x[i] = at
    y[i] = sin(at) + noise * rng.normal()
  }
  return arrayDataset(
    x,
    Array.from(y, (each) => [each]),
    { shape: [1] },
  )
}
