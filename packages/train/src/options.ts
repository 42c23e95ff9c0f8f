// What fit() can be told, checked and completed. Read `fit.ts` first.
import { checkOptions as checkKeys, shown, ValueError } from '@glissade/autograd'
import type { FlatModel, Module } from '@glissade/nn'
import {
  Accumulator,
  EarlyStopping,
  Optimizer,
  type ConfiguredRule,
  type EarlyStoppingOptions,
  type Schedule,
  type StoppingCriterion,
  type Transform,
} from '@glissade/optim'
import type { Strategy } from '@glissade/parallel'
import { checkCallbacks, type Callback } from './callbacks.ts'
import { checkCheckpoint, type CheckpointOptions } from './checkpoint/checkpoint.ts'
import type { Store } from './checkpoint/store.ts'
import { defaultLoss, defaultMetrics, type Loss } from './evaluate.ts'
import { reporterOf, type Host, type Progress } from './host.ts'
import type { Position } from './history.ts'
import { chosenMetrics, type Metric, type MetricChoice } from './metrics.ts'
import { checkModel, checkSource, type Source, type Splittable } from './source.ts'

export interface FitOptions {
  /** Passes over the data. */
  readonly epochs: number
  /** A rule such as `adam({ lr: 1e-3 })`, or an Optimizer of this model, with the state it has. */
  readonly optimizer: Optimizer | ConfiguredRule | (() => ConfiguredRule)
  /** Decides the order of samples and a split for validation. Needed unless `shuffle` is false and nothing is split. */
  readonly seed?: number
  /** 32 unless said; 'all' is batch descent, 1 stochastic descent. */
  readonly batchSize?: number | 'all'
  readonly shuffle?: boolean
  /** Leave out a last batch that would be smaller. */
  readonly dropLast?: boolean
  /** The mean over a batch: crossEntropy for classes, mse for values, unless said. Penalties of layers are added to it. */
  readonly loss?: Loss
  /** `['accuracy']` for classes, unless said. */
  readonly metrics?: readonly MetricChoice[]
  /** Data to validate on after each epoch, or the share of the training data to set aside for it. */
  readonly validation?: Source | number
  readonly earlyStopping?: StoppingCriterion | EarlyStoppingOptions
  /** What early stopping watches: `valLoss`, or `loss` where there is no validation. */
  readonly monitor?: string
  readonly transforms?: readonly Transform[]
  /** Hyper-parameters of the rule as functions of the step count: `{ lr: schedules.cosine(0.1, 1000) }`. */
  readonly schedules?: Readonly<Record<string, Schedule>>
  /** One step for so many batches, on the mean of their gradients; 1 unless said. */
  readonly accumulate?: number
  readonly callbacks?: readonly Callback[]
  /** Save all that a run is made of after each epoch, and go on from there when the program starts again. */
  readonly checkpoint?: CheckpointOptions
  readonly progress?: Progress
  /** Ends the run after the batch under way. */
  readonly signal?: AbortSignal
  /**
   * What a loss or a gradient that is NaN or infinite does; the weights stay those of the last good step. In parallel it is left out, and
   * the run ends when no worker has finite ones.
   */
  readonly onNaN?: 'throw' | 'stop'
  /** Where to begin: `history.next` of an earlier run. */
  readonly start?: Position
  /**
   * Trains with many workers: `sync({ workers: 2, entry: import.meta.url })`. Each gets batches of `batchSize`, so a synchronous step
   * learns from `workers` of them. Only the program that called it comes back from `fit`; what workers print is not shown.
   */
  readonly parallel?: Strategy
}

