// First values of weights: random, of a size that lets signals and gradients keep their variance through the layers.
// Var[W] decides; whether the numbers are uniform or normal hardly matters.
import { shown, ValueError, type Shape } from '@glissade/autograd'
import type { Randomness } from '@glissade/random'
import { checkNumber, checkOptions } from '../options.ts'
import { checkDraws, checkShape } from './arguments.ts'
import { draw } from './plain.ts'

/** Makes the first values of a weight. */
export type Initializer = (shape: Shape, rng: Randomness) => Float32Array

/** What the initialisers that look at fans may be told. */
export interface FanOptions {
  /** Multiplies the standard deviation. */
  readonly gain?: number
  /** How the shape counts: dense (inputs, outputs), conv (outputs, inputs, …kernel). By rank unless said: 2 is dense. */
  readonly layout?: 'dense' | 'conv'
}

const sizeOf = (shape: Shape): number => shape.reduce((n, d) => n * d, 1)

/**
 * How many numbers feed one output, and how many outputs one input feeds.
 *
 *     dense (in, out): in, out               conv (out, in, …kernel): in · |kernel|, out · |kernel|
 */
export function fans(
  where: string,
  shape: Shape,
  layout?: 'dense' | 'conv',
): { inputs: number; outputs: number } {
  checkShape(where, shape)
  if (shape.length < 2) {
    throw new ValueError(
      `${where}: shape (${shape.join(', ')}) has no inputs and outputs; it needs (inputs, outputs) or (outputs, inputs, …kernel).`,
    )
  }
  if (layout !== undefined && layout !== 'dense' && layout !== 'conv')
    throw new ValueError(`${where}: layout is ${shown(layout)}; it needs 'dense' or 'conv'.`)
  if ((layout ?? (shape.length === 2 && 'dense')) === 'dense') return { inputs: shape[0], outputs: shape[1] }
  const kernel = sizeOf(shape.slice(2))
  return { inputs: shape[1] * kernel, outputs: shape[0] * kernel }
}

/** Numbers of mean 0 and the given standard deviation; a uniform distribution on ±a has deviation a / √3. */
const drawUniform = (shape: Shape, rng: Randomness, deviation: number): Float32Array =>
  draw(shape, () => Math.sqrt(3) * deviation * (2 * rng.uniform() - 1))
const drawNormal = (shape: Shape, rng: Randomness, deviation: number): Float32Array =>
  draw(shape, () => deviation * rng.normal())

type Fanned = (shape: Shape, rng: Randomness, options?: FanOptions) => Float32Array
type Variance = (fan: { inputs: number; outputs: number }) => number

const scaled =
  (where: string, defaultGain: number, variance: Variance, distribution: typeof drawUniform): Fanned =>
  (shape, rng, options = {}) => {
    checkDraws(where, shape, rng)
    checkOptions(where, options, ['gain', 'layout'])
    const { gain = defaultGain, layout } = options
    checkNumber(where, 'gain', gain, {})
    return distribution(shape, rng, gain * Math.sqrt(variance(fans(where, shape, layout))))
  }

const bothWays: Variance = ({ inputs, outputs }) => 2 / (inputs + outputs)
const forwards: Variance = ({ inputs }) => 1 / inputs

/**
 * For tanh, sigmoid and linear layers: a compromise between keeping the variance forwards and backwards.
 *
 *     Var[W] = gain² · 2 / (in + out)          gain 1; the usual one for tanh is 5/3
 *
 * @see Glorot & Bengio 2010, "Understanding the difficulty of training deep feedforward neural networks", equations 12 and 16
 */
export const xavierUniform = scaled('xavierUniform', 1, bothWays, drawUniform)
/** xavierUniform's variance, normally distributed. */
export const xavierNormal = scaled('xavierNormal', 1, bothWays, drawNormal)

/**
 * For relu layers: half of the signal is cut off, so the variance is doubled.
 *
 *     Var[W] = gain² / in          gain √2; √(2 / (1 + a²)) for a leaky relu of slope a
 *
 * @see He, Zhang, Ren & Sun 2015, "Delving deep into rectifiers", equations 10 and 15
 */
export const heUniform = scaled('heUniform', Math.SQRT2, forwards, drawUniform)
/** heUniform's variance, normally distributed. */
export const heNormal = scaled('heNormal', Math.SQRT2, forwards, drawNormal)

/**
 * For selu, and for scaled tanh: keeps the variance forwards.
 *
 *     Var[W] = gain² / in          gain 1
 *
 * @see LeCun, Bottou, Orr & Müller 1998, "Efficient BackProp", equation 16
 */
export const lecunUniform = scaled('lecunUniform', 1, forwards, drawUniform)
/** lecunUniform's variance, normally distributed. */
export const lecunNormal = scaled('lecunNormal', 1, forwards, drawNormal)

/**
 * What PyTorch draws for nn.Linear and nn.Conv2d unless told otherwise, uniform on ±1 / √in: heUniform for a leaky relu of slope √5.
 * Its biases come from the same range; ours start at 0. Keras draws glorotUniform.
 *
 *     Var[W] = gain² / in          gain 1 / √3
 */
export const pytorchDefault = scaled('pytorchDefault', 1 / Math.sqrt(3), forwards, drawUniform)

export { heNormal as kaimingNormal, heUniform as kaimingUniform }
export { xavierNormal as glorotNormal, xavierUniform as glorotUniform }
