// Numbers for people: how often the model is right. Nothing here is differentiated.
import {
  argmax,
  checkOptions,
  checkTensor,
  ShapeError,
  shown,
  ValueError,
  type Tensor,
} from '@glissade/autograd'

/** A number to be averaged over samples. Its name is that of the column in the history. */
export interface Metric {
  readonly name: string
  /** The mean over a batch. */
  measure(predictions: Tensor, targets: Tensor): number
}

const show = (x: Tensor): string => `(${x.shape.join(', ')})`

function checkClasses(where: string, predictions: Tensor, labels: Tensor): void {
  checkTensor(where, predictions)
  checkTensor(where, labels)
  const rows = predictions.shape.slice(0, -1)
  const fits =
    predictions.rank >= 2 &&
    predictions.shape[predictions.rank - 1] > 1 &&
    labels.rank === rows.length &&
    rows.every((size, i) => size === labels.shape[i])
  if (!fits) {
    const oneHot = predictions.shape[predictions.rank - 1] > 1 && show(predictions) === show(labels)
    const cure = oneHot
      ? 'Are they one-hot? argmax(labels, { axis: -1 }) gives the class numbers.'
      : 'For one logit per answer there is binaryAccuracy().'
    throw new ShapeError(
      `${where}: predictions are ${show(predictions)} and labels ${show(labels)}; it needs (…, classes) and (…). ${cure}`,
    )
  }
}

/**
 * The share of rows whose largest score is that of the label.
 *
 * Predictions (…, classes): logits or probabilities; labels (…).
 *
 * @throws ShapeError for other shapes.
 */
export function accuracy(predictions: Tensor, labels: Tensor): number {
  checkClasses('accuracy', predictions, labels)
  const guesses = argmax(predictions, { axis: -1 }).data
  const truth = labels.data
  let right = 0
  for (let i = 0; i < guesses.length; i++) if (guesses[i] === truth[i]) right++
  return right / guesses.length
}

/** The accuracy of yes-or-no answers, one number each: 0 is the threshold of a logit, 0.5 that of a probability. */
export function binaryAccuracy(options: { readonly threshold?: number } = {}): Metric {
  checkOptions('binaryAccuracy', options, ['threshold'])
  const { threshold = 0 } = options
  return {
    name: 'accuracy',
    measure(predictions, targets) {
      checkTensor('binaryAccuracy', predictions)
      checkTensor('binaryAccuracy', targets)
      if (predictions.size !== targets.size) {
        throw new ShapeError(
          `binaryAccuracy: predictions are ${show(predictions)} and targets ${show(targets)}; it needs one prediction per target.`,
        )
      }
      const [guesses, truth] = [predictions.data, targets.data]
      let right = 0
      for (let i = 0; i < guesses.length; i++) if (guesses[i] > threshold === truth[i] > 0.5) right++
      return right / guesses.length
    },
  }
}

/**
 * How often each class was taken for which: `counts[truth][prediction]`.
 *
 * Predictions (…, classes), labels (…).
 *
 * @throws ShapeError for other shapes, ValueError for a label that is no class.
 */
export function confusionMatrix(predictions: Tensor, labels: Tensor): number[][] {
  checkClasses('confusionMatrix', predictions, labels)
  const classes = predictions.shape[predictions.rank - 1]
  const counts = Array.from({ length: classes }, () => new Array<number>(classes).fill(0))
  const guesses = argmax(predictions, { axis: -1 }).data
  const truth = labels.data
  for (let i = 0; i < guesses.length; i++) {
    if (!(truth[i] in counts))
      throw new ValueError(
        `confusionMatrix: label ${truth[i]} in row ${i}; there are ${classes} classes, so it needs 0 to ${classes - 1}.`,
      )
    counts[truth[i]][guesses[i]]++
  }
  return counts
}

/** The metrics that have a name of their own. */
const named: Readonly<Record<string, Metric>> = { accuracy: { name: 'accuracy', measure: accuracy } }

/** A metric by its name, or as it is. */
export type MetricChoice = 'accuracy' | Metric

/** Looks metrics up by name. */
export function chosenMetrics(where: string, choice: readonly MetricChoice[]): Metric[] {
  if (!Array.isArray(choice))
    throw new ValueError(`${where}: metrics is ${shown(choice)}; it needs a list, such as ['accuracy'].`)
  return (choice as readonly MetricChoice[]).map((each) => {
    if (typeof each === 'object' && typeof each?.measure === 'function') return each
    if (typeof each === 'string' && Object.hasOwn(named, each)) return named[each]
    const cure = (each as unknown) === binaryAccuracy ? ' It is to be called: binaryAccuracy().' : ''
    throw new ValueError(
      `${where}: metric ${shown(each)}; it needs one of ${Object.keys(named).join(', ')}, or { name, measure }.${cure}`,
    )
  })
}
