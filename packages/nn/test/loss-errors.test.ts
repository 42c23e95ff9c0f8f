// Every refusal of a loss, word for word.
import {
  DTypeError,
  log,
  logSoftmax,
  record,
  reshape,
  ShapeError,
  sigmoid,
  softmax,
  tensor,
  transpose,
  ValueError,
  zeros,
  type Tensor,
} from '@glissade/autograd'
import { generator } from '@glissade/random'
import { expect, test } from 'vitest'
import {
  binaryCrossEntropy,
  binaryCrossEntropyFromProbabilities,
  cosineEmbedding,
  cosineSimilarity,
  crossEntropy,
  Dense,
  gaussianNll,
  hinge,
  huber,
  klDivergence,
  mse,
  multiMargin,
  nll,
  Sequential,
  sequenceCrossEntropy,
  tripletMargin,
  smoothL1,
} from '../src/index.ts'
import { areRefused, type Refusal } from './refusal.ts'

const z = (...shape: number[]): Tensor => zeros(shape)
const labels = (...list: number[]) => tensor(list, { dtype: 'int32' })
const ids = (rows: number[][]) => tensor(rows, { dtype: 'int32' })

// prettier-ignore
const rows: readonly Refusal[] = [
  [ValueError, 'mse: null stands where options go; it needs an object of reduction.', () => mse(z(2), z(2), null as never)],
  [ShapeError, 'crossEntropy: logits are (64, 10) and labels (32); it needs one label per row. Was the last batch cut short?', () => crossEntropy(z(64, 10), labels(...new Array(32).fill(0)))],
  [ShapeError, 'crossEntropy: logits are (2, 10) and labels (2, 1); it needs one label per row. reshape(labels, [2]) would fit.', () => crossEntropy(z(2, 10), tensor([[1], [2]], { dtype: 'int32' }))],
  [ShapeError, 'crossEntropy: logits are (2, 3) and labels (2, 3); it needs one label per row. Are they one-hot? argmax(labels, { axis: -1 }) gives the class numbers.', () => crossEntropy(z(2, 3), ids([[0, 1, 0], [1, 0, 0]]))],
  [ShapeError, "crossEntropy: logits are (2, 5, 3) and labels (2); it needs one label per row. Is one step of each sequence meant? A recurrent layer made with { outputs: 'last' } gives the last.", () => crossEntropy(z(2, 5, 3), labels(0, 1))],
  [ShapeError, 'crossEntropy: logits are (2); it needs (rows, classes), with the classes on the last axis. Logits come first, then labels.', () => crossEntropy(labels(0, 1), z(2, 3))],
  [ValueError, 'crossEntropy: label 2 in row 1; the logits have 2 classes, so it needs 0 to 1. Has the last layer an output for each class?', () => crossEntropy(z(2, 2), labels(0, 2))],
  [ValueError, 'crossEntropy: label 10 in row 1; the logits have 10 classes, so it needs 0 to 9. Do the labels begin at 1?', () => crossEntropy(z(2, 10), labels(3, 10))],
  [ValueError, 'crossEntropy: label -1 in row 0; the logits have 10 classes, so it needs 0 to 9. Does it mark what is to count for nothing? That is { ignoreIndex: -1 }.', () => crossEntropy(z(2, 10), labels(-1, 1))],
  [DTypeError, "crossEntropy: labels are float32 (2); it needs int32 class numbers (2), as in tensor([2, 0], { dtype: 'int32' }), or a distribution (2, 10).", () => crossEntropy(z(2, 10), tensor([1, 2]))],
  [ShapeError, 'crossEntropy: logits are (10); it needs (rows, classes), with the classes on the last axis.',          () => crossEntropy(z(10), labels(1))],
  [ValueError, 'crossEntropy: an empty batch, logits (0, 10); it needs at least one row and one class.',               () => crossEntropy(z(0, 10), labels())],
  [ShapeError, 'crossEntropy: 2 class weights for 3 classes; it needs one per class.',                                 () => crossEntropy(z(1, 3), labels(1), { weight: [1, 2] })],
  [ValueError, 'crossEntropy: labelSmoothing is 2; it needs a finite number from 0 to 1.',                             () => crossEntropy(z(1, 3), labels(1), { labelSmoothing: 2 })],
  [ValueError, "crossEntropy: reduction 'avg'; it needs one of mean, sum, none.",                                      () => crossEntropy(z(1, 3), labels(1), { reduction: 'avg' as never })],
  [ValueError, 'crossEntropy: no row counts, all are ignored or weigh 0; the mean needs at least one.',                () => crossEntropy(z(2, 3), labels(1, 1), { ignoreIndex: 1 })],
  [ValueError, 'crossEntropy: ignoreIndex with distributions; it needs labels. Weigh rows by hand.',                   () => crossEntropy(z(2, 3), z(2, 3), { ignoreIndex: 1 })],
  [ShapeError, 'mse: predictions are (4, 1) and targets (4); it needs one shape. reshape(targets, [4, 1]) would fit.', () => mse(z(4, 1), z(4))],
  [ShapeError, 'mse: predictions are (4, 2) and targets (4, 1); it needs one shape.',                                  () => mse(z(4, 2), z(4, 1))],
  [ValueError, 'mse: an empty batch of shape (0, 2); it needs at least one element.',                                  () => mse(z(0, 2), z(0, 2))],
  [ValueError, 'huber: delta is 0; it needs a finite number above 0.',                                                 () => huber(z(1), z(1), { delta: 0 })],
  [ValueError, 'smoothL1: beta is -1; it needs a finite number of at least 0.',                                               () => smoothL1(z(1), z(1), { beta: -1 })],
  [ValueError, 'hinge: target 0 at position 1; it needs -1 or 1.',                                                     () => hinge(z(2), tensor([1, 0]))],
  [ValueError, 'multiMargin: p is 3; it needs 1 or 2.',                                                                () => multiMargin(z(1, 2), labels(0), { p: 3 as never })],
  [DTypeError, "multiMargin: labels are float32 (1); it needs int32 class numbers (1), as in tensor([2, 0], { dtype: 'int32' }).", () => multiMargin(z(1, 2), z(1))],
  [ValueError, 'multiMargin: label 2 in row 0; the logits have 2 classes, so it needs 0 to 1. Do the labels begin at 1?', () => multiMargin(z(1, 2), labels(2))],
  [ValueError, 'binaryCrossEntropy: target 2 at position 1; it needs 0 to 1.',                                         () => binaryCrossEntropy(z(2), tensor([1, 2]))],
  [ValueError, 'binaryCrossEntropyFromProbabilities: probability 1.5 at position 0; it needs 0 to 1. Is a sigmoid missing?', () => binaryCrossEntropyFromProbabilities(tensor([1.5]), z(1))],
  [ValueError, 'nll: no row counts, all are ignored or weigh 0; the mean needs at least one.',                         () => nll(z(1, 2), labels(0), { weight: [0, 1] })],
  [ValueError, "klDivergence: reduction 'batchmean'; it needs one of batchMean, mean, sum, none.",                     () => klDivergence(z(1, 2), z(1, 2), { reduction: 'batchmean' as never })],
  [ShapeError, 'cosineSimilarity: () and (); it needs vectors.',                                                       () => cosineSimilarity(z(), z())],
  [ShapeError, 'gaussianNll: predictions are (2) and targets (1); it needs one shape.',                                () => gaussianNll(z(2), z(1), z(2))],
  [ShapeError, 'gaussianNll: predictions are (4, 3) and variances (3); it needs (4, 3), the same with one axis of size 1, (4), or one number.', () => gaussianNll(z(4, 3), z(4, 3), z(3))],
  [ShapeError, 'gaussianNll: predictions are (4, 3) and variances (1, 1); it needs (4, 3), the same with one axis of size 1, (4), or one number.', () => gaussianNll(z(4, 3), z(4, 3), z(1, 1))],
  [DTypeError, "gaussianNll: predictions are float32 and variances int32; it needs one type. cast(variances, 'float32') would fit.", () => gaussianNll(z(1), z(1), labels(1))],
  [ValueError, 'gaussianNll: variance -2 at position 0; it needs at least 0. Let the model end in softplus, or predict the logarithm and take exp.', () => gaussianNll(z(1), z(1), -2)],
  [DTypeError, "gaussianNll: predictions are float32 and targets int32; it needs one type. cast(targets, 'float32') would fit.", () => gaussianNll(z(1), labels(1), z(1))],
  [ValueError, 'gaussianNll: variance -1 at position 1; it needs at least 0. Let the model end in softplus, or predict the logarithm and take exp.', () => gaussianNll(z(2), z(2), tensor([0, -1]))],
  [ValueError, 'gaussianNll: eps is 0; it needs a finite number above 0.',                                             () => gaussianNll(z(2), z(2), z(2), { eps: 0 })],
  [ShapeError, 'tripletMargin: predictions are (2, 3) and negatives (1, 3); it needs one shape.',                      () => tripletMargin(z(2, 3), z(2, 3), z(1, 3))],
  [ShapeError, 'tripletMargin: anchors are (); it needs vectors, (…, size).',                                          () => tripletMargin(z(), z(), z())],
  [ValueError, 'tripletMargin: margin is 0; it needs a finite number above 0.',                                        () => tripletMargin(z(2), z(2), z(2), { margin: 0 })],
  [ShapeError, 'cosineEmbedding: predictions are (2) and targets (3); it needs one shape.',                            () => cosineEmbedding(z(2, 4), z(2, 4), z(3))],
  [ValueError, 'crossEntropy: fromLogits is no option; it has weight, ignoreIndex, labelSmoothing, reduction. A loss takes logits, where its name does not say probabilities.', () => crossEntropy(z(1, 3), tensor([0], { dtype: 'int32' }), { fromLogits: true } as never)],
  [DTypeError, 'crossEntropy: the target is a list; it needs a tensor. Make one with tensor(…).',                      () => crossEntropy(z(1, 3), [1] as never)],
  [ValueError, 'crossEntropy: label_smoothing is no option; it has weight, ignoreIndex, labelSmoothing, reduction. Did you mean labelSmoothing?', () => crossEntropy(z(1, 3), labels(1), { label_smoothing: 0.1 } as never)],
  [ValueError, 'crossEntropy: the weight of class 1 is -1; it needs a finite number of at least 0.',                   () => crossEntropy(z(1, 3), labels(1), { weight: [1, -1, 1] })],
  [ValueError, 'nll: the weight of class 0 is NaN; it needs a finite number of at least 0.',                           () => nll(z(1, 2), labels(0), { weight: tensor([NaN, 1]) })],
  [ValueError, 'crossEntropy: label 1 in row 0; the logits have 1 class, so it needs 0. For one logit per answer there is binaryCrossEntropy(), for values mse().', () => crossEntropy(z(1, 1), labels(1))],
  [ValueError, 'mse: reduce is no option; it has reduction. Did you mean reduction?', () => mse(z(1), z(1), { reduce: 'sum' } as never)],
  [DTypeError, "mse: predictions are float32 and targets int32; it needs one type. cast(targets, 'float32') would fit.", () => mse(z(1), labels(1))],
  [DTypeError, "binaryCrossEntropy: predictions are float32 and targets int32; it needs one type. cast(targets, 'float32') would fit.", () => binaryCrossEntropy(z(1), labels(1))],
  [ShapeError, "binaryCrossEntropy: predictions are (2, 1) and targets (2); it needs one shape. cast(reshape(targets, [2, 1]), 'float32') would fit.", () => binaryCrossEntropy(z(2, 1), labels(0, 1))],
  [ValueError, 'binaryCrossEntropy: posWeight holds -1; it needs finite numbers of at least 0.',                       () => binaryCrossEntropy(z(1), z(1), { posWeight: -1 })],
  [ShapeError, 'binaryCrossEntropy: posWeight is (2, 3) and logits (3); it needs one weight per answer.',              () => binaryCrossEntropy(z(3), z(3), { posWeight: z(2, 3) })],
  [ValueError, 'cosineSimilarity: dim is no option; it has axis, eps. PyTorch\'s dim is axis here.', () => cosineSimilarity(z(2), z(2), { dim: 0 } as never)],
  [ShapeError, 'sequenceCrossEntropy: logits are (2, 3); it needs (batch, time, classes). For one label each there is crossEntropy().', () => sequenceCrossEntropy(z(2, 3), labels(0, 1))],
  [ShapeError, 'sequenceCrossEntropy: logits are (1, 2, 3) and labels (2); it needs one label per row.',               () => sequenceCrossEntropy(z(1, 2, 3), labels(0, 1))],
  [ValueError, 'sequenceCrossEntropy: label -1 in row 0; the logits have 3 classes, so it needs 0 to 2. Does it mark what is to count for nothing? That is { ignoreIndex: -1 }.', () => sequenceCrossEntropy(z(1, 2, 3), ids([[-1, 5]]), { lengths: [1] })],
  [ValueError, 'sequenceCrossEntropy: the length of sequence 0 is 3; it needs an integer from 0 to 2, the time of the input. Was the input cut short?', () => sequenceCrossEntropy(z(1, 2, 3), ids([[0, 1]]), { lengths: [3] })],
  [DTypeError, "sequenceCrossEntropy: labels are float32 (1, 2); it needs int32 class numbers (1, 2), as in tensor([2, 0], { dtype: 'int32' }).", () => sequenceCrossEntropy(z(1, 2, 3), z(1, 2))],
  [ValueError, 'sequenceCrossEntropy: all of (1, 2) is padding; the mean needs at least one real step.', () => sequenceCrossEntropy(z(1, 2, 3), ids([[0, 1]]), { lengths: [0] })],
  [ValueError, 'sequenceCrossEntropy: length is no option; it has lengths, mask, ignoreIndex, weight, labelSmoothing, reduction. Did you mean lengths?', () => sequenceCrossEntropy(z(1, 2, 3), ids([[0, 1]]), { length: [1] } as never)],
]

