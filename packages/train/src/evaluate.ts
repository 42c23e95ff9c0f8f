// Looking at a model without training it: its loss and metrics on data, its predictions.
import {
  checkOptions,
  concat,
  noGrad,
  record,
  ShapeError,
  shown,
  slice,
  Tensor,
  ValueError,
} from '@glissade/autograd'
import { crossEntropy, mse, type Module } from '@glissade/nn'
import { Averages } from './averages.ts'
import { chosenMetrics, type Metric, type MetricChoice } from './metrics.ts'
import { checkModel, checkSource, type Source } from './source.ts'
import { Turns } from './turns.ts'

/** The mean loss of a batch, as a tensor of one number. */
export type Loss = (predictions: Tensor, targets: Tensor) => Tensor

export interface EvaluateOptions {
  /** crossEntropy for classes and mse for values, unless said. */
  readonly loss?: Loss
  /** `accuracy` for classes, unless said. */
  readonly metrics?: readonly MetricChoice[]
  readonly batchSize?: number
}

export const defaultLoss = ({ classes = 0 }: Source): Loss =>
  classes > 0 ? (x, y) => crossEntropy(x, y) : (x, y) => mse(x, y)
export const defaultMetrics = ({ classes = 0 }: Source): readonly MetricChoice[] =>
  classes > 0 ? ['accuracy'] : []

const wholly = { shuffle: false, epoch: 0, skip: 0, dropLast: false }

/** Refuses a loss that is not one number. */
export function checkedLoss(where: string, loss: unknown): Tensor {
  if (loss instanceof Tensor && loss.size === 1) return loss
  const given = loss instanceof Tensor ? `(${loss.shape.join(', ')})` : shown(loss)
  throw new ShapeError(`${where}: the loss is ${given}; it needs a tensor of one number, such as the mean.`)
}

/** Runs f with the model in evaluation, and puts the mode of each of its modules back. */
function whileEvaluating<R>(model: Module, f: () => R): R {
  const modes = [...model.modules()].map(([, module]) => ({ module, training: module.training }))
  model.eval()
  try {
    return f()
  } finally {
    for (const { module, training } of modes) module.training = training
  }
}

/** Loss and metrics of one batch, as numbers. */
export function measure(
  predictions: Tensor,
  targets: Tensor,
  loss: number,
  metrics: readonly Metric[],
): Record<string, number> {
  const values: Record<string, number> = { loss }
  for (const metric of metrics) values[metric.name] = metric.measure(predictions, targets)
  return values
}

/**
 * The mean loss and metrics of a model on data, in evaluation mode: `{ loss, accuracy }`. Gives others a turn between batches.
 */
export async function evaluate(
  model: Module,
  data: Source,
  options: EvaluateOptions = {},
): Promise<Record<string, number>> {
  checkModel('evaluate', model)
  checkSource('evaluate', data)
  checkOptions('evaluate', options, ['loss', 'metrics', 'batchSize'])
  const { loss = defaultLoss(data), metrics = defaultMetrics(data), batchSize = 256 } = options
  const chosen = chosenMetrics('evaluate', metrics)
  const averages = new Averages()
  const turns = new Turns()
  for (const { x, y } of data.batches({ ...wholly, batchSize })) {
    const values = whileEvaluating(model, () =>
      record(() =>
        noGrad(() => {
          const predictions = model.forward(x)
          return measure(predictions, y, checkedLoss('evaluate', loss(predictions, y)).item(), chosen)
        }),
      ),
    )
    averages.add(values, y.shape[0])
    if (turns.due) await turns.give()
  }
  return averages.means()
}

function* partsOf(x: Tensor, batchSize: number): Iterable<Tensor> {
  for (let at = 0; at < x.shape[0]; at += batchSize) yield slice(x, [[at, at + batchSize]])
}

function* samplesOf(data: Source, batchSize: number): Iterable<Tensor> {
  for (const { x } of data.batches({ ...wholly, batchSize })) yield x
}

/**
 * What the model says to x, in evaluation mode: samples (n, …) or a data set → (n, …). Computed in batches, so that memory
 * stays small.
 *
 * @throws ValueError when there is no sample.
 */
export function predict(
  model: Module,
  x: Tensor | Source,
  options: { readonly batchSize?: number } = {},
): Tensor {
  checkModel('predict', model)
  checkOptions('predict', options, ['batchSize'])
  const { batchSize = 256 } = options
  if (!(batchSize >= 1)) throw new ValueError(`predict: batchSize is ${batchSize}; it needs at least 1.`)
  if (!(x instanceof Tensor)) checkSource('predict', x, 'a tensor (n, …), or ')
  const parts = x instanceof Tensor ? partsOf(x, batchSize) : samplesOf(x, batchSize)
  const answers = Array.from(parts, (part) =>
    whileEvaluating(model, () => record(() => noGrad(() => model.forward(part)))),
  )
  if (answers.length === 0) throw new ValueError('predict: there is no sample; it needs at least one.')
  return concat(answers, 0)
}
