// The usual changes that leave an image what it is. Read image.ts first; each is a function that makes a transform.
import { cos, sin } from '@glissade/math'
import { checkKnown, DataError } from '../errors.ts'
import { drawn, pixel, type Draws, type Image, type ImageTransform } from './image.ts'

function checkRange(where: string, name: string, x: number, most = Infinity): void {
  if (Number.isFinite(x) && x >= 0 && x <= most) return
  const range = most === Infinity ? 'of at least 0' : `from 0 to ${most}`
  throw new DataError(`${where}: ${name} is ${x}; it needs a number ${range}.`)
}

function checkPixels(where: string, name: string, n: number, least: number): void {
  if (Number.isInteger(n) && n >= least) return
  throw new DataError(`${where}: ${name} is ${n}; it needs an integer of at least ${least}.`)
}

const moved = (image: Image, down: number, right: number): Image =>
  drawn(image, (plane, i, j) => pixel(image, plane, i - down, j - right))

/**
 * Moves the image by whole pixels, −most … most each way, all equally likely. The same as a random crop of the image with `most`
 * pixels of padding around it.
 *
 *     y[i, j] = x[i − a, j − b]
 */
export function randomShift(most: number): ImageTransform {
  checkPixels('randomShift', 'most', most, 0)
  const draw = (rng: Draws): number => rng.integer(2 * most + 1) - most
  return (image, rng) => {
    const down = draw(rng)
    return moved(image, down, draw(rng))
  }
}

/** `randomCrop({ padding })`: zeros around the image, then a part of its own size at a random place. The same as `randomShift(padding)`. */
export function randomCrop(options: { readonly padding: number }): ImageTransform {
  checkKnown('randomCrop', options, ['padding'])
  checkPixels('randomCrop', 'padding', options.padding, 0)
  return randomShift(options.padding)
}

/** Swaps left and right with probability p. */
export function randomFlip(p = 0.5): ImageTransform {
  checkRange('randomFlip', 'p', p, 1)
  return (image, rng) =>
    rng.uniform() < p ? drawn(image, (plane, i, j) => pixel(image, plane, i, image.width - 1 - j)) : image
}

export interface AffineOptions {
  /** Turns by −degrees … degrees. */
  readonly degrees?: number
  /** Enlarges by a factor from 1 − scale to 1 + scale. */
  readonly scale?: number
  /** Moves by up to so many pixels, and parts of them, each way. */
  readonly shift?: number
  /** Slants: a row moves by −shear … shear times its distance from the middle. */
  readonly shear?: number
}

/**
 * Turns, enlarges, slants and moves the image about its middle, each by an amount drawn evenly; pixels between pixels are bilinear.
 *
 *     y(p) = x(A⁻¹(p − m − b) + m)     A = s · R(φ) · (1 k; 0 1),   m the middle,   b the move
 *
 * @see Simard, Steinkraus, Platt 2003, Best practices for convolutional neural networks applied to visual document analysis.
 */
export function randomAffine(options: AffineOptions): ImageTransform {
  checkKnown('randomAffine', options, ['degrees', 'scale', 'shift', 'shear'])
  const { degrees = 0, scale = 0, shift: most = 0, shear = 0 } = options
  checkRange('randomAffine', 'degrees', degrees)
  checkRange('randomAffine', 'shift', most)
  checkRange('randomAffine', 'shear', shear)
  if (!(scale >= 0 && scale < 1)) {
    throw new DataError(`randomAffine: scale is ${scale}; it needs a number of at least 0 and below 1.`)
  }
  const draw = (rng: Draws, range: number): number => range * (2 * rng.uniform() - 1)
  return (image, rng) => {
    const angle = (draw(rng, degrees) * Math.PI) / 180
    const [s, k] = [1 + draw(rng, scale), draw(rng, shear)]
    const [right, down] = [draw(rng, most), draw(rng, most)]
    const [c, n] = [cos(angle) / s, sin(angle) / s]
    const [mi, mj] = [(image.height - 1) / 2, (image.width - 1) / 2]
    return drawn(image, (plane, i, j) => {
      const [u, v] = [j - mj - right, i - mi - down]
      const y = c * v - n * u
      return bilinear(image, plane, y + mi, c * u + n * v - k * y + mj)
    })
  }
}

/** Turns the image about its middle by −degrees … degrees. */
export const randomRotation = (degrees: number): ImageTransform => randomAffine({ degrees })

/** The mean of the four pixels around a point, by nearness. */
function bilinear(image: Image, plane: number, y: number, x: number): number {
  const [i, j] = [Math.floor(y), Math.floor(x)]
  const [b, a] = [y - i, x - j]
  const upper = (1 - a) * pixel(image, plane, i, j) + a * pixel(image, plane, i, j + 1)
  const lower = (1 - a) * pixel(image, plane, i + 1, j) + a * pixel(image, plane, i + 1, j + 1)
  return (1 - b) * upper + b * lower
}

/**
 * Blanks a square of `size` pixels around a random pixel; it may reach beyond the edge.
 *
 * @see DeVries, Taylor 2017, Improved regularization of convolutional neural networks with cutout.
 */
export function cutout(size: number): ImageTransform {
  checkPixels('cutout', 'size', size, 1)
  return (image, rng) => {
    const top = rng.integer(image.height) - Math.floor(size / 2)
    const left = rng.integer(image.width) - Math.floor(size / 2)
    const inside = (i: number, j: number): boolean =>
      i >= top && i < top + size && j >= left && j < left + size
    return drawn(image, (plane, i, j) => (inside(i, j) ? 0 : pixel(image, plane, i, j)))
  }
}

/** Adds normal noise of standard deviation `std`, in the unit of the stored numbers: 255 is white for bytes. */
export function pixelNoise(std: number): ImageTransform {
  checkRange('pixelNoise', 'std', std)
  return (image, rng) => drawn(image, (plane, i, j) => pixel(image, plane, i, j) + std * rng.normal())
}
