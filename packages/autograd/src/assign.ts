// Writing in place: the one way that the tape can see.
import { DTypeError, ShapeError, TapeError, ValueError } from './errors.ts'
import { copyInto, flat } from './kernels/loops.ts'
import { checkTensor } from './op.ts'
import { sameShape, show } from './shape.ts'
import type { Tensor } from './tensor.ts'
import { dense, overlaps } from './view.ts'

/**
 * x ← value, in place, for all tensors that look at the same numbers. A backward() that still needs the old ones refuses.
 *
 * @throws ShapeError, DTypeError unless both have one shape and one type.
 * @throws ValueError when x repeats its numbers (broadcastTo, unfold), so that one place would get several values.
 * @throws TapeError when a recorded op made x: no gradient could flow to what is written.
 */
export function assign(x: Tensor, value: Tensor): Tensor {
  checkTensor('assign', x)
  checkTensor('assign', value)
  if (!sameShape(x.shape, value.shape))
    throw new ShapeError(`assign: ${show(value.shape)} to ${show(x.shape)}; they need one shape.`)
  if (x.dtype !== value.dtype)
    throw new DTypeError(`assign: ${value.dtype} to ${x.dtype}; convert with cast(value, '${x.dtype}').`)
  if (overlaps(x.view))
    throw new ValueError(
      `assign: ${show(x.shape)} repeats its numbers; it needs a tensor with a place for each.`,
    )
  if (x.step) {
    throw new TapeError(
      `assign: ${x.step.op.name} made this ${show(x.shape)}, and no gradient flows to what is written over it; it needs a leaf. Use noGrad(() => …) for views of parameters.`,
    )
  }
  const shared = value.storage === x.storage
  copyInto(shared ? dense(flat(value.view), value.shape) : value.view, x.view)
  touch(x, 'assign')
  return x
}

/** Says that the numbers of x were changed, and by whom. */
export function touch(x: Tensor, writer: string): void {
  x.storage.touch(writer)
}
