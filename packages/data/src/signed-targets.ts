// Classes as vectors of −1 and +1, for squared errors behind a scaled tanh.
import { Dataset } from './dataset.ts'
import { checkDataset, DataError } from './errors.ts'

/**
 * The data set with +1 for the class and −1 for every other in place of the class number.
 *
 *     class 2 of 4 → (−1, −1, 1, −1)
 *
 * ±1 are where 1.7159 tanh(⅔ x) bends most, not where it ends: no weight has to grow for ever to reach a target.
 *
 * @see LeCun, Bottou, Orr, Müller 1998, Efficient BackProp, section 4.5.
 */
export function signedTargets(dataset: Dataset): Dataset {
  checkDataset('signedTargets', dataset)
  const { samples, targets, classes, rows } = dataset
  if (classes === 0) {
    throw new DataError('signedTargets: the targets are values; it needs classes.')
  }
  const data = new Float32Array(targets.data.length * classes).fill(-1)
  for (const [i, label] of targets.data.entries()) data[i * classes + label] = 1
  return new Dataset(samples, { data, shape: [classes] }, 0, rows)
}
