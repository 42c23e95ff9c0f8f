// Rows of a table of bytes as float32 numbers: how a data set of images, a byte a pixel, becomes a batch.
import { chosenFor } from './kernels/backend.ts'
import { dense, type Data } from './view.ts'

/** A factor in two parts and an offset: one number of each for all columns, or one for each column. */
export interface ByteScale {
  /** The factor's first 16 bits: times a byte they are exact. */
  readonly high: Float32Array
  /** The rest of the factor. */
  readonly low: Float32Array
  readonly offset: Float32Array
}

/** Factors and offsets as `gatherBytes` takes them. */
export function byteScale(factor: ArrayLike<number>, offset: ArrayLike<number>): ByteScale {
  const high = Float32Array.from(factor)
  const bits = new Uint32Array(high.buffer)
  for (let j = 0; j < bits.length; j++) bits[j] &= 0xffffff00
  return { high, low: Float32Array.from(factor, (f, j) => f - high[j]), offset: Float32Array.from(offset) }
}

/**
 * Writes rows of x, which are `width` bytes each, one behind another to the beginning of `values`, a float32 array.
 *
 *     values[i, j] = factor[j]·x[rows[i], j] + offset[j],   factor·x = high·x + low·x
 *
 * Each product and each sum is rounded to float32. In two parts a factor of 1/255 gives k/255 itself, rounded once.
 */
export function gatherBytes(
  x: Uint8Array,
  rows: Int32Array,
  width: number,
  scale: ByteScale,
  values: Data,
): void {
  const kernels = chosenFor('float32')
  if (kernels?.bytes) return kernels.bytes(x, rows, scale, dense(values, [rows.length, width]))
  const { high, low, offset } = scale
  const step = high.length === 1 ? 0 : 1
  for (let i = 0; i < rows.length; i++) {
    const [from, to] = [rows[i] * width, i * width]
    for (let j = 0, k = 0; j < width; j++, k += step) {
      const byte = x[from + j]
      values[to + j] = Math.fround(high[k] * byte + Math.fround(low[k] * byte)) + offset[k]
    }
  }
}
