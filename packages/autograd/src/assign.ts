// Writing in place: the one way that the tape can see.
import { DTypeError, ShapeError } from './errors.ts'
import { copyInto } from './kernels/loops.ts'
import { sameShape, show } from './shape.ts'
import type { Tensor } from './tensor.ts'

/**
 * x ← value, in place, for all tensors that look at the same numbers. A backward() that still needs the old ones refuses.
 */
export function assign(x: Tensor, value: Tensor): Tensor {
  if (!sameShape(x.shape, value.shape))
    throw new ShapeError(`assign: ${show(value.shape)} to ${show(x.shape)}; they need one shape.`)
  if (x.dtype !== value.dtype)
    throw new DTypeError(`assign: ${value.dtype} to ${x.dtype}; convert with cast(value, '${x.dtype}').`)
  copyInto(value.view, x.view)
  touch(x, 'assign')
  return x
}

/** Says that the numbers of x were changed, and by whom. */
export function touch(x: Tensor, writer: string): void {
  x.storage.touch(writer)
}
