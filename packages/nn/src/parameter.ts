// The two roles of a tensor on a layer: a parameter is trained, a buffer is only remembered (running statistics).
import { checkTensor, DTypeError, keep, Tensor, tensor, type DType, type Shape } from '@glissade/autograd'

/** A tensor that an optimizer trains. Frozen, it stays a parameter and stays where it is: `requiresGrad` is false. */
export class Parameter extends Tensor {
  declare requiresGrad: boolean
}

/** A tensor that is saved with the model but not trained. */
export class Buffer extends Tensor {}

/** The element types that a model may have. */
export type FloatType = 'float32' | 'float64'
export type Floats = Float32Array | Float64Array

const lasting = (x: Tensor, role: string): Tensor => {
  checkTensor(role, x)
  if (x.dtype === 'int32') throw new DTypeError(`${role}: the tensor is int32; it needs float32 or float64.`)
  return x.storage.scope ? keep(x) : x
}

/** Makes a trained parameter of a tensor; the numbers are not copied. A parameter stays the one it is, so it can be tied. */
export function parameter(x: Tensor): Parameter {
  if (x instanceof Parameter) return x
  const { storage, view } = lasting(x, 'parameter')
  return new Parameter(storage, view, true)
}

/** Makes a buffer of a tensor; the numbers are not copied. */
export function buffer(x: Tensor): Buffer {
  if (x instanceof Buffer) return x
  const { storage, view } = lasting(x, 'buffer')
  return new Buffer(storage, view)
}

/** Numbers as a tensor of the model's element type. */
export function numbers(data: Float32Array, shape: Shape, dtype: DType = 'float32'): Tensor {
  return tensor(dtype === 'float64' ? Float64Array.from(data) : data, { shape })
}
