// What an evaluation may be given as its loss, and what slips look like. Read `flat.ts` first.
import { ShapeError, TapeError, Tensor, ValueError } from '@glissade/autograd'

/** Refuses a loss that is computed before the step and not in it. */
export function checkFunction(loss: unknown): void {
  if (typeof loss === 'function') return
  throw new ValueError(
    `evaluate: the loss is ${loss instanceof Tensor ? 'a tensor' : typeof loss}; it needs a function that computes it, such as () => crossEntropy(model.forward(x), y).`,
  )
}

/** What a loss is where it should be a tensor, and the likely slip. */
const lossWords = (y: unknown): [given: string, cure: string] =>
  y instanceof Promise
    ? ['a promise', ' Await the data before the step.']
    : y === undefined
      ? ['undefined', ' Does the function return it?']
      : typeof y === 'number'
        ? ['a number', ' Leave out item().']
        : [typeof y === 'object' ? 'an object' : typeof y, '']

/** Refuses what is not one number that depends on a weight. */
export function checkLoss(y: unknown): asserts y is Tensor {
  if (!(y instanceof Tensor)) {
    const [given, cure] = lossWords(y)
    throw new ShapeError(`evaluate: the loss is ${given}; it needs a tensor of one number.${cure}`)
  }
  if (y.size !== 1) {
    throw new ShapeError(
      `evaluate: the loss is (${y.shape.join(', ')}); it needs one number, such as the mean.`,
    )
  }
  if (!y.step) {
    throw new TapeError(
      'evaluate: the loss depends on no trainable parameter; it needs at least one. Is the whole model frozen, or was the loss computed under noGrad() or from detached tensors?',
    )
  }
}

/** No gradient arrived in this model. */
export const otherModel = (model: string): TapeError =>
  new TapeError(
    `evaluate: the loss depends on no parameter of this ${model}; it needs at least one. Was it computed by another model than the one that the optimizer was made for?`,
  )