/** A run, ready to go. */
export interface Plan {
  readonly model: Module
  readonly target: FlatModel
  readonly optimizer: Optimizer
  /** What steps once for several batches, if that is wanted. */
  readonly accumulator: Accumulator | undefined
  readonly training: Source
  readonly validation: Source | undefined
  readonly loss: Loss
  readonly metrics: readonly Metric[]
  readonly criterion: StoppingCriterion | undefined
  readonly monitor: string
  readonly callbacks: readonly Callback[]
  /** Where checkpoints lie, if there are to be any. */
  readonly store: Store | undefined
  readonly options: FitOptions & { readonly batchSize: number | 'all'; readonly start: Position }
}

// prettier-ignore
const known = [
  'epochs', 'optimizer', 'seed', 'batchSize', 'shuffle', 'dropLast', 'loss', 'metrics', 'validation', 'earlyStopping',
  'monitor', 'transforms', 'schedules', 'accumulate', 'callbacks', 'checkpoint', 'progress', 'signal', 'onNaN', 'start',
  'parallel',
]

function checkOptions(options: FitOptions): void {
  checkKeys('fit', options, known)
  const { epochs, shuffle = true, validation, seed, onNaN = 'throw', parallel, accumulate } = options
  if (!Number.isInteger(epochs) || epochs < 1)
    throw new ValueError(`fit: epochs is ${shown(epochs)}; it needs a positive integer.`)
  if (seed === undefined && (shuffle || typeof validation === 'number')) {
    throw new ValueError(
      `fit: no seed for ${shuffle ? 'the order of samples' : 'the split'}; it needs { seed }, so that runs can be repeated${shuffle ? ', or { shuffle: false }' : ''}.`,
    )
  }
  if (options.loss !== undefined && typeof options.loss !== 'function')
    throw new ValueError(
      `fit: loss is ${shown(options.loss)}; it needs a function such as crossEntropy or mse.`,
    )
  if (options.callbacks !== undefined) checkCallbacks(options.callbacks)
  if (options.checkpoint) checkCheckpoint(options.checkpoint)
  if (options.checkpoint && options.start)
    throw new ValueError(
      'fit: start beside checkpoint; it needs one of them, as a checkpoint says where to begin.',
    )
  if (parallel !== undefined && typeof parallel?.worker !== 'function')
    throw new ValueError(
      `fit: parallel is ${shown(parallel)}; it needs a strategy, such as sync({ workers: 2, entry: import.meta.url }).`,
    )
  if (parallel && options.checkpoint?.every !== undefined)
    throw new ValueError(
      'fit: checkpoint.every beside parallel; many workers are saved together, after each epoch and when the run is stopped. Leave it out.',
    )
  if (parallel && accumulate)
    throw new ValueError('fit: accumulate beside parallel; it needs one of them. Give local() a larger tau.')
  if (onNaN !== 'throw' && onNaN !== 'stop')
    throw new ValueError(`fit: onNaN is '${String(onNaN)}'; it needs 'throw' or 'stop'.`)
}

/** Checks what was given and fills in what was not. */
export function prepare(host: Host, model: Module, data: Source, options: FitOptions): Plan {
  checkModel('fit', model)
  checkSource('fit', data)
  checkOptions(options)
  const { validation, metrics = defaultMetrics(data), loss = defaultLoss(data), progress = 'auto' } = options
  const [training, held] =
    typeof validation === 'number' ? divide(data, validation, options) : [data, validation]
  const chosen = chosenMetrics('fit', metrics)
  const { monitor = held ? 'valLoss' : 'loss' } = options
  const reporter = reporterOf(host, progress, options.parallel !== undefined)
  const optimizer = optimizerFor(model, options)
  return {
    model,
    target: model.flat(),
    optimizer,
    accumulator: accumulatorFor(optimizer, options),
    training,
    validation: held,
    loss,
    metrics: chosen,
    criterion: criterionOf(options, monitor, chosen, held),
    monitor,
    store: storeOf(host, options),
    callbacks: [...(reporter ? [reporter] : []), ...(options.callbacks ?? [])],
    options: { batchSize: 32, start: { epoch: 0, batch: 0 }, ...options },
  }
}

