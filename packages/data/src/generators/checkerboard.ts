// The squares of a checkerboard: exclusive or, many times over.
import type { Dataset } from '../dataset.ts'
import { DataError } from '../errors.ts'
import { begin, type GeneratedOptions } from './options.ts'
import { points } from './points.ts'

export interface CheckerboardOptions extends GeneratedOptions {
  /** Squares along each side, an even number; 4 unless said. */
  readonly squares?: number
}

/**
 * Points spread evenly over the squares of their class.
 *
 *     class = (⌊a⌋ + ⌊b⌋) mod 2     a, b in [0, squares)
 *
 * x (samples, 2), classes evenly mixed.
 */
export function checkerboard(options: CheckerboardOptions): Dataset {
  const rng = begin('checkerboard', options, ['noise', 'squares'])
  const { samples, noise = 0, squares = 4 } = options
  if (!Number.isInteger(squares) || squares < 2 || squares % 2 !== 0) {
    throw new DataError(`checkerboard: squares is ${squares}; it needs an even number of at least 2.`)
  }
  return points(samples, 2, noise, rng, (label) => {
    const row = rng.integer(squares)
    const column = 2 * rng.integer(squares / 2) + ((row + label) % 2)
    return [column + rng.uniform(), row + rng.uniform()]
  })
}
