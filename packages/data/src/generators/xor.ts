// Exclusive or: the smallest problem that needs a hidden layer.
import { arrayDataset } from '../array-dataset.ts'
import type { Dataset } from '../dataset.ts'
import { begin, type GeneratedOptions } from './options.ts'

/**
 * The corners of the unit square in turn, labelled by the exclusive or of their coordinates.
 *
 *     (0, 0) → 0,   (0, 1) → 1,   (1, 0) → 1,   (1, 1) → 0
 *
 * x (samples, 2). `xor()` is the table itself; more samples with noise make four clouds.
 *
 * @see Minsky, Papert 1969, Perceptrons.
 */
export function xor(options: GeneratedOptions = { samples: 4, seed: 0 }): Dataset {
  const rng = begin('xor', options)
  const { samples, noise = 0 } = options
  const x = new Float32Array(2 * samples)
  const y = new Int32Array(samples)
  for (let i = 0; i < samples; i++) {
    const [a, b] = [(i >> 1) & 1, i & 1]
    x[2 * i] = a + noise * rng.normal()
    x[2 * i + 1] = b + noise * rng.normal()
    y[i] = a ^ b
  }
  return arrayDataset(x, y, { shape: [2], classes: 2 })
}
