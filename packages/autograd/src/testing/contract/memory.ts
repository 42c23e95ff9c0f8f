// Memory: blocks are apart from one another, return when the recording ends, and kept ones stay.
import type { Kernels } from '../../kernels/kernels.ts'
import { heap, type DType, type View } from '../../view.ts'
import { expectSame, type Promised } from './promise.ts'

const SIZES = [1, 2, 3, 4, 5, 7, 16, 17, 1000, 0, 4096, 1]

/** Writes a number of its own into each block, then reads all of them. */
function expectApart(blocks: readonly View['data'][]): void {
  blocks.forEach((block, i) => block.fill(i + 1))
  blocks.forEach((block, i) => {
    for (const value of block) expectSame(`block ${i} of ${block.length}`, value, i + 1)
  })
}

function inRecording<R>(k: Kernels, f: () => R): R {
  k.begin()
  try {
    return f()
  } finally {
    k.end()
  }
}

/** Each runs outside a recording, and opens its own. */
export function* memoryCases(dtype: DType): Generator<Promised> {
  const bytes = heap(dtype, 1).BYTES_PER_ELEMENT
  yield [
    `memory ${dtype}: blocks have the size and type that was asked for`,
    (k) =>
      inRecording(k, () => {
        for (const n of SIZES) {
          for (const block of [k.alloc(dtype, n), k.keep(dtype, n)]) {
            expectSame('length', block.length, n)
            expectSame('bytes of an element', block.BYTES_PER_ELEMENT, bytes)
            if (block.constructor !== heap(dtype, 0).constructor)
              throw new Error(`a ${block.constructor.name} for ${dtype}`)
          }
        }
      }),
  ]
  yield [
    `memory ${dtype}: blocks do not overlap`,
    (k) => inRecording(k, () => expectApart(SIZES.flatMap((n) => [k.alloc(dtype, n), k.keep(dtype, n)]))),
  ]
  yield [
    `memory ${dtype}: kept blocks begin as zeros, even where others were before`,
    (k) => {
      for (let round = 0; round < 3; round++) {
        const blocks = SIZES.map((n) => k.keep(dtype, n))
        for (const block of blocks) for (const value of block) expectSame('a kept block', value, 0)
        for (const block of blocks) block.fill(7)
      }
    },
  ]
  yield [
    `memory ${dtype}: kept blocks survive recordings`,
    (k) => {
      const blocks = SIZES.map((n, i) => k.keep(dtype, n).fill(i))
      for (let round = 0; round < 3; round++)
        inRecording(k, () => SIZES.forEach((n) => k.alloc(dtype, n).fill(99)))
      blocks.forEach((block, i) => block.forEach((value) => expectSame(`kept block ${i}`, value, i)))
    },
  ]
  yield [
    `memory ${dtype}: blocks return when the recording ends: 200 recordings of 16 MiB`,
    (k) => {
      for (let round = 0; round < 200; round++)
        inRecording(k, () => (k.alloc(dtype, 2 ** 24 / bytes)[0] = round))
    },
  ]
  yield [
    `memory ${dtype}: a recording that throws returns its blocks too`,
    (k) => {
      for (let round = 0; round < 100; round++) {
        try {
          inRecording(k, () => {
            k.alloc(dtype, 2 ** 24 / bytes)
            throw new RangeError('on purpose')
          })
        } catch (error) {
          if (!(error instanceof RangeError) || error.message !== 'on purpose') throw error
        }
      }
    },
  ]
}
