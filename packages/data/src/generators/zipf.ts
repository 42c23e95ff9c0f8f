// Sparse features of which a few are common and most are rare, as words are: where a rate for each weight helps.
import { exp } from '@glissade/math'
import { arrayDataset } from '../array-dataset.ts'
import type { Dataset } from '../dataset.ts'
import { DataError } from '../errors.ts'
import { begin } from './options.ts'

export interface ZipfOptions {
  readonly samples: number
  /** 200 unless said. */
  readonly features?: number
  /** The mean number of features present falls and rises with it; 3 unless said. */
  readonly scale?: number
  readonly seed: number
}

/**
 * Binary features with frequencies after Zipf, and labels that a logistic regression could have drawn.
 *
 *     P(xⱼ = 1) = pⱼ = min(1, scale/(j + 1)),   j = 0, 1, …
 *     wⱼ standard normal, drawn once;   P(y = 1) = 1/(1 + e^(−Σ wⱼ (xⱼ − pⱼ)))
 *
 * x (samples, features) of 0 and 1, two classes.
 *
 * @see Zipf 1949, Human behavior and the principle of least effort.
 */
export function zipf(options: ZipfOptions): Dataset {
  const rng = begin('zipf', options, ['features', 'scale'])
  const { samples, features = 200, scale = 3 } = options
  if (!Number.isInteger(features) || features < 1) {
    throw new DataError(`zipf: features is ${features}; it needs an integer of at least 1.`)
  }
  if (!(Number.isFinite(scale) && scale > 0)) {
    throw new DataError(`zipf: scale is ${scale}; it needs a number above 0.`)
  }
  const w = Float64Array.from({ length: features }, () => rng.normal())
  const x = new Uint8Array(samples * features)
  const y = new Uint8Array(samples)
  for (let i = 0; i < samples; i++) {
    let score = 0
    for (let j = 0; j < features; j++) {
      const p = Math.min(1, scale / (j + 1))
      const present = rng.uniform() < p ? 1 : 0
      x[i * features + j] = present
      score += w[j] * (present - p)
    }
    y[i] = rng.uniform() < 1 / (1 + exp(-score)) ? 1 : 0
  }
  return arrayDataset(x, y, { shape: [features], classes: 2 })
}
