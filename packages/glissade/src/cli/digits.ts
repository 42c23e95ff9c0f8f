// The digits of a run: what is learnt from, what decides when to stop, and what is looked at once, in the end.
import type { Dataset } from '@glissade/data'
import { mnist, mnistFull } from '@glissade/data/node'

export interface Digits {
  readonly training: Dataset
  readonly validation: Dataset
  readonly test: Dataset
}

const pixels = 28 * 28

/** `full`: 60,000 and 10,000 as published. `small`: 10,000 of them, a fifth of which is the test set. */
export function readDigits(which: 'full' | 'small', validation: number, seed: number): Digits {
  const [learn, test] = which === 'full' ? published() : mnist().split([0.8, 0.2], { seed, stratify: true })
  const [training, held] = learn.split([1 - validation, validation], { seed, stratify: true })
  return {
    training: training.reshape([pixels]),
    validation: held.reshape([pixels]),
    test: test.reshape([pixels]),
  }
}

function published(): [Dataset, Dataset] {
  const { train, test } = mnistFull()
  return [train, test]
}
