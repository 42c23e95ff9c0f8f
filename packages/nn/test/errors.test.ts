// Every refusal, word for word: messages are part of the interface.
import { DTypeError, ShapeError, TapeError, tensor, ValueError, zeros, type Tensor } from '@glissade/autograd'
import { generator } from '@glissade/random'
import { describe, expect, it } from 'vitest'
import {
  AdaptiveAvgPool2d,
  BatchNorm,
  binaryCrossEntropy,
  binaryCrossEntropyFromProbabilities,
  buffer,
  Conv2d,
  convFromKeras,
  ConvTranspose1d,
  cosineEmbedding,
  cosineSimilarity,
  crossEntropy,
  Dense,
  denseFromPyTorch,
  Dropout,
  Embedding,
  Dropout2d,
  Flatten,
  Gru,
  GlobalAvgPool,
  hinge,
  huber,
  init,
  klDivergence,
  LayerNorm,
  Lstm,
  LstmCell,
  MaxPool2d,
  mse,
  multiMargin,
  nll,
  parameter,
  PRelu,
  recurrentFromKeras,
  recurrentFromPyTorch,
  RnnCell,
  sequenceCrossEntropy,
  Sequential,
  smoothL1,
} from '../src/index.ts'

const rng = generator(1)
const never = undefined as never
const z = (...shape: number[]): Tensor => zeros(shape)
const labels = (...list: number[]) => tensor(list, { dtype: 'int32' })
const ids = (rows: number[][]) => tensor(rows, { dtype: 'int32' })
const net = () => new Sequential(new Dense(784, 128, { rng }), new Dense(128, 10, { rng }))
const lstm = () => new Lstm(3, 2, { rng })
const entry = (...shape: number[]) => ({ shape, data: new Float32Array(shape.reduce((n, d) => n * d, 1)) })
const lenet = () => new Sequential(new Conv2d(1, 6, 5, { rng }), new MaxPool2d(2))
const evaluated = (loss: () => unknown) => () =>
  new Dense(2, 2, { rng }).flat().evaluate(loss as () => Tensor)

