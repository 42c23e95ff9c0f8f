// To and from npm `ndarray`, whose views are ours: no numbers are copied.
import ndarray, { type NdArray } from 'ndarray'
import { DTypeError } from '../errors.ts'
import { checkTensor } from '../op.ts'
import { Storage, Tensor } from '../tensor.ts'
import type { Data } from '../view.ts'

/**
 * The tensor's numbers as an ndarray, which looks at the same memory. Inside a recording, where memory is lent, it is a copy.
 */
export function toNdarray(x: Tensor): NdArray<Data> {
  checkTensor('toNdarray', x)
  if (x.storage.scope) return ndarray(x.data, [...x.shape])
  const { data, shape, stride, offset } = x.view
  return ndarray(data, [...shape], [...stride], offset)
}

/** A tensor that looks at the numbers of an ndarray over a Float32Array, Float64Array or Int32Array. */
export function fromNdarray(array: NdArray<Data>): Tensor {
  const { data, shape, stride, offset } = array ?? {}
  if (
    !Array.isArray(stride) ||
    !(data instanceof Float32Array || data instanceof Float64Array || data instanceof Int32Array)
  ) {
    throw new DTypeError(`fromNdarray: an ndarray of ${array?.dtype}; it needs float32, float64 or int32.`)
  }
  return new Tensor(new Storage(data), { shape: [...shape], stride: [...stride], offset })
}
