// Dropout: units are left out at random while training.
import { defineOp, mul, ShapeError, type DType, type Shape, type Tensor } from '@glissade/autograd'
import type { Generator, Randomness } from '@glissade/random'
import { Module } from '../module.ts'
import { checkNumber, checkOptions } from '../options.ts'

interface Mask {
  readonly shape: Shape
  readonly dtype: DType
  readonly p: number
  readonly rng: Randomness
}

/** 0 with probability p, else 1 / (1 − p), written where the recording keeps its results. */
const drawMask = defineOp<Mask>({
  name: 'dropoutMask',
  shape: (_, { shape }) => shape,
  dtype: (_, { dtype }) => dtype,
  forward: (_k, { data, offset }, _inputs, { shape, p, rng }) => {
    const kept = 1 / (1 - p)
    const end = offset + shape.reduce((n, d) => n * d, 1)
    for (let i = offset; i < end; i++) data[i] = rng.uniform() < p ? 0 : kept
  },
  pullbacks: [],
})

/**
 * Sets each element to 0 with probability p while training, and divides the others by 1 − p, so that the mean stays; the
 * gradient passes where the value did. In evaluation it does nothing.
 *
 *     y = x m / (1 − p)          m ~ Bernoulli(1 − p)
 *
 * The masks come from a stream of the layer's own, taken from `rng` when the layer is made.
 *
 * @see Srivastava et al. 2014, "Dropout: a simple way to prevent neural networks from overfitting", which multiplies by 1 − p
 *   in evaluation instead
 */
export class Dropout extends Module {
  readonly p: number
  readonly rng: Generator

  constructor(p: number, options: { readonly rng: Generator }) {
    super()
    checkNumber('Dropout', 'p', p, { from: 0, to: 1 })
    checkOptions('Dropout', options, ['rng'])
    this.p = p
    // A draw goes into the name, so that two layers made from one generator have different masks.
    this.rng = options.rng.stream(`dropout ${options.rng.integer(2 ** 32)}`)
  }

  forward(x: Tensor): Tensor {
    if (!this.training || this.p === 0) return x
    if (this.p === 1) return mul(x, 0)
    return mul(x, drawMask([], { shape: this.maskShape(x), dtype: x.dtype, p: this.p, rng: this.rng }))
  }

  /** One draw for each element. */
  protected maskShape({ shape }: Tensor): Shape {
    return shape
  }

  override toString(): string {
    return `Dropout ${this.p}`
  }
}

/**
 * Dropout of whole channels: neighbours in an image say much the same, so leaving out single ones would hide little.
 *
 *     y[n, c, …] = x[n, c, …] m[n, c] / (1 − p)          m ~ Bernoulli(1 − p)
 *
 * @throws ShapeError for fewer than three axes.
 * @see Tompson, Goroshin, Jain, LeCun & Bregler 2015, "Efficient object localization using convolutional networks", section 3.2
 */
export class Dropout2d extends Dropout {
  protected override maskShape({ shape }: Tensor): Shape {
    if (shape.length < 3)
      throw new ShapeError(
        `${this.where}: input is (${shape.join(', ')}); it needs (batch, channels, …), three axes or more. Dropout takes any.`,
      )
    return [...shape.slice(0, 2), ...shape.slice(2).map(() => 1)]
  }
  override toString(): string {
    return `Dropout2d ${this.p}`
  }
}
