// What comes first in a curriculum: the samples in order of their difficulty.
import { checkCalled, DataError } from '../errors.ts'

/**
 * The positions 0 … n − 1, easiest first; equally difficult ones stay in their order.
 *
 *     const order = byDifficulty(train.length, (i) => sentences[i].length)
 *
 * @see Bengio, Louradour, Collobert, Weston 2009, Curriculum learning.
 */
export function byDifficulty(n: number, difficulty: (position: number) => number): Int32Array {
  if (!Number.isInteger(n) || n < 1) {
    throw new DataError(`byDifficulty: there are ${n} samples; it needs an integer of at least 1.`)
  }
  checkCalled('byDifficulty', 'difficulty', difficulty)
  const scores = Float64Array.from({ length: n }, (_, i) => difficulty(i))
  const bad = scores.findIndex((score) => Number.isNaN(score))
  if (bad >= 0) {
    throw new DataError(`byDifficulty: the difficulty of sample ${bad} is NaN; it needs a number.`)
  }
  const sign = (a: number, b: number) => (a < b ? -1 : a > b ? 1 : 0)
  return Int32Array.from({ length: n }, (_, i) => i).sort((i, j) => sign(scores[i], scores[j]) || i - j)
}
