// Weights whose rows, or columns, are perpendicular and of length 1.
import { ValueError, type Shape } from '@glissade/autograd'
import type { Randomness } from '@glissade/random'
import { checkNumber, checkOptions } from '../options.ts'
import { checkDraws } from './arguments.ts'

const dot = (a: Float64Array, b: Float64Array): number => a.reduce((sum, x, i) => sum + x * b[i], 0)

/** Takes away what a vector shares with the others, twice: the first time leaves rounding errors behind. */
function perpendicular(v: Float64Array, others: readonly Float64Array[]): Float64Array {
  for (let pass = 0; pass < 2; pass++) {
    for (const q of others) {
      const share = dot(v, q)
      for (let i = 0; i < v.length; i++) v[i] -= share * q[i]
    }
  }
  const length = Math.sqrt(dot(v, v))
  return v.map((x) => x / length)
}

/**
 * A random rotation, or part of one: signals keep their length through any number of linear layers.
 *
 *     W Wᵀ = gain² I   or   Wᵀ W = gain² I          whichever is smaller; W is (first axis, all others)
 *
 * @throws ValueError for fewer than two axes.
 * @see Saxe, McClelland & Ganguli 2014, "Exact solutions to the nonlinear dynamics of learning in deep linear neural networks"
 */
export function orthogonal(
  shape: Shape,
  rng: Randomness,
  options: { readonly gain?: number } = {},
): Float32Array {
  checkDraws('orthogonal', shape, rng)
  checkOptions('orthogonal', options, ['gain'])
  const { gain = 1 } = options
  checkNumber('orthogonal', 'gain', gain, {})
  if (shape.length < 2) {
    throw new ValueError(
      `orthogonal: shape (${shape.join(', ')}) has no rows and columns; it needs two axes or more.`,
    )
  }
  const rows = shape[0]
  const columns = shape.slice(1).reduce((n, d) => n * d, 1)
  const wide = rows <= columns
  const vectors: Float64Array[] = []
  for (let k = 0; k < Math.min(rows, columns); k++) {
    const drawn = Float64Array.from({ length: Math.max(rows, columns) }, () => rng.normal())
    vectors.push(perpendicular(drawn, vectors))
  }
  return Float32Array.from({ length: rows * columns }, (_, at) => {
    const [row, column] = [Math.floor(at / columns), at % columns]
    return gain * (wide ? vectors[row][column] : vectors[column][row])
  })
}
