// An image as a transform sees it, and what a transform is.
import type { Generator } from '@glissade/random'

/** Numbers as they are stored, a byte as 0 … 255, plane after plane, row after row. */
export interface Image {
  readonly data: Float32Array
  readonly channels: number
  readonly height: number
  readonly width: number
}

/** What a transform draws from. */
export type Draws = Pick<Generator, 'uniform' | 'normal' | 'integer'>

/** Makes another image of the same size; the one given stays as it is. Where nothing was, there is 0. */
export type ImageTransform = (image: Image, rng: Draws) => Image

/** The image whose pixel (c, i, j) is `at(plane, i, j)`, where plane is the offset of channel c. */
export function drawn(image: Image, at: (plane: number, i: number, j: number) => number): Image {
  const { channels, height, width } = image
  const data = new Float32Array(image.data.length)
  let next = 0
  for (let c = 0; c < channels; c++) {
    const plane = c * height * width
    for (let i = 0; i < height; i++) for (let j = 0; j < width; j++) data[next++] = at(plane, i, j)
  }
  return { ...image, data }
}

/** The pixel at row i, column j of a plane; 0 outside. */
export const pixel = ({ data, height, width }: Image, plane: number, i: number, j: number): number =>
  i >= 0 && i < height && j >= 0 && j < width ? data[plane + i * width + j] : 0