// prettier-ignore
const rows: readonly [kind: new (message: string) => Error, message: string, call: () => unknown][] = [
  [ShapeError, 'layers.0 (Dense 784 -> 128): input is (64, 783); it needs (…, 784).',                                   () => net().forward(z(64, 783))],
  [ShapeError, 'layers.0 (Dense 784 -> 128): input is (64, 28, 28); it needs (…, 784). Was the image flattened?',      () => net().forward(z(64, 28, 28))],
  [ShapeError, 'Dense 2 -> 3: input is (); it needs (…, 2).',                                                          () => new Dense(2, 3, { rng }).forward(z())],
  [ShapeError, 'layers.1.layers.0 (BatchNorm 3): input is (2, 4); it needs 3 features on axis 1.',                     () => new Sequential(new Dense(2, 4, { rng }), new Sequential(new BatchNorm(3))).forward(z(2, 2))],
  [ShapeError, 'BatchNorm 3: input is (2, 4); it needs 3 features on axis -1.',                                        () => new BatchNorm(3, { axis: -1 }).forward(z(2, 4))],
  [ValueError, 'BatchNorm 3: 1 value per feature in a batch of (1, 3); training needs at least two. Drop a last batch of one, or call eval() first.', () => new BatchNorm(3).forward(z(1, 3))],
  [ShapeError, 'LayerNorm 2 x 3: input is (4, 3); it needs (…, 2, 3).',                                                () => new LayerNorm([2, 3]).forward(z(4, 3))],
  [ShapeError, 'PRelu 3: input is (4, 2); it needs 3 features on axis 1.',                                             () => new PRelu({ features: 3 }).forward(z(4, 2))],
  [ShapeError, 'layers.0 (Conv2d 1 -> 6, 5 x 5): the input is (64, 28, 28, 1); it needs (batch, 1, height, width). Are the channels last? permute(x, [0, 3, 1, 2]) brings them forward.', () => lenet().forward(z(64, 28, 28, 1))],
  [ShapeError, 'layers.0 (Conv2d 1 -> 6, 5 x 5): the input is (64, 28, 28); it needs (batch, 1, height, width). Is the channel axis missing? expandDims(x, 1) adds it.', () => lenet().forward(z(64, 28, 28))],
  [ShapeError, "layers.0 (Conv2d 1 -> 6, 5 x 5): the kernel covers (5, 5) and the input with its padding (4, 4); it must not be larger. Take a smaller kernel, or padding: 'same'.", () => lenet().forward(z(64, 1, 4, 4))],
  [ShapeError, "layers.1 (MaxPool2d 2 x 2): the kernel covers (2, 2) and the input with its padding (1, 1); it must not be larger. Take a smaller kernel, or padding: 'same'.", () => lenet().forward(z(64, 1, 5, 5))],
  [ShapeError, 'GlobalAvgPool: the input is (2, 3); it needs (batch, channels, …), three axes or more.',               () => new GlobalAvgPool().forward(z(2, 3))],
  [ShapeError, 'AdaptiveAvgPool2d 1 x 1: the input is (2); it needs 2 axes or more, none of the last ones empty.',      () => new AdaptiveAvgPool2d(1).forward(z(2))],
  [ShapeError, 'Dropout2d 0.5: input is (2, 3); it needs (batch, channels, …), three axes or more. Dropout takes any.', () => new Dropout2d(0.5, { rng }).forward(z(2, 3))],
  [ValueError, 'Conv2d: 3 inputs and 4 outputs in 2 groups; it needs multiples of 2.',                                 () => new Conv2d(3, 4, 3, { rng, groups: 2 })],
  [ValueError, 'Conv2d: groups is 0; it needs a positive integer.',                                                    () => new Conv2d(3, 4, 3, { rng, groups: 0 })],
  [ValueError, 'Conv2d: kernel is [3]; it needs an integer of at least 1, or a list of 2.',                            () => new Conv2d(3, 4, [3], { rng })],
  [ValueError, "Conv2d: padding is 'full'; it needs an integer of at least 0, or a list of 2.",                        () => new Conv2d(3, 4, 3, { rng, padding: 'full' as never })],
  [ValueError, 'Conv2d: strides is no option; it has rng, stride, padding, dilation, groups, bias, init, l1, l2, dtype.', () => new Conv2d(3, 4, 3, { rng, strides: 2 } as never)],
  [ValueError, 'Conv2d: no generator was given; it needs { rng }, such as generator(42), so that runs can be repeated.', () => new Conv2d(3, 4, 3, never)],
  [ValueError, 'ConvTranspose1d: outputPadding is -1; it needs an integer of at least 0.',                             () => new ConvTranspose1d(1, 1, 2, { rng, outputPadding: -1 })],
  [ValueError, 'MaxPool2d: countIncludePad is no option; it has stride, padding, ceilMode, dilation.',                 () => new MaxPool2d(2, { countIncludePad: true } as never)],
  [ValueError, 'MaxPool2d: stride is 0; it needs an integer of at least 1, or a list of 2.',                           () => new MaxPool2d(2, { stride: 0 })],
  [ShapeError, 'convFromKeras: the weight is (4) with 4 numbers; it needs two axes of channels and one or more of the kernel.', () => convFromKeras({ kernel: { shape: [4], data: new Float32Array(4) } })],
  [ShapeError, 'Flatten: input is (); it needs a batch axis, as in (batch, …).',                                       () => new Flatten().forward(z())],

  [ValueError, 'Dense: inputs is 0; it needs a positive integer.',                                                     () => new Dense(0, 2, { rng })],
  [ValueError, 'Dense: outputs is 2.5; it needs a positive integer.',                                                  () => new Dense(2, 2.5, { rng })],
  [ValueError, "Dense: inputs is '3'; it needs a positive integer.",                                                   () => new Dense('3' as never, 2, { rng })],
  [ValueError, 'Dense: no generator was given; it needs { rng }, such as generator(42), so that runs can be repeated.', () => new Dense(2, 2, never)],
  [ValueError, 'Dense: activation is no option; it has rng, bias, init, l1, l2, dtype.',                               () => new Dense(2, 2, { rng, activation: 'relu' } as never)],
  [ValueError, 'Dense: l2 is -1; it needs a finite number of at least 0.',                                                    () => new Dense(2, 2, { rng, l2: -1 })],
  [ValueError, 'Dense: l1 is NaN; it needs a finite number of at least 0.',                                                   () => new Dense(2, 2, { rng, l1: NaN })],
  [ValueError, "BatchNorm: convention is 'tensorflow'; it needs 'pytorch' or 'keras'.",                                () => new BatchNorm(2, { convention: 'tensorflow' as never })],
  [ValueError, 'BatchNorm: axis is 0.5; it needs an integer.',                                                         () => new BatchNorm(2, { axis: 0.5 })],
  [ValueError, 'BatchNorm: eps is 0; it needs a finite number above 0.',                                               () => new BatchNorm(2, { eps: 0 })],
  [ValueError, 'BatchNorm: momentum is 1.1; it needs a finite number from 0 to 1.',                                    () => new BatchNorm(2, { momentum: 1.1 })],
  [ValueError, 'LayerNorm: a size of shape is 0; it needs a positive integer.',                                        () => new LayerNorm([2, 0])],
  [ValueError, 'LayerNorm: shape is []; it needs a positive integer.',                                                 () => new LayerNorm([])],
  [ValueError, 'Dropout: p is 1.5; it needs a finite number from 0 to 1.',                                             () => new Dropout(1.5, { rng })],
  [ValueError, "Dropout: p is '0.5'; it needs a finite number from 0 to 1.",                                           () => new Dropout('0.5' as never, { rng })],
  [ValueError, 'Dropout: no generator was given; it needs { rng }, such as generator(42), so that runs can be repeated.', () => new Dropout(0.5, {} as never)],
  [ValueError, 'PRelu: slope is Infinity; it needs a finite number.',                                                  () => new PRelu({ slope: Infinity })],
  [ValueError, 'Sequential: no layers; it needs at least one.',                                                        () => new Sequential()],
  [ValueError, 'Sequential: layer 1 is undefined; it needs a module such as new Dense(…), or a function such as relu.', () => new Sequential(new Flatten(), never)],
  [DTypeError, 'parameter: the tensor is int32; it needs float32 or float64.',                                         () => parameter(labels(1))],
  [DTypeError, 'buffer: the tensor is int32; it needs float32 or float64.',                                            () => buffer(labels(1))],
  [DTypeError, 'Sequential: layers.0.weight is float32 and layers.1.weight is float64; a model needs one element type.', () => new Sequential(new Dense(1, 1, { rng }), new Dense(1, 1, { rng, dtype: 'float64' })).flat()],
  [ValueError, "freeze: 'layers.2' chooses no parameter; there are layers.0.weight, layers.0.bias, layers.1.weight, layers.1.bias.", () => net().freeze('layers.2')],
  [ValueError, "unfreeze: '**' chooses no parameter; there are no parameters.",                                        () => new Flatten().unfreeze()],

  [ShapeError, 'evaluate: the loss is (2); it needs one number, such as the mean.',                                    evaluated(() => z(2))],
  [ShapeError, 'evaluate: the loss is number; it needs a tensor of one number.',                                       evaluated(() => 3)],
  [ShapeError, 'evaluate: the loss is a promise; it needs a tensor of one number. Await the data before the step.',    evaluated(async () => z())],
  [TapeError, 'evaluate: the loss depends on no trainable parameter; it needs at least one. Is the whole model frozen, or was the loss computed under noGrad() or from detached tensors?', evaluated(() => z())],

  [ShapeError, 'crossEntropy: logits are (64, 10) and labels (32); it needs one label per row. Was the last batch cut short?', () => crossEntropy(z(64, 10), labels(...new Array(32).fill(0)))],
  [ShapeError, 'crossEntropy: logits are (2, 10) and labels (2, 1); it needs one label per row.',                      () => crossEntropy(z(2, 10), tensor([[1], [2]], { dtype: 'int32' }))],
  [ValueError, 'crossEntropy: label 10 in row 1; the logits have 10 classes, so it needs 0 to 9.',                     () => crossEntropy(z(2, 10), labels(3, 10))],
  [ValueError, 'crossEntropy: label -1 in row 0; the logits have 10 classes, so it needs 0 to 9.',                     () => crossEntropy(z(2, 10), labels(-1, 1))],
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
  [ValueError, 'multiMargin: label 2 in row 0; the logits have 2 classes, so it needs 0 to 1.',                        () => multiMargin(z(1, 2), labels(2))],
  [ValueError, 'binaryCrossEntropy: target 2 at position 1; it needs 0 to 1.',                                         () => binaryCrossEntropy(z(2), tensor([1, 2]))],
  [ValueError, 'binaryCrossEntropyFromProbabilities: probability 1.5 at position 0; it needs 0 to 1. Is a sigmoid missing?', () => binaryCrossEntropyFromProbabilities(tensor([1.5]), z(1))],
  [ValueError, 'nll: no row counts, all are ignored or weigh 0; the mean needs at least one.',                         () => nll(z(1, 2), labels(0), { weight: [0, 1] })],
  [ValueError, "klDivergence: reduction 'batchmean'; it needs one of batchMean, mean, sum, none.",                     () => klDivergence(z(1, 2), z(1, 2), { reduction: 'batchmean' as never })],
  [ShapeError, 'cosineSimilarity: () and (2); it needs vectors.',                                                      () => cosineSimilarity(z(), z(2))],
  [ShapeError, 'cosineEmbedding: predictions are (2) and targets (3); it needs one shape.',                            () => cosineEmbedding(z(2, 4), z(2, 4), z(3))],

  [DTypeError, 'Dense 2 -> 3: the input is a list; it needs a tensor. Make one with tensor(…).',                       () => new Dense(2, 3, { rng }).forward([[1, 2]] as never)],
  [ValueError, 'Dense: init is he; it needs a function such as init.heNormal.',                                        () => new Dense(2, 2, { rng, init: 'he' as never })],
  [ValueError, 'Sequential: layer 0 is a list; it needs a module such as new Dense(…), or a function such as relu. Spread a list: new Sequential(...layers).', () => new Sequential([new Flatten()] as never)],
  [DTypeError, 'crossEntropy: the target is a list; it needs a tensor. Make one with tensor(…).',                      () => crossEntropy(z(1, 3), [1] as never)],
  [ValueError, 'crossEntropy: label_smoothing is no option; it has weight, ignoreIndex, labelSmoothing, reduction.',   () => crossEntropy(z(1, 3), labels(1), { label_smoothing: 0.1 } as never)],
  [ValueError, 'crossEntropy: the weight of class 1 is -1; it needs a finite number of at least 0.',                   () => crossEntropy(z(1, 3), labels(1), { weight: [1, -1, 1] })],
  [ValueError, 'nll: the weight of class 0 is NaN; it needs a finite number of at least 0.',                           () => nll(z(1, 2), labels(0), { weight: tensor([NaN, 1]) })],
  [ValueError, 'crossEntropy: label 1 in row 0; the logits have 1 class, so it needs 0. For one logit per answer there is binaryCrossEntropy().', () => crossEntropy(z(1, 1), labels(1))],
  [ValueError, 'mse: reduce is no option; it has reduction.',                                                          () => mse(z(1), z(1), { reduce: 'sum' } as never)],
  [DTypeError, "mse: predictions are float32 and targets int32; it needs one type. cast(targets, 'float32') would fit.", () => mse(z(1), labels(1))],
  [DTypeError, "binaryCrossEntropy: predictions are float32 and targets int32; it needs one type. cast(targets, 'float32') would fit.", () => binaryCrossEntropy(z(1), labels(1))],
  [ValueError, 'binaryCrossEntropy: posWeight holds -1; it needs finite numbers of at least 0.',                       () => binaryCrossEntropy(z(1), z(1), { posWeight: -1 })],
  [ShapeError, 'binaryCrossEntropy: posWeight is (2, 3) and logits (3); it needs one weight per answer.',              () => binaryCrossEntropy(z(3), z(3), { posWeight: z(2, 3) })],
  [ValueError, 'cosineSimilarity: dim is no option; it has axis, eps.',                                                () => cosineSimilarity(z(2), z(2), { dim: 0 } as never)],

  [ShapeError, 'sequenceCrossEntropy: logits are (2, 3); it needs (batch, time, classes). For one label each there is crossEntropy().', () => sequenceCrossEntropy(z(2, 3), labels(0, 1))],
  [ShapeError, 'sequenceCrossEntropy: logits are (1, 2, 3) and labels (2); it needs one label per row.',               () => sequenceCrossEntropy(z(1, 2, 3), labels(0, 1))],
  [ValueError, 'sequenceCrossEntropy: label -1 in row 0; the logits have 3 classes, so it needs 0 to 2.',              () => sequenceCrossEntropy(z(1, 2, 3), ids([[-1, 5]]), { lengths: [1] })],
  [ValueError, 'sequenceCrossEntropy: the length of sequence 0 is 3; it needs an integer from 0 to 2, the time of the input. Was the input cut short?', () => sequenceCrossEntropy(z(1, 2, 3), ids([[0, 1]]), { lengths: [3] })],
  [DTypeError, "sequenceCrossEntropy: labels are float32 (1, 2); it needs int32 class numbers (1, 2), as in tensor([2, 0], { dtype: 'int32' }).", () => sequenceCrossEntropy(z(1, 2, 3), z(1, 2))],
  [ValueError, 'crossEntropy: no row counts, all are ignored or weigh 0; the mean needs at least one.',                () => sequenceCrossEntropy(z(1, 2, 3), ids([[0, 1]]), { lengths: [0] })],
  [ValueError, 'sequenceCrossEntropy: length is no option; it has lengths, mask, ignoreIndex, weight, labelSmoothing, reduction.', () => sequenceCrossEntropy(z(1, 2, 3), ids([[0, 1]]), { length: [1] } as never)],

  [ValueError, 'layers.0 (Embedding 10 x 4): id 10 at position 1; the table has 10 rows, so it needs 0 to 9. Is the vocabulary larger than the table?', () => new Sequential(new Embedding(10, 4, { rng })).forward(labels(2, 10))],
  [ValueError, 'Embedding 10 x 4: id -1 at position 0; the table has 10 rows, so it needs 0 to 9. Is the vocabulary larger than the table?', () => new Embedding(10, 4, { rng }).forward(labels(-1))],
  [DTypeError, "Embedding 10 x 4: ids are float32 (2, 3); it needs int32, as in tensor([2, 0], { dtype: 'int32' }). The layer goes first.", () => new Embedding(10, 4, { rng }).forward(z(2, 3))],
  [ShapeError, 'Embedding 10 x 4: ids are (0); it needs at least one.',                                                () => new Embedding(10, 4, { rng }).forward(labels())],
  [ValueError, 'Embedding: paddingIndex is 10; it needs an integer from 0 to 9.',                                      () => new Embedding(10, 4, { rng, paddingIndex: 10 })],
  [ValueError, 'Embedding: padding_idx is no option; it has rng, paddingIndex, init, dtype.',                          () => new Embedding(10, 4, { rng, padding_idx: 0 } as never)],

  [ShapeError, 'Lstm 3 -> 2: input is (5, 3); it needs (batch, time, 3). Is the batch axis missing? expandDims(x, 0) adds it.',  () => lstm().forward(z(5, 3))],
  [ShapeError, 'layers.1 (Lstm 3 -> 2): input is (4, 3, 5); it needs (batch, time, 3). Are time and features swapped? transpose(x, 1, 2) would fit.', () => new Sequential((x) => x, lstm()).forward(z(4, 3, 5))],
  [ShapeError, 'Lstm 3 -> 2: input is (4, 0, 3); it needs (batch, time, 3). There is no step.',                        () => lstm().forward(z(4, 0, 3))],
  [ShapeError, 'Lstm 3 -> 2: input is (4, 5, 7); it needs (batch, time, 3).',                                          () => lstm().forward(z(4, 5, 7))],
  [DTypeError, "cells.0 (LstmCell 3 -> 2): input is float64 and the weights float32; it needs one type. cast(x, 'float32') would fit.", () => { const layer = lstm(); layer.nameModules(); layer.forward(zeros([1, 1, 3], { dtype: 'float64' })) }],
  [ShapeError, "Lstm 3 -> 2: the state's h is (1, 4, 2); it needs (1, 5, 2). Was it carried over from a batch of 4?",  () => lstm().run(z(5, 6, 3), { state: { h: z(1, 4, 2), c: z(1, 4, 2) } })],
  [ShapeError, "Lstm 3 -> 2: the state's c is (5, 2); it needs (1, 5, 2).",                                            () => lstm().run(z(5, 6, 3), { state: { h: z(1, 5, 2), c: z(5, 2) } })],
  [ValueError, 'Lstm 3 -> 2: the state is { h }; it needs { h, c }.',                                                  () => lstm().run(z(5, 6, 3), { state: { h: z(1, 5, 2) } as never })],
  [ValueError, 'Lstm 3 -> 2: the state is a tensor; it needs { h, c }.',                                               () => lstm().run(z(5, 6, 3), { state: z(1, 5, 2) as never })],
  [DTypeError, "Lstm 3 -> 2: the state's c is number; it needs a tensor.",                                             () => lstm().run(z(5, 6, 3), { state: { h: z(1, 5, 2), c: 0 as never } })],
  [DTypeError, "Lstm 3 -> 2: the state's h is int32 and the input float32; it needs one type.",                        () => lstm().run(z(1, 6, 3), { state: { h: zeros([1, 1, 2], { dtype: 'int32' }), c: z(1, 1, 2) } })],
  [ValueError, 'Lstm 3 -> 2: the length of sequence 1 is 7; it needs an integer from 0 to 6, the time of the input. Was the input cut short?', () => lstm().run(z(2, 6, 3), { lengths: [1, 7] })],
  [ValueError, 'Lstm 3 -> 2: the length of sequence 0 is -1; it needs an integer from 0 to 6, the time of the input.', () => lstm().run(z(1, 6, 3), { lengths: labels(-1) })],
  [ShapeError, 'Lstm 3 -> 2: 3 lengths for a batch of 2; it needs one for each sequence.',                             () => lstm().run(z(2, 6, 3), { lengths: [1, 2, 3] })],
  [ShapeError, 'Lstm 3 -> 2: the mask is (6, 2); it needs (2, 6), as (batch, time). transpose(mask) would fit.',       () => lstm().run(z(2, 6, 3), { mask: z(6, 2) })],
  [DTypeError, 'Lstm 3 -> 2: the mask is object; it needs a tensor.',                                                  () => lstm().run(z(2, 6, 3), { mask: [] as never })],
  [ValueError, 'Lstm 3 -> 2: lengths and a mask; it needs one of them.',                                               () => lstm().run(z(2, 6, 3), { lengths: [1, 2], mask: z(2, 6) })],
  [ValueError, 'Lstm 3 -> 2: length is no option; it has state, lengths, mask.',                                       () => lstm().run(z(2, 6, 3), { length: [1, 2] } as never)],
  [ShapeError, 'LstmCell 3 -> 2: input is (3); it needs (batch, 3). Is the batch axis missing? expandDims(x, 0) adds it.', () => new LstmCell(3, 2, { rng }).forward(z(3))],
  [ShapeError, 'LstmCell 3 -> 2: input is (4, 5, 3); it needs (batch, 3). A cell takes one step; sequences go to the layer without Cell in its name.', () => new LstmCell(3, 2, { rng }).forward(z(4, 5, 3))],
  [ValueError, "Gru: outputs is 'first'; it needs 'all' or 'last'.",                                                   () => new Gru(3, 2, { rng, outputs: 'first' as never })],
  [ValueError, 'Gru: dropout 0.5 with one layer; it stands between layers, so it needs two or more. Put a Dropout behind the layer.', () => new Gru(3, 2, { rng, dropout: 0.5 })],
  [ValueError, 'Gru: forgetBias is no option; it has rng, layers, bidirectional, dropout, outputs, bias, init, dtype.', () => new Gru(3, 2, { rng, forgetBias: 1 } as never)],
  [ValueError, "LstmCell: init is 'keras'; it needs 'orthogonal' or 'pytorch'.",                                       () => new LstmCell(3, 2, { rng, init: 'keras' as never })],
  [ValueError, "RnnCell: activation is 'sigmoid'; it needs 'tanh' or 'relu'.",                                         () => new RnnCell(3, 2, { rng, activation: 'sigmoid' as never })],
  [ValueError, "recurrentFromPyTorch: kind is 'LSTM'; it needs 'rnn', 'lstm' or 'gru'.",                               () => recurrentFromPyTorch('LSTM' as never, { weight_ih: entry(8, 3), weight_hh: entry(8, 2) })],
  [ValueError, 'recurrentFromPyTorch: weight; it needs weight_ih, weight_hh, bias_ih and bias_hh, with _l0, _l0_reverse, … of a layer.', () => recurrentFromPyTorch('lstm', { weight: entry(8, 3) })],
  [ShapeError, "recurrentFromPyTorch: the recurrent weight is (2, 8); it needs 3 square matrices side by side for 'gru'.", () => recurrentFromPyTorch('gru', { weight_ih: entry(8, 3), weight_hh: entry(8, 2) })],
  [ShapeError, 'recurrentFromKeras: the bias is (6); it needs (2, 6), that of a GRU with reset_after.',                () => recurrentFromKeras('gru', { kernel: entry(3, 6), recurrent_kernel: entry(2, 6), bias: entry(6) })],

  [ValueError, 'xavierUniform: shape (3) has no inputs and outputs; it needs (inputs, outputs) or (outputs, inputs, …kernel).', () => init.xavierUniform([3], rng)],
  [ValueError, 'orthogonal: shape (3) has no rows and columns; it needs two axes or more.',                            () => init.orthogonal([3], rng)],
  [ValueError, 'uniform: from 1 to 0; it needs low at most high.',                                                     () => init.uniform([3], rng, { low: 1, high: 0 })],
  [ValueError, 'truncatedNormal: deviation is -1; it needs a finite number of at least 0.',                                   () => init.truncatedNormal([3], rng, { deviation: -1 })],
  [ShapeError, 'Dense: init gave 3 numbers for a weight of (2, 2); it needs 4.',                                       () => new Dense(2, 2, { rng, init: () => new Float32Array(3) })],
  [ShapeError, 'denseFromPyTorch: the weight is (4) with 4 numbers; it needs a matrix.',                               () => denseFromPyTorch({ weight: { shape: [4], data: new Float32Array(4) } })],
]

describe('A wrong call is refused with its values, the law, and the cure', () => {
  it.each(rows.map(([kind, message, call]) => ({ kind, message, call })))(
    '$message',
    ({ kind, message, call }) => {
      const error = (() => {
        try {
          return call()
        } catch (caught) {
          return caught
        }
      })()
      expect(error).toBeInstanceOf(kind)
      expect((error as Error).message).toBe(message)
    },
  )
})
