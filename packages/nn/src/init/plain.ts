// First values that do not look at the shape. Read `scaled.ts` for those that do.
import { ValueError, type Shape } from '@glissade/autograd'
import type { Randomness } from '@glissade/random'
import { checkNumber, checkOptions } from '../options.ts'
import { checkDraws, checkShape } from './arguments.ts'

const sizeOf = (shape: Shape): number => shape.reduce((n, d) => n * d, 1)

export function draw(shape: Shape, next: () => number): Float32Array {
  const data = new Float32Array(sizeOf(shape))
  for (let i = 0; i < data.length; i++) data[i] = next()
  return data
}

/** The range of `init.uniform`. */
export interface UniformOptions {
  /** −0.05 unless said. */
  readonly low?: number
  /** 0.05 unless said. */
  readonly high?: number
}

/** Uniform on [low, high): −0.05 to 0.05 unless said, as in Keras. */
export function uniform(shape: Shape, rng: Randomness, options: UniformOptions = {}): Float32Array {
  checkDraws('uniform', shape, rng)
  checkOptions('uniform', options, ['low', 'high'])
  const { low = -0.05, high = 0.05 } = options
  if (!(low <= high)) throw new ValueError(`uniform: from ${low} to ${high}; it needs low at most high.`)
  return draw(shape, () => low + (high - low) * rng.uniform())
}

/** Mean and deviation of `init.normal` and `init.truncatedNormal`. */
export interface NormalOptions {
  /** 0 unless said. */
  readonly mean?: number
  /** 0.05 unless said. */
  readonly deviation?: number
}

/** Normal, of mean 0 and deviation 0.05 unless said, as in Keras. */
export function normal(shape: Shape, rng: Randomness, options: NormalOptions = {}): Float32Array {
  checkDraws('normal', shape, rng)
  checkOptions('normal', options, ['mean', 'deviation'])
  const { mean = 0, deviation = 0.05 } = options
  checkNumber('normal', 'deviation', deviation, { from: 0 })
  return draw(shape, () => mean + deviation * rng.normal())
}

/** Normal, but draws further than two deviations from the mean are drawn again; what is left deviates 0.88 as much. */
export function truncatedNormal(shape: Shape, rng: Randomness, options: NormalOptions = {}): Float32Array {
  checkDraws('truncatedNormal', shape, rng)
  checkOptions('truncatedNormal', options, ['mean', 'deviation'])
  const { mean = 0, deviation = 0.05 } = options
  checkNumber('truncatedNormal', 'deviation', deviation, { from: 0 })
  return draw(shape, () => {
    let z = rng.normal()
    while (Math.abs(z) > 2) z = rng.normal()
    return mean + deviation * z
  })
}

/** One number everywhere. Weights of a hidden layer must differ, or its units learn the same thing. */
export function constant(
  shape: Shape,
  _rng?: Randomness,
  options: { readonly value?: number } = {},
): Float32Array {
  checkShape('constant', shape)
  checkOptions('constant', options, ['value'])
  const { value = 0 } = options
  checkNumber('constant', 'value', value, {})
  return draw(shape, () => value)
}

/** Zero everywhere: for biases. */
export function zeros(shape: Shape, _rng?: Randomness): Float32Array {
  checkShape('zeros', shape)
  return draw(shape, () => 0)
}
