// Softmax and cross entropy in one, row by row: what losses of classification are made of. Read `softmax.ts` first.
import { allocate } from '../allocate.ts'
import { ShapeError } from '../errors.ts'
import { crossEntropy } from '../kernels/cross-entropy.ts'
import { apply, checkTensor, type KernelOp } from '../op.ts'
import { recorded } from '../recording.ts'
import { sameShape, show } from '../shape.ts'
import type { Tensor } from '../tensor.ts'
import { mul, neg, sub } from './arithmetic.ts'
import { logSoftmax, softmax } from './softmax.ts'
import { sum } from './sum.ts'
import { expandDims, reshape } from './view.ts'

interface Slope {
  /** ∂y/∂x of each row: filled by the forward pass. */
  readonly slope: Tensor
}

const crossEntropyOp: KernelOp<Slope> = {
  name: 'softmaxCrossEntropy',
  shape: ([x]) => [x[0]],
  forward: (k, y, [x, t], { slope }) => (k.crossEntropy ?? crossEntropy)(x, t, y, slope.view),
  pullbacks: [
    (dy, [x, t], _y, { slope }) =>
      mul(
        expandDims(dy, -1),
        recorded() ? sub(mul(softmax(x), sum(t, { axis: -1, keepDims: true })), t) : slope,
      ),
    (dy, [x]) => mul(neg(expandDims(dy, -1)), logSoftmax(x)),
  ],
  reads: [[0, 1], [0]],
}

/**
 * Cross entropy between weights t and softmax(x) along the last axis, from the logits x themselves, so that nothing overflows.
 *
 *     y = −Σ_c t_c log softmax(x)_c            x̄ = ȳ (softmax(x) Σ t − t)            t̄ = −ȳ log softmax(x)
 *
 * x and t (…, classes), y (…). A class of weight 0 counts for nothing, even where its logit is −∞. Losses of classification are means of y.
 *
 * @throws ShapeError unless x and t have one shape, with an axis of classes.
 */
export function softmaxCrossEntropy(x: Tensor, t: Tensor): Tensor {
  for (const each of [x, t]) checkTensor('softmaxCrossEntropy', each)
  if (x.rank === 0 || !sameShape(x.shape, t.shape))
    throw new ShapeError(
      `softmaxCrossEntropy: logits are ${show(x.shape)} and weights ${show(t.shape)}; it needs one shape (…, classes).`,
    )
  const classes = x.shape[x.rank - 1]
  const rows =
    x.rank === 2 ? [x, t] : [x, t].map((each) => reshape(each, [x.size / Math.max(classes, 1), classes]))
  const y = apply(crossEntropyOp, rows, { slope: allocate(x.dtype, rows[0].shape) })
  return x.rank === 2 ? y : reshape(y, x.shape.slice(0, -1))
}
