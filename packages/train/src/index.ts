// `@glissade/train`: the training loop, for pages; in Node the entry is node/index.ts, which adds a terminal. Read fit.ts first.
import { fitOn } from './fit.ts'
import { page } from './host.ts'

/**
 * Trains a model on data, and tells how it went. In a page it shows nothing by itself.
 *
 *     const history = await fit(model, data, { epochs: 5, optimizer: adam(), seed: 1, validation: 0.1 })
 *
 * @throws ValueError for options that do not go together, NonFiniteLossError when the loss is no number any more.
 */
export const fit = fitOn(page)

export type { FitOptions } from './options.ts'
export { curve, type EpochRow, type History, type Position } from './history.ts'
export type { BatchInfo, Callback, RunInfo } from './callbacks.ts'
export type { Progress } from './host.ts'
export { evaluate, predict, type EvaluateOptions, type Loss } from './evaluate.ts'
export { refreshStatistics } from './refresh-statistics.ts'
export { accuracy, binaryAccuracy, confusionMatrix, type Metric, type MetricChoice } from './metrics.ts'
export type { Batch, BatchRequest, Source, Splittable } from './source.ts'
export { CheckpointError, NonFiniteGradientError, NonFiniteLossError } from './errors.ts'
export type { CheckpointOptions, Kept } from './checkpoint/checkpoint.ts'
export type { Store } from './checkpoint/store.ts'
