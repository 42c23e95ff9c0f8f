// Where results are put: inside a recording in memory that its backend lends, outside it in ordinary arrays.
// Read `tensor.ts` and `recording.ts` first.
import { kernelsFor } from './kernels/backend.ts'
import { open } from './recording.ts'
import { sameShape, sizeOf, type Shape } from './shape.ts'
import { Storage, Tensor } from './tensor.ts'
import { dense, heap, type DType } from './view.ts'

/** A place for a result: in the open recording's memory if there is one, else an ordinary array that the engine collects. */
export function allocate(dtype: DType, shape: Shape): Tensor {
  const { recording } = open
  const landing = recording?.landing
  if (landing && landing.dtype === dtype && sameShape(landing.shape, shape)) {
    recording.landing = undefined
    return landing
  }
  const view = recording ? kernelsFor(dtype).alloc(dtype, shape) : dense(heap(dtype, sizeOf(shape)), shape)
  return new Tensor(new Storage(view.data, recording), view)
}

/** A tensor of one repeated number in the memory of the open recording, where a step that needs one allocates nothing; an ordinary one outside. */
export function constant(value: number, shape: Shape, dtype: DType): Tensor {
  const x = allocate(dtype, shape)
  const { data, offset } = x.view
  data.fill(value, offset, offset + sizeOf(shape))
  return x
}

/** A plain number as a scalar. Within a recording each number is made once. */
export function scalar(value: number, dtype: DType): Tensor {
  const known = open.recording?.numbers[dtype]
  if (!known || Object.is(value, -0)) return constant(value, [], dtype) // a Map takes -0 for 0
  const made = known.get(value) ?? constant(value, [], dtype)
  known.set(value, made)
  return made
}
