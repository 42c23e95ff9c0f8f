// First weights with a pattern: most of them 0, or the identity.
import { ValueError, type Shape } from '@glissade/autograd'
import type { Randomness } from '@glissade/random'
import { checkNumber, checkOptions, checkSize } from '../options.ts'
import { checkDraws, checkShape } from './arguments.ts'

function matrix(where: string, shape: Shape): readonly [rows: number, columns: number] {
  checkShape(where, shape)
  if (shape.length !== 2)
    throw new ValueError(`${where}: shape (${shape.join(', ')}); it needs a matrix, (inputs, outputs).`)
  return [shape[0], shape[1]]
}

/** What `init.sparse` may be told. */
export interface SparseOptions {
  /** How many inputs each output listens to; all, where there are fewer. */
  readonly connections?: number
  /** Of the weights that are not 0; 1 unless said. */
  readonly deviation?: number
}

/**
 * Each output listens to a few inputs, chosen at random, so that units differ and do not saturate, however many inputs there are.
 *
 *     W[i, j] ~ N(0, deviation²) for `connections` of the i, else 0          15 connections of deviation 1
 *
 * @throws ValueError unless the shape is (inputs, outputs).
 * @see Martens 2010, "Deep learning via Hessian-free optimization", section 5
 */
export function sparse(shape: Shape, rng: Randomness, options: SparseOptions = {}): Float32Array {
  checkDraws('sparse', shape, rng)
  checkOptions('sparse', options, ['connections', 'deviation'])
  const { connections = 15, deviation = 1 } = options
  const [inputs, outputs] = matrix('sparse', shape)
  checkSize('sparse', 'connections', connections)
  checkNumber('sparse', 'deviation', deviation, { from: 0 })
  const data = new Float32Array(inputs * outputs)
  const order = Array.from({ length: inputs }, (_, i) => i)
  for (let j = 0; j < outputs; j++) {
    for (let k = 0; k < Math.min(connections, inputs); k++) {
      const other = k + Math.floor(rng.uniform() * (inputs - k))
      ;[order[k], order[other]] = [order[other], order[k]]
      data[order[k] * outputs + j] = deviation * rng.normal()
    }
  }
  return data
}

/**
 * The identity, for recurrent weights: with relu a state is kept until inputs change it.
 *
 *     W = gain I          gain 1
 *
 * @throws ValueError unless the shape is a matrix.
 * @see Le, Jaitly & Hinton 2015, "A simple way to initialize recurrent networks of rectified linear units"
 */
export function identity(
  shape: Shape,
  _rng?: Randomness,
  options: { readonly gain?: number } = {},
): Float32Array {
  checkOptions('identity', options, ['gain'])
  const { gain = 1 } = options
  checkNumber('identity', 'gain', gain, {})
  const [rows, columns] = matrix('identity', shape)
  const data = new Float32Array(rows * columns)
  for (let i = 0; i < Math.min(rows, columns); i++) data[i * (columns + 1)] = gain
  return data
}