function divide(data: Source, share: number, { seed = 0 }: FitOptions): [Source, Source] {
  if (!(share > 0 && share < 1))
    throw new ValueError(`fit: validation is ${share}; it needs a share between 0 and 1, or a data set.`)
  if (!('split' in data))
    throw new ValueError(
      `fit: validation is ${share}, but the data has no split(); it needs a data set to validate on.`,
    )
  const stratify = (data.classes ?? 0) > 0
  const [training, held] = (data as Splittable).split([1 - share, share], { seed, stratify })
  return [training, held]
}

function optimizerFor(model: Module, { optimizer, transforms, schedules }: FitOptions): Optimizer {
  if (!(optimizer instanceof Optimizer)) {
    const configured = typeof optimizer === 'function' ? optimizer() : optimizer
    if (!(configured as Partial<ConfiguredRule> | undefined)?.rule) {
      throw new ValueError(
        `fit: optimizer is ${shown(configured)}; it needs a rule such as adam({ lr: 1e-3 }), or an Optimizer of this model.`,
      )
    }
    const { hyper, ...rule } = configured
    const unknown = Object.keys(schedules ?? {}).find((name) => !(name in hyper))
    if (unknown !== undefined) {
      throw new ValueError(
        `fit: a schedule for ${unknown}; ${rule.rule.name} has ${Object.keys(hyper).join(', ')}.`,
      )
    }
    return new Optimizer(
      model,
      { ...rule, hyper: { ...hyper, ...schedules } },
      transforms ? { transforms } : {},
    )
  }
  if (transforms || schedules) {
    throw new ValueError(
      `fit: ${transforms ? 'transforms' : 'schedules'} beside an Optimizer; it needs them given to the Optimizer itself.`,
    )
  }
  if (optimizer.target !== model.flat())
    throw new ValueError('fit: the optimizer trains another model; it needs one made for this model.')
  return optimizer
}

function storeOf(host: Host, { checkpoint }: FitOptions): Store | undefined {
  return typeof checkpoint?.path === 'string' ? host.store(checkpoint.path) : checkpoint?.path
}

function accumulatorFor(optimizer: Optimizer, { accumulate = 1 }: FitOptions): Accumulator | undefined {
  if (!Number.isInteger(accumulate) || accumulate < 1)
    throw new ValueError(
      `fit: accumulate is ${String(accumulate)}; it needs a number of batches, at least 1.`,
    )
  return accumulate > 1 ? new Accumulator(optimizer, accumulate) : undefined
}

/** The stopping criterion, and whether what it is to watch will be there. */
function criterionOf(
  { earlyStopping }: FitOptions,
  monitor: string,
  metrics: readonly Metric[],
  validation: Source | undefined,
): StoppingCriterion | undefined {
  if (!earlyStopping) return undefined
  if (typeof earlyStopping !== 'object')
    throw new ValueError(
      `fit: earlyStopping is ${shown(earlyStopping)}; it needs options such as { patience: 5 }, or a criterion.`,
    )
  const names = ['loss', ...metrics.map(({ name }) => name)]
  const all = [...names, ...(validation ? names.map(validationName) : [])]
  if (!all.includes(monitor)) {
    const missing = !validation && monitor.startsWith('val') ? ' There is no validation data.' : ''
    throw new ValueError(
      `fit: early stopping watches ${monitor}; it needs one of ${all.join(', ')}.${missing}`,
    )
  }
  const criterion = 'decide' in earlyStopping ? earlyStopping : new EarlyStopping(earlyStopping)
  if (monitor.toLowerCase().endsWith('accuracy') && 'mode' in criterion && criterion.mode === 'min') {
    throw new ValueError(
      `fit: early stopping watches ${monitor} with mode 'min'; accuracy is to grow, so it needs mode 'max'.`,
    )
  }
  return criterion
}

/** accuracy → valAccuracy */
export const validationName = (name: string): string => `val${name[0].toUpperCase()}${name.slice(1)}`
