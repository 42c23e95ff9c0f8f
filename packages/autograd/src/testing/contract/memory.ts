// Memory: blocks are apart from one another, return when the recording ends, and kept ones stay.
import type { Kernels } from '../../kernels/kernels.ts'
import { flat } from '../../kernels/loops.ts'
import { sizeOf } from '../../shape.ts'
import { dense, heap, type DType, type View } from '../../view.ts'
import { expectSame, type Promised } from './promise.ts'

const SIZES = [1, 2, 3, 4, 5, 7, 16, 17, 1000, 0, 4096, 1]

/** Writes a number of its own into each block, then reads all of them. */
function expectApart(blocks: readonly View[]): void {
  blocks.forEach((block, i) => fill(block, i + 1))
  blocks.forEach((block, i) => expectFull(block, i + 1, `block ${i} of ${blocks.length}`))
}

const fill = ({ data, shape, offset }: View, value: number): void => {
  data.fill(value, offset, offset + sizeOf(shape))
}
const expectFull = (block: View, value: number, where: string): void =>
  flat(block).forEach((got) => expectSame(where, got, value))
const keep = (k: Kernels, dtype: DType, n: number): View => dense(k.keep(dtype, n), [n])

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
          const block = k.alloc(dtype, [1, n])
          expectSame('elements of a block', flat(block).length, n)
          expectSame('rank of a block', block.shape.length, 2)
          expectSame('stride of a row', block.stride[0], n)
          expectSame('length of a kept block', k.keep(dtype, n).length, n)
          for (const { constructor } of [block.data, k.keep(dtype, n)])
            if (constructor !== heap(dtype, 0).constructor)
              throw new Error(`a ${constructor.name} for ${dtype}`)
        }
      }),
  ]
  yield [
    `memory ${dtype}: blocks do not overlap`,
    (k) => inRecording(k, () => expectApart(SIZES.flatMap((n) => [k.alloc(dtype, [n]), keep(k, dtype, n)]))),
  ]
  yield [
    `memory ${dtype}: kept blocks begin as zeros, even where others were before`,
    (k) => {
      for (let round = 0; round < 3; round++) {
        const blocks = SIZES.map((n) => keep(k, dtype, n))
        for (const block of blocks) expectFull(block, 0, 'a kept block')
        for (const block of blocks) fill(block, 7)
      }
    },
  ]
  yield [
    `memory ${dtype}: kept blocks survive recordings`,
    (k) => {
      const blocks = SIZES.map((n) => keep(k, dtype, n))
      blocks.forEach(fill)
      for (let round = 0; round < 3; round++)
        inRecording(k, () => SIZES.forEach((n) => fill(k.alloc(dtype, [n]), 99)))
      blocks.forEach((block, i) => expectFull(block, i, `kept block ${i}`))
    },
  ]
  yield [
    `memory ${dtype}: blocks return when the recording ends: 100 recordings of 16 MiB`,
    (k) => {
      for (let round = 0; round < 100; round++) inRecording(k, () => k.alloc(dtype, [2 ** 24 / bytes]))
    },
  ]
  yield [
    `memory ${dtype}: a recording that throws returns its blocks too`,
    (k) => {
      for (let round = 0; round < 100; round++) {
        try {
          inRecording(k, () => {
            k.alloc(dtype, [2 ** 24 / bytes])
            throw new RangeError('on purpose')
          })
        } catch (error) {
          if (!(error instanceof RangeError) || error.message !== 'on purpose') throw error
        }
      }
    },
  ]
}
