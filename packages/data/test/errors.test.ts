// Every refusal of data sets and batches, word for word: messages are part of the interface.
import { GlissadeError, zeros } from '@glissade/autograd'
import { generator } from '@glissade/random'
import { expect, it } from 'vitest'
import {
  arrayDataset,
  byDifficulty,
  DataError,
  moons,
  nextTokens,
  padSequences,
  standardize,
  whiten,
  words,
} from '../src/index.ts'

const d = arrayDataset(
  Array.from({ length: 9 }, (_, i) => [i, -i]),
  Array.from({ length: 9 }, (_, i) => i % 3),
  { classes: 3 },
)
const values = arrayDataset([[1], [2]], [[1], [2]])
const whole = { batchSize: 3 } as const
// prettier-ignore
it.each<[string, () => unknown]>([
  ['arrayDataset: x has 0 samples and y has 0; it needs as many of both, and at least one.', () => arrayDataset([], [])],
  ['arrayDataset: x has 2 samples and y has 3; it needs as many of both, and at least one.', () => arrayDataset([[1], [2]], [0, 1, 0])],
  ['arrayDataset: x has 2 samples and y has 1; it needs as many of both, and at least one.', () => arrayDataset([[1], [2]], [[0.5]])],
  ['arrayDataset: x is one number; it needs a list of samples.', () => arrayDataset(1, [0])],
  ['arrayDataset: x is a Float32Array without a shape; it needs the shape of one sample, such as [2].', () => arrayDataset(Float32Array.of(1), [0])],
  ['arrayDataset: x holds 5 numbers and one sample is (2); it needs a whole number of samples.', () => arrayDataset(new Uint8Array(5), [0], { shape: [2] })],
  ['arrayDataset: x holds 5 numbers and one sample is (0); it needs a whole number of samples.', () => arrayDataset(new Uint8Array(5), [0], { shape: [0] })],
  ['arrayDataset: x of sample 1 holds NaN at element 1; it needs finite numbers. Was a missing value read as a number?', () => arrayDataset([[1, 2], [3, NaN]], [0, 1])],
  ['arrayDataset: y of sample 0 holds Infinity at element 0; it needs finite numbers. Was a missing value read as a number?', () => arrayDataset([[1]], [[1 / 0]])],
  ['arrayDataset: the label of sample 1 is NaN; it needs class numbers 0, 1, 2, …. Values to predict are nested: [[0.5], [1]].', () => arrayDataset([[1], [2]], [0, NaN])],
  ['arrayDataset: the label of sample 0 is 0.5; it needs class numbers 0, 1, 2, …. Values to predict are nested: [[0.5], [1]].', () => arrayDataset([[1], [2]], [0.5, 1])],
  ['arrayDataset: the label of sample 0 is -1; it needs class numbers 0, 1, 2, …. Values to predict are nested: [[0.5], [1]].', () => arrayDataset([[1], [2]], Int32Array.of(-1, 1))],
  ['arrayDataset: the label of sample 1 is 3; it needs integers from 0 to 2. Values to predict are nested: [[0.5], [1]].', () => arrayDataset([[1], [2]], [0, 3], { classes: 3 })],
  ['arrayDataset: classes is 0; it needs an integer of at least 1.', () => arrayDataset([[1]], [0], { classes: 0 })],
  ['arrayDataset: scale is 0; it needs a finite number that is not 0.', () => arrayDataset([[1]], [0], { scale: 0 })],
  ['arrayDataset: scale is NaN; it needs a finite number that is not 0.', () => arrayDataset([[1]], [0], { scale: NaN })],
  ["batches: batchSize is 0; it needs an integer of at least 1, or 'all'.", () => d.batches({ batchSize: 0 })],
  ["batches: batchSize is 2.5; it needs an integer of at least 1, or 'all'.", () => d.batches({ batchSize: 2.5 })],
  ["batches: batchSize is NaN; it needs an integer of at least 1, or 'all'.", () => d.batches({ batchSize: NaN })],
  ["batches: batchSize is undefined; it needs an integer of at least 1, or 'all'.", () => d.batches({} as never)],
  ['batches: batchSize is 10 with dropLast; it needs at most 9, the number of samples, or nothing is left.', () => d.batches({ batchSize: 10, dropLast: true })],
  ['batches: skip is -1; it needs an integer of at least 0.', () => d.batches({ ...whole, skip: -1 })],
  ['batches: epoch is 0.5; it needs an integer of at least 0.', () => d.batches({ ...whole, epoch: 0.5 })],
  ['batches: shuffle with neither a seed nor a generator; it needs one of { seed } and { rng }.', () => d.batches({ ...whole, shuffle: true })],
  ['batches: shuffle with a seed and a generator; it needs one of { seed } and { rng }.', () => d.batches({ ...whole, shuffle: true, seed: 1, rng: generator(1) })],
  ['batch: position 9; it needs integers from 0 to 8, as there are 9 samples.', () => d.batch([0, 9])],
  ['subset: position 0.5; it needs integers from 0 to 8, as there are 9 samples.', () => d.subset([0.5])],
  ['subset: no positions; it needs at least one.', () => d.subset([])],
  ['take: 0 of 9 samples; it needs an integer from 1 to 9.', () => d.take(0)],
  ['take: 10 of 9 samples; it needs an integer from 1 to 9.', () => d.take(10)],
  ['split: fractions [0.9, 0.2]; it needs positive numbers that add up to 1. Use take() or subset() to leave samples out.', () => d.split([0.9, 0.2], { seed: 1 })],
  ['split: fractions [1.5, -0.5]; it needs positive numbers that add up to 1. Use take() or subset() to leave samples out.', () => d.split([1.5, -0.5], { seed: 1 })],
  ['split: fractions [NaN]; it needs positive numbers that add up to 1. Use take() or subset() to leave samples out.', () => d.split([NaN], { seed: 1 })],
  ['split: part 1 with fraction 0.01 of 9 samples is empty; it needs a larger fraction, or more samples.', () => d.split([0.99, 0.01], { seed: 1 })],
  ['arrayDataset: class is no option; it has shape, scale, classes. Did you mean classes?', () => arrayDataset([[1]], [0], { class: 3 } as never)],
  ['arrayDataset: x is a tensor (2, 3); it needs nested lists such as x.toArray(), or a typed array with the shape of one sample.', () => arrayDataset(zeros([2, 3]) as never, [0, 1])],
  ['batches: size is no option; it has batchSize, shuffle, seed, rng, epoch, dropLast, skip.', () => d.batches({ ...whole, size: 1 } as never)],
  ['split: undefined stands where options go; it needs an object of seed, stratify.', () => d.split([0.8, 0.2], undefined as never)],
  ['split: fractions is 0.8; it needs a list, such as [0.8, 0.2].', () => d.split(0.8 as never, { seed: 1 })],
  ['split: stratified is no option; it has seed, stratify. Did you mean stratify?', () => d.split([0.5, 0.5], { seed: 1, stratified: true } as never)],
  ["standardize: per is 'features'; it needs 'feature' or 'dataset'.", () => standardize(d, { per: 'features' as never })],
  ['labels: the targets are values of shape (1); it needs classes.', () => values.labels],
  ['labels: the targets are values of shape (1); it needs classes.', () => values.split([0.5, 0.5], { seed: 1, stratify: true })],
  ['moons: undefined stands where options go; it needs an object of samples, seed, noise.', () => moons(undefined as never)],
  ["whiten: the data is [[1, 2]]; it needs a data set, such as arrayDataset([[0, 0], [0, 1]], [0, 1]).", () => whiten([[1, 2]] as never)],
  ['padSequences: a sequence is 1; it needs a list of numbers.', () => padSequences([1, 2] as never)],
  ['words: the text is undefined; it needs a list of strings, or one string.', () => words(undefined as never)],
  ['byDifficulty: difficulty is undefined; it needs a function.', () => byDifficulty(3, undefined as never)],
  ['nextTokens: the text is \'abc\'; it needs an Int32Array, such as vocabulary.encode(text).', () => nextTokens('abc' as never, { length: 1, classes: 2 })],
  ['reshape: samples are (2), to be (3); it needs 2 numbers a sample.', () => d.reshape([3])],
])('%s', (message, act) => {
  expect(act).toThrow(DataError)
  expect(act).toThrow(GlissadeError)
  expect(act).toThrow(new DataError(message))
})
