// Image augmentation: each transform by hand, and what a data set with transforms promises.
import { describe, expect, it } from 'vitest'
import { generator } from '@glissade/random'
import {
  randomAffine,
  arrayDataset,
  augmented,
  cutout,
  DataError,
  randomFlip,
  pixelNoise,
  randomCrop,
  randomRotation,
  randomShift,
  type Image,
  type ImageTransform,
} from '../src/index.ts'

/** 1 … 12 in three rows of four. */
const counted: Image = { data: Float32Array.from({ length: 12 }, (_, i) => i + 1), channels: 1, height: 3, width: 4 } // prettier-ignore
const square: Image = { data: Float32Array.from({ length: 9 }, (_, i) => i + 1), channels: 1, height: 3, width: 3 } // prettier-ignore
/** Draws that are known: each uniform and each integer is the next of the list. */
const draws = (...list: number[]) => {
  let k = 0
  const next = () => list[k++ % list.length]
  return { uniform: next, normal: next, integer: next }
}
const rowsOf = ({ data, width }: Image) =>
  Array.from({ length: data.length / width }, (_, i) => [...data.subarray(i * width, (i + 1) * width)])

// prettier-ignore
const cases: [string, Image, number[][]][] = [
  ['shift down by one and left by one', randomShift(1)(counted, draws(2, 0)), [[0, 0, 0, 0], [2, 3, 4, 0], [6, 7, 8, 0]]],
  ['crop of nothing but itself', randomCrop({ padding: 0 })(counted, draws(0)), [[1, 2, 3, 4], [5, 6, 7, 8], [9, 10, 11, 12]]],
  ['flip', randomFlip(1)(counted, draws(0.5)), [[4, 3, 2, 1], [8, 7, 6, 5], [12, 11, 10, 9]]],
  ['no flip', randomFlip(0)(counted, draws(0.5)), [[1, 2, 3, 4], [5, 6, 7, 8], [9, 10, 11, 12]]],
  ['a quarter turn, clockwise as rows go down', randomRotation(90)(square, draws(1, 0.5, 0.5, 0.5, 0.5)), [[7, 4, 1], [8, 5, 2], [9, 6, 3]]],
  ['half a pixel to the right', randomAffine({ shift: 0.5 })(square, draws(0.5, 0.5, 0.5, 1, 0.5)), [[0.5, 1.5, 2.5], [2, 4.5, 5.5], [3.5, 7.5, 8.5]]],
  ['slanted by a pixel a row', randomAffine({ shear: 1 })(square, draws(0.5, 0.5, 1, 0.5, 0.5)), [[2, 3, 0], [4, 5, 6], [0, 7, 8]]],
  ['cutout of two at the corner', cutout(2)(counted, draws(0, 1)), [[0, 0, 3, 4], [5, 6, 7, 8], [9, 10, 11, 12]]],
  ['noise', pixelNoise(2)(square, draws(1, -1, 0.5)), [[3, 0, 4], [6, 3, 7], [9, 6, 10]]],
]

it.each(cases)('%s', (_name, image, expected) => {
  for (const [i, row] of rowsOf(image).entries())
    for (const [j, value] of row.entries()) expect(value).toBeCloseTo(expected[i][j], 5)
})

it.each<[string, ImageTransform]>([
  ['shift', randomShift(1)],
  ['flip', randomFlip()],
  ['affine', randomAffine({ degrees: 20, scale: 0.2, shear: 0.1, shift: 1 })],
  ['cutout', cutout(2)],
  ['pixelNoise', pixelNoise(1)],
])('%s treats channels alike and leaves the original', (name, transform) => {
  const data = Float32Array.from([...square.data, ...square.data])
  const both = transform({ ...square, data, channels: 2 }, generator(1))
  if (name !== 'pixelNoise') expect(both.data.slice(0, 9)).toEqual(both.data.slice(9))
  expect(data).toEqual(Float32Array.from([...square.data, ...square.data]))
})

describe('an augmented data set', () => {
  const bytes = Uint8Array.from({ length: 10 * 16 }, (_, i) => (i * 41) % 256)
  const data = arrayDataset(bytes, new Uint8Array(10), { shape: [4, 4], scale: 1 / 255, classes: 2 })
  const changed = augmented(data, [randomShift(1), pixelNoise(9)], { seed: 1 })
  const images = (source: Pick<typeof changed, 'batches'>, epoch: number, batchSize: number, skip = 0) => {
    const found = new Map<number, string>()
    for (const { x, indices } of source.batches({ batchSize, shuffle: true, seed: 1, epoch, skip })) {
      const { data: values } = x
      indices.forEach((i, k) => found.set(i, values.slice(16 * k, 16 * k + 16).join()))
    }
    return found
  }

  const sorted = (found: Map<number, string>) => [...found].sort(([a], [b]) => a - b)

  it('depends on seed, epoch and sample alone', () => {
    const whole = images(changed, 3, 4)
    expect(whole.size).toBe(10)
    expect(sorted(images(changed, 3, 1))).toEqual(sorted(whole))
    for (const [i, image] of images(changed, 3, 4, 2)) expect(image).toBe(whole.get(i))
    expect(images(changed, 4, 4)).not.toEqual(whole)
    expect(images(augmented(data, [randomShift(1)], { seed: 2 }), 3, 4)).not.toEqual(
      images(augmented(data, [randomShift(1)], { seed: 1 }), 3, 4),
    )
  })

  it('gives bytes, scaled, and touches nothing that is stored', () => {
    const before = bytes.slice()
    for (const { x } of changed.batches({ batchSize: 3, epoch: 0 })) {
      for (const value of x.data) {
        expect(value * 255).toBeCloseTo(Math.round(value * 255), 3)
        expect(value >= 0 && value <= 1).toBe(true)
      }
    }
    expect(bytes).toEqual(before)
  })

  it('without transforms is the data set', () => {
    const same = augmented(data.reshape([16]), [], { seed: 1, image: [4, 4] })
    expect(images(same, 0, 4)).toEqual(images(data, 0, 4))
    expect([same.length, same.classes]).toEqual([10, 2])
  })
})

// prettier-ignore
it.each([
  ['randomShift: most is 0.5; it needs an integer of at least 0.', () => randomShift(0.5)],
  ['randomFlip: p is 2; it needs a number from 0 to 1.', () => randomFlip(2)],
  ['randomAffine: degrees is -1; it needs a number of at least 0.', () => randomRotation(-1)],
  ['randomAffine: scale is 1; it needs a number of at least 0 and below 1.', () => randomAffine({ scale: 1 })],
  ['randomAffine: turn is no option; it has degrees, scale, shift, shear.', () => randomAffine({ turn: 1 } as never)],
  ['cutout: size is 0; it needs an integer of at least 1.', () => cutout(0)],
  ['augmented: images (2) of samples (2); it needs (height, width) or (channels, height, width) with as many numbers.', () => augmented(arrayDataset([[1, 2]], [0]), [], { seed: 1 })],
])('%s', (message, act) => expect(act).toThrow(new DataError(message)))
