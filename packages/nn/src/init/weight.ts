// A weight of a layer from an initialiser.
import { ShapeError, ValueError, type Shape } from '@glissade/autograd'
import type { Randomness } from '@glissade/random'
import { numbers, parameter, type FloatType, type Parameter } from '../parameter.ts'
import type { Initializer } from './scaled.ts'

/** Draws a parameter. The draws are float32 whatever its type, so that a float64 model starts from the same weights. */
export function weight(
  where: string,
  init: Initializer,
  shape: Shape,
  rng: Randomness,
  dtype: FloatType,
): Parameter {
  if (typeof init !== 'function') {
    const given: unknown = init
    throw new ValueError(`${where}: init is ${String(given)}; it needs a function such as init.heNormal.`)
  }
  const data = init(shape, rng)
  const size = shape.reduce((n, d) => n * d, 1)
  if (data.length !== size) {
    throw new ShapeError(
      `${where}: init gave ${data.length} numbers for a weight of (${shape.join(', ')}); it needs ${size}.`,
    )
  }
  return parameter(numbers(data, shape, dtype))
}