areRefused(rows)

/** What a model gives that ends in an activation, recorded. */
const ending = (layer: (x: Tensor) => Tensor, look = (x: Tensor): Tensor => x): Tensor =>
  look(new Sequential(new Dense(2, 2, { rng: generator(1) }), layer).forward(z(2, 2)))
const sigmoidDense = new Dense(2, 2, { rng: generator(1), activation: sigmoid })
const twice = (by: string) =>
  `what goes into ${by}, which it applies itself. Let the model end before ${by}, and apply it to predictions.`

// prettier-ignore
const squashed: readonly Refusal[] = [
  [ValueError, `crossEntropy: the logits are what softmax gave; it needs ${twice('softmax')}`, () => crossEntropy(ending(softmax), labels(0, 1))],
  [ValueError, `crossEntropy: the logits are what softmax gave; it needs ${twice('softmax')}`, () => crossEntropy(ending(softmax, transpose), labels(0, 1))],
  [ValueError, `sequenceCrossEntropy: the logits are what softmax gave; it needs ${twice('softmax')}`, () => sequenceCrossEntropy(ending(softmax, (x) => reshape(x, [1, 2, 2])), ids([[0, 1]]))],
  [ValueError, `binaryCrossEntropy: the logits are what sigmoid gave; it needs ${twice('sigmoid')}`, () => binaryCrossEntropy(ending(sigmoid), z(2, 2))],
  [ValueError, `binaryCrossEntropy: the logits are what sigmoid gave; it needs ${twice('sigmoid')}`, () => binaryCrossEntropy(ending((x) => sigmoidDense.forward(x)), z(2, 2))],
  [ValueError, 'nll: the log-probabilities are what softmax gave; it needs their logarithms. Let the model end in logSoftmax.', () => nll(ending(softmax), labels(0, 1))],
  [ValueError, 'klDivergence: the predictions are what softmax gave; it needs their logarithms. Let the model end in logSoftmax.', () => klDivergence(ending(softmax), z(2, 2))],
]

areRefused(squashed.map(([kind, words, f]): Refusal => [kind, words, () => record(f)]))

test('a logarithm between, another activation, or nothing recorded is no slip', () => {
  expect(record(() => crossEntropy(ending(logSoftmax), labels(0, 1))).shape).toEqual([])
  expect(record(() => nll(log(ending(softmax)), labels(0, 1))).shape).toEqual([])
  expect(record(() => crossEntropy(ending(sigmoid), labels(0, 1))).shape).toEqual([])
  expect(crossEntropy(ending(softmax), labels(0, 1)).shape).toEqual([])
})
