// Every refusal, word for word: messages are part of the interface.
import { DTypeError, ShapeError, tensor, ValueError } from '@glissade/autograd'
import { adam, clipByGlobalNorm, Optimizer } from '@glissade/optim'
import { sync } from '@glissade/parallel'
import { describe, expect, it } from 'vitest'
import {
  accuracy,
  binaryAccuracy,
  confusionMatrix,
  curve,
  evaluate,
  predict,
  type EpochRow,
  type FitOptions,
} from '../src/index.ts'
import { fit as inPage } from '../src/index.ts'
import { fit } from '../src/node/index.ts'
import { classifier, points } from './setup.ts'

const run = (options: object) => () =>
  fit(classifier(), points(), {
    epochs: 1,
    seed: 1,
    optimizer: adam(),
    progress: 'none',
    ...options,
  } as FitOptions)
const labels = tensor([0, 1], { dtype: 'int32' })
const scores = tensor([[1, 2], [3, 4]]) // prettier-ignore

// prettier-ignore
const rows: readonly [kind: new (message: string) => Error, message: string, call: () => unknown][] = [
  [ValueError, 'fit: epoch is no option; it has epochs, optimizer, seed, batchSize, shuffle, dropLast, loss, metrics, validation, earlyStopping, monitor, transforms, schedules, accumulate, callbacks, checkpoint, progress, signal, onNaN, start, parallel. Did you mean epochs?', run({ epoch: 3 })],
  [ValueError, 'fit: epochs is 0; it needs a positive integer.',                                                       run({ epochs: 0 })],
  [ValueError, "fit: epochs is '3'; it needs a positive integer.",                                                     run({ epochs: '3' })],
  [ValueError, 'fit: callbacks is { onEpochEnd: the function onEpochEnd }; it needs a list, such as [{ onEpochEnd: (row) => … }].',                     run({ callbacks: { onEpochEnd: () => {} } })],
  [ValueError, 'fit: callback 1 is never called; it needs one of onTrainBegin, onBatchEnd, onEpochEnd, onTrainEnd, onClose.', run({ callbacks: [{ onClose: () => {} }, { count: 0 }] })],
  [ValueError, "fit: learningRate is no option; it has epochs, optimizer, seed, batchSize, shuffle, dropLast, loss, metrics, validation, earlyStopping, monitor, transforms, schedules, accumulate, callbacks, checkpoint, progress, signal, onNaN, start, parallel. The rate is the rule's: adam({ lr: 1e-3 }).", run({ learningRate: 1 } as never)],
  [ValueError, "fit: weight_decay is no option; it has epochs, optimizer, seed, batchSize, shuffle, dropLast, loss, metrics, validation, earlyStopping, monitor, transforms, schedules, accumulate, callbacks, checkpoint, progress, signal, onNaN, start, parallel. It is an option of the optimizer: new Optimizer(model, rule, { weightDecay }).", run({ weight_decay: 1 } as never)],
  [ValueError, "fit: clipnorm is no option; it has epochs, optimizer, seed, batchSize, shuffle, dropLast, loss, metrics, validation, earlyStopping, monitor, transforms, schedules, accumulate, callbacks, checkpoint, progress, signal, onNaN, start, parallel. Gradients are clipped by transforms: [clipByGlobalNorm(1)].", run({ clipnorm: 1 } as never)],
  [ValueError, "fit: validationSplit is no option; it has epochs, optimizer, seed, batchSize, shuffle, dropLast, loss, metrics, validation, earlyStopping, monitor, transforms, schedules, accumulate, callbacks, checkpoint, progress, signal, onNaN, start, parallel. Keras's validationSplit is validation here.", run({ validationSplit: 1 } as never)],
  [ValueError, "fit: verbose is no option; it has epochs, optimizer, seed, batchSize, shuffle, dropLast, loss, metrics, validation, earlyStopping, monitor, transforms, schedules, accumulate, callbacks, checkpoint, progress, signal, onNaN, start, parallel. Keras's verbose is progress here.", run({ verbose: 1 } as never)],
  [ValueError, 'fit: callback 1: onEpoch is no option; it has onTrainBegin, onBatchEnd, onEpochEnd, onTrainEnd, onClose. Did you mean onEpochEnd?', run({ callbacks: [{ onClose: () => {} }, { onEpoch: () => {} }] })],
  [ValueError, 'fit: callback 0: onBatchend is no option; it has onTrainBegin, onBatchEnd, onEpochEnd, onTrainEnd, onClose. Did you mean onBatchEnd?', run({ callbacks: [{ onEpochEnd: () => {}, onBatchend: () => {} }] })],
  [ValueError, 'fit: callback 0: epochEnd is no option; it has onTrainBegin, onBatchEnd, onEpochEnd, onTrainEnd, onClose. Did you mean onEpochEnd?', run({ callbacks: [{ onClose: () => {}, epochEnd: () => {} }] })],
  [ValueError, 'fit: callback 0: onEpochBegin is no option; it has onTrainBegin, onBatchEnd, onEpochEnd, onTrainEnd, onClose. Did you mean onEpochEnd?', run({ callbacks: [new (class { onEpochEnd() {} onEpochBegin() {} })()] })],
  [ValueError, 'fit: callback 0: afterEpoch is no option; it has onTrainBegin, onBatchEnd, onEpochEnd, onTrainEnd, onClose.', run({ callbacks: [{ onClose: () => {}, afterEpoch: () => {} }] })],
  [ValueError, 'fit: callback 0: onEpochEnd is 3; it needs a function.',                                               run({ callbacks: [{ onEpochEnd: 3 }] })],
  [ValueError, "fit: loss is 'mse'; it needs a function such as crossEntropy or mse.",                                 run({ loss: 'mse' })],
  [ValueError, 'fit: earlyStopping is true; it needs options such as { patience: 5 }, or a criterion.',                run({ earlyStopping: true })],
  [ValueError, 'fit: epochs is undefined; it needs a positive integer.',                                               run({ epochs: undefined })],
  [ValueError, 'fit: no seed for the order of samples; it needs { seed }, so that runs can be repeated, or { shuffle: false }.', run({ seed: undefined })],
  [ValueError, 'fit: no seed for the split; it needs { seed }, so that runs can be repeated.',                         run({ seed: undefined, shuffle: false, validation: 0.1 })],
  [ValueError, 'fit: validation is 1.5; it needs a share between 0 and 1, or a data set.',                             run({ validation: 1.5 })],
  [ValueError, 'fit: validation is 0.5, but the data has no split(); it needs a data set to validate on.',             () => fit(classifier(), { length: 1, classes: 3, batches: () => [] }, { epochs: 1, seed: 1, optimizer: adam(), validation: 0.5 })],
  [ValueError, "fit: onNaN is 'ignore'; it needs 'throw' or 'stop'.",                                                  run({ onNaN: 'ignore' })],
  [ValueError, "fit: progress is 'loud'; it needs 'auto', 'bar', 'lines', 'none', or a function that takes a line.",   run({ progress: 'loud' })],
  [ValueError, "fit: progress is 'bar', but there is no terminal here; it needs 'none', or a function that takes a line.", () => inPage(classifier(), points(), { epochs: 1, seed: 1, optimizer: adam(), progress: 'bar' })],
  [ValueError, "fit: metric 'precision'; it needs one of accuracy, or { name, measure }.",                             run({ metrics: ['precision'] })],
  [ValueError, 'fit: metric the function binaryAccuracy; it needs one of accuracy, or { name, measure }. It is to be called: binaryAccuracy().', run({ metrics: [binaryAccuracy as never] })],
  [ValueError, "evaluate: metric 'toString'; it needs one of accuracy, or { name, measure }.",                         () => evaluate(classifier(), points(), { metrics: ['toString' as never] })],
  [ValueError, 'fit: early stopping watches valLoss; it needs one of loss, accuracy. There is no validation data.',    run({ earlyStopping: {}, monitor: 'valLoss' })],
  [ValueError, 'fit: early stopping watches f1; it needs one of loss, accuracy, valLoss, valAccuracy.',                run({ earlyStopping: {}, monitor: 'f1', validation: 0.2 })],
  [ValueError, "fit: early stopping watches accuracy with mode 'min'; accuracy is to grow, so it needs mode 'max'.",   run({ earlyStopping: {}, monitor: 'accuracy' })],
  [ValueError, 'fit: a schedule for momentum; adam has lr, beta1, beta2, eps.',                                        run({ schedules: { momentum: () => 0 } })],
  [ValueError, 'fit: transforms beside an Optimizer; it needs them given to the Optimizer itself.',                    run({ optimizer: new Optimizer(classifier(), adam()), transforms: [clipByGlobalNorm(1)] })],
  [ValueError, 'fit: schedules beside an Optimizer; it needs them given to the Optimizer itself.',                     run({ optimizer: new Optimizer(classifier(), adam()), schedules: {} })],
  [ValueError, 'fit: the optimizer trains another model; it needs one made for this model.',                           run({ optimizer: new Optimizer(classifier(), adam()) })],
  [ValueError, 'fit: the data is a Tensor; it needs a data set, such as arrayDataset([[0, 0], [0, 1]], [0, 1]).',       () => fit(classifier(), scores as never, { epochs: 1, seed: 1, optimizer: adam() })],
  [ValueError, 'evaluate: the data is [[1, 2]]; it needs a data set, such as arrayDataset([[0, 0], [0, 1]], [0, 1]).',    () => evaluate(classifier(), [[1, 2]] as never)],
  [ValueError, "fit: optimizer is 'adam'; it needs a rule such as adam({ lr: 1e-3 }), or an Optimizer of this model.",  run({ optimizer: 'adam' })],
  [ValueError, 'fit: optimizer is undefined; it needs a rule such as adam({ lr: 1e-3 }), or an Optimizer of this model.', run({ optimizer: undefined })],
  [ValueError, 'fit: accumulate is 0; it needs a number of batches, at least 1.',                                       run({ accumulate: 0 })],
  [ValueError, 'fit: checkpoint has no path; it needs the name of a file, or { name, read, write }.',                   run({ checkpoint: { path: '' } })],
  [ValueError, 'fit: checkpoint: evry is no option; it has path, every, keep. Did you mean every?',                     run({ checkpoint: { path: 'x', evry: 1 } })],
  [ValueError, 'fit: checkpoint.every is 0.5; it needs a number of steps, at least 1, or to be left out.',              run({ checkpoint: { path: 'x', every: 0.5 } })],
  [ValueError, 'fit: checkpoint.every beside parallel; many workers are saved together, after each epoch and when the run is stopped. Leave it out.', run({ checkpoint: { path: 'x', every: 5 }, parallel: sync() })],
  [ValueError, 'fit: start beside checkpoint; it needs one of them, as a checkpoint says where to begin.',              run({ checkpoint: { path: 'x' }, start: { epoch: 0, batch: 0 } })],
  [ValueError, "fit: checkpoint.path is 'x', but there are no files here; it needs { name, read, write }.",             () => inPage(classifier(), points(), { epochs: 1, seed: 1, optimizer: adam(), checkpoint: { path: 'x' } })],
  [ValueError, 'fit: start is epoch 0, batch 2; it needs an epoch from 0 on and a batch from 0 to 1. Was batchSize another one?', run({ start: { epoch: 0, batch: 2 } })],
  [ValueError, 'fit: start is epoch -1, batch 0; it needs an epoch from 0 on and a batch from 0 to 1. Was batchSize another one?', run({ start: { epoch: -1, batch: 0 } })],
  [ValueError, 'predict: the data is [[1, 2]]; it needs a tensor (n, …), or a data set, such as arrayDataset([[0, 0], [0, 1]], [0, 1]).',     () => predict(classifier(), [[1, 2]] as never)],
  [ShapeError, 'fit: the loss is (30, 3); it needs a tensor of one number, such as the mean.',                          run({ loss: (x: unknown) => x, batchSize: 30 })],
  [ShapeError, 'evaluate: the loss is 3; it needs a tensor of one number, such as the mean.',                      () => evaluate(classifier(), points(), { loss: (() => 3) as never })],
  [ShapeError, 'accuracy: predictions are (2, 1) and labels (2); it needs (…, classes) and (…). For one logit per answer there is binaryAccuracy().', () => accuracy(tensor([[1], [2]]), labels)],
  [ShapeError, 'accuracy: predictions are (2, 2) and labels (2, 2); it needs (…, classes) and (…). Are they one-hot? argmax(labels, { axis: -1 }) gives the class numbers.', () => accuracy(scores, scores)],
  [ShapeError, 'binaryAccuracy: predictions are (2, 2) and targets (2); it needs one prediction per target.',          () => binaryAccuracy().measure(scores, labels)],
  [DTypeError, 'accuracy: an operand is a list; it needs a tensor. Make one with tensor(…).', () => accuracy([[1, 2]] as never, labels)],
  [ValueError, "evaluate: metrics is 'accuracy'; it needs a list, such as ['accuracy'].", () => evaluate(classifier(), points(), { metrics: 'accuracy' as never })],
  [ValueError, 'predict: the model is []; it needs a module, such as new Sequential(…) or a class of yours that extends Module.', () => predict([] as never, points())],
  [ValueError, 'curve: the history is a Promise; it needs what fit() returned: await it.', () => curve(Promise.resolve() as never, 'loss')],
  [ValueError, 'confusionMatrix: label 7 in row 1; there are 2 classes, so it needs 0 to 1.',                          () => confusionMatrix(scores, tensor([0, 7], { dtype: 'int32' }))],
]

describe('A wrong call is refused with its values, the law, and the cure', () => {
  it.each(rows.map(([kind, message, call]) => ({ kind, message, call })))(
    '$message',
    async ({ kind, message, call }) => {
      const error = await (async () => call())().catch((caught: unknown) => caught)
      expect(error).toBeInstanceOf(kind)
      expect((error as Error).message).toBe(message)
    },
  )
})

it('A callback may have functions of its own', async () => {
  const least = { loss: Infinity, see(loss: number) { this.loss = Math.min(this.loss, loss) }, onEpochEnd(row: EpochRow) { this.see(row.loss) } } // prettier-ignore
  const { epochs } = await fit(classifier(), points(), {
    epochs: 2,
    seed: 1,
    optimizer: adam(),
    progress: 'none',
    callbacks: [least],
  })
  expect(least.loss).toBe(Math.min(...epochs.map(({ loss }) => loss)))
})
