// The adding problem: two numbers, far apart in a long sequence, are to be remembered until its end.
import type { Generator } from '@glissade/random'
import { arrayDataset } from '../array-dataset.ts'
import type { Dataset } from '../dataset.ts'
import { DataError } from '../errors.ts'
import { begin } from './options.ts'

export interface AddingOptions {
  /** How many sequences. */
  readonly samples: number
  /** The least length T; sequences have T to T + ⌊T/10⌋ steps. */
  readonly length: number
  readonly seed: number
}

/**
 * Sequences of pairs (number, marker); the target is known when the last pair was read.
 *
 *     number   uniform on [−1, 1)
 *     marker   1 at two places, −1 at the first and the last pair, 0 elsewhere
 *     X₁       the number at one of the first ten pairs
 *     X₂       the number at one of the first ⌊T/2⌋ − 1 pairs that are still unmarked
 *     y        ½ + (X₁ + X₂)/4
 *
 * The first pair may be chosen: then its marker stays −1 and its number is 0. x (samples, T + ⌊T/10⌋, 2): shorter sequences stand at
 * the end, behind pairs of zeros; y (samples, 1). Always saying ½ has a mean squared error of about 1/24.
 *
 * @see Hochreiter, Schmidhuber 1997, Long short-term memory, section 5.4, experiment 4.
 */
export function adding(options: AddingOptions): Dataset {
  const rng = begin('adding', options, ['length'])
  const { samples, length } = options
  if (!Number.isInteger(length) || length < 4) {
    throw new DataError(`adding: length is ${length}; it needs an integer of at least 4.`)
  }
  const longest = length + Math.floor(length / 10)
  const x = new Float32Array(samples * longest * 2)
  const y = new Float32Array(samples)
  for (let i = 0; i < samples; i++) {
    const steps = length + rng.integer(longest - length + 1)
    const end = (i + 1) * longest * 2
    y[i] = sequence(x.subarray(end - 2 * steps, end), length, rng)
  }
  return arrayDataset(
    x,
    Array.from(y, (sum) => [sum]),
    { shape: [longest, 2] },
  )
}

/** Writes the pairs of one sequence; returns its target. */
function sequence(pairs: Float32Array, length: number, rng: Generator): number {
  for (let k = 0; k < pairs.length; k += 2) pairs[k] = 2 * rng.uniform() - 1
  const first = rng.integer(Math.min(10, length))
  const place = rng.integer(Math.floor(length / 2) - 1)
  const second = place < first ? place : place + 1
  pairs[2 * first + 1] = pairs[2 * second + 1] = 1
  pairs[1] = pairs[pairs.length - 1] = -1
  if (first === 0 || second === 0) pairs[0] = 0
  return 0.5 + (pairs[2 * first] + pairs[2 * second]) / 4
}
