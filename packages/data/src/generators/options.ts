// What the generated data sets ask for, and the noise they share.
import { generator, type Generator } from '@glissade/random'
import { checkKnown, DataError } from '../errors.ts'

export interface GeneratedOptions {
  /** How many samples. */
  readonly samples: number
  /** Standard deviation of the normal noise on each coordinate. */
  readonly noise?: number
  readonly seed: number
}

/** The generator of a data set, after a look at its options; `more` are those beside samples and seed. */
export function begin(
  name: string,
  options: GeneratedOptions,
  more: readonly string[] = ['noise'],
): Generator {
  checkKnown(name, options, ['samples', 'seed', ...more])
  const { samples, noise = 0, seed } = options
  if (!Number.isInteger(samples) || samples < 1) {
    throw new DataError(`${name}: samples is ${samples}; it needs an integer of at least 1.`)
  }
  if (!Number.isFinite(noise) || noise < 0) {
    throw new DataError(`${name}: noise is ${noise}; it needs a standard deviation of at least 0.`)
  }
  return generator(seed).stream(name)
}

/** Throws unless there are two classes or more. */
export function checkClasses(name: string, classes: number): void {
  if (!Number.isInteger(classes) || classes < 2) {
    throw new DataError(`${name}: classes is ${classes}; it needs an integer of at least 2.`)
  }
}
