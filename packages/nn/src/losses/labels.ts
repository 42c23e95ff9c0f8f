// Class labels as weights of log-probabilities, which is all that nll and crossEntropy want to know of them.
// Read `cross-entropy.ts` first.
import { constant, DTypeError, ShapeError, ValueError, type Tensor } from '@glissade/autograd'
import { checkTensor } from '../options.ts'
import { show } from './reduction.ts'

/** How labels count in a loss. */
export interface LabelOptions {
  /** One weight per class, for classes of unequal size. The mean then divides by the sum of the weights used, as in PyTorch. */
  readonly weight?: Tensor | readonly number[]
  /** Rows with this label count for nothing. */
  readonly ignoreIndex?: number
  /** Share of the target that is spread evenly over all classes, from 0 to 1. */
  readonly labelSmoothing?: number
}

/** Refuses what is no batch of rows with classes on the last axis. */
export function checkLogits(where: string, logits: Tensor): void {
  checkTensor(where, 'the prediction', logits)
  if (logits.rank < 2) {
    const cure = logits.dtype === 'int32' ? ' Logits come first, then labels.' : ''
    throw new ShapeError(
      `${where}: logits are ${show(logits)}; it needs (rows, classes), with the classes on the last axis.${cure}`,
    )
  }
  if (logits.size === 0) {
    throw new ValueError(
      `${where}: an empty batch, logits ${show(logits)}; it needs at least one row and one class.`,
    )
  }
}

export function classWeights(
  where: string,
  classes: number,
  weight: LabelOptions['weight'],
): ArrayLike<number> | undefined {
  if (weight === undefined) return undefined
  const list = 'data' in weight ? weight.data : weight
  if (list.length !== classes) {
    throw new ShapeError(
      `${where}: ${list.length} class weights for ${classes} classes; it needs one per class.`,
    )
  }
  const bad = Array.from(list).findIndex((w) => !(w >= 0 && w < Infinity))
  if (bad >= 0)
    throw new ValueError(
      `${where}: the weight of class ${bad} is ${list[bad]}; it needs a finite number of at least 0.`,
    )
  return list
}

/**
 * The class numbers. Refuses those that do not belong to the logits: element type, shape, range. Those to be ignored may be any number.
 */
export function checkLabels(
  where: string,
  logits: Tensor,
  labels: Tensor,
  ignoreIndex?: number,
): Tensor['data'] {
  checkTensor(where, 'the target', labels)
  const rows = logits.shape.slice(0, -1)
  if (labels.dtype !== 'int32') {
    throw new DTypeError(
      `${where}: labels are ${labels.dtype} ${show(labels)}; it needs int32 class numbers (${rows.join(', ')}), as in tensor([2, 0], { dtype: 'int32' })${where === 'crossEntropy' ? `, or a distribution ${show(logits)}` : ''}.`,
    )
  }
  if (labels.rank !== rows.length || labels.shape.some((size, i) => size !== rows[i])) {
    throw new ShapeError(
      `${where}: logits are ${show(logits)} and labels ${show(labels)}; it needs one label per row.${cure(logits, labels)}`,
    )
  }
  const classes = logits.shape[logits.rank - 1]
  const { data } = labels
  const row = data.findIndex((label) => label !== ignoreIndex && (label < 0 || label >= classes))
  if (row < 0) return data
  const label = data[row]
  throw new ValueError(
    `${where}: label ${label} in row ${row}; the logits have ${classes} ${classes === 1 ? 'class, so it needs 0. For one logit per answer there is binaryCrossEntropy(), for values mse().' : `classes, so it needs 0 to ${classes - 1}.${likely(where, data, label, classes, ignoreIndex)}`}`,
  )
}

/** Why a label may lie outside. */
function likely(
  where: string,
  labels: Tensor['data'],
  label: number,
  classes: number,
  ignoreIndex: number | undefined,
): string {
  if (label === classes && !labels.includes(0)) return ' Do the labels begin at 1?'
  if (label > 0) return ' Has the last layer an output for each class?'
  if (ignoreIndex !== undefined || where === 'multiMargin') return ''
  return ` Does it mark what is to count for nothing? That is { ignoreIndex: ${label} }.`
}

function cure({ shape, size, rank }: Tensor, labels: Tensor): string {
  const rows = size / shape[rank - 1]
  if (String(shape) === String(labels.shape))
    return ' Are they one-hot? argmax(labels, { axis: -1 }) gives the class numbers.'
  if (labels.size === rows && rank === 2) return ` reshape(labels, [${rows}]) would fit.`
  if (rank === 3 && labels.rank === 1 && labels.size === shape[0])
    return " Is one step of each sequence meant? A recurrent layer made with { outputs: 'last' } gives the last."
  const others = shape.filter((_, axis) => axis !== 1)
  if (rank > 2 && String(others) === String(labels.shape)) {
    const order = [0, ...shape.slice(2).map((_, i) => i + 2), 1].join(', ')
    return ` Are the classes on axis 1, as in PyTorch? permute(logits, [${order}]) puts them last.`
  }
  return labels.size < rows ? ' Was the last batch cut short?' : ''
}

/** Labels (…) as rows w · q (…, classes) of weights; for a mean they are divided by the sum of the rows' w. */
export function weighLabels(
  where: string,
  logits: Tensor,
  labels: Tensor,
  { weight, ignoreIndex, labelSmoothing = 0 }: LabelOptions,
  mean: boolean,
): Tensor {
  const list = checkLabels(where, logits, labels, ignoreIndex)
  const classes = logits.shape[logits.rank - 1]
  const w = classWeights(where, classes, weight)
  const scale = mean ? 1 / divisorOf(where, totalWeight(list, w, ignoreIndex)) : 1
  const weightOf = (c: number): number => scale * (w ? w[c] : 1)
  const weights = constant(0, logits.shape, logits.dtype)
  const { data, offset } = weights.view
  const even = labelSmoothing / classes
  for (let i = 0; i < list.length; i++) {
    const label = list[i]
    if (label === ignoreIndex) continue
    if (even > 0) for (let c = 0; c < classes; c++) data[offset + i * classes + c] = even * weightOf(c)
    data[offset + i * classes + label] += (1 - labelSmoothing) * weightOf(label)
  }
  return weights
}

function totalWeight(
  labels: ArrayLike<number>,
  w: ArrayLike<number> | undefined,
  ignoreIndex?: number,
): number {
  let total = 0
  for (let i = 0; i < labels.length; i++) if (labels[i] !== ignoreIndex) total += w ? w[labels[i]] : 1
  return total
}

/** The sum of weights that a mean divides by. */
function divisorOf(where: string, total: number): number {
  if (total === 0)
    throw new ValueError(`${where}: no row counts, all are ignored or weigh 0; the mean needs at least one.`)
  return total
}
