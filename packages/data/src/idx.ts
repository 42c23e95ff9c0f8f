// The IDX format of MNIST and its relatives: a header of big-endian integers, then the numbers. It has no checksum, so every
// field is held against the size of the file.
import { shown } from '@glissade/autograd'
import { checkKnown, DataError } from './errors.ts'

const UNSIGNED_BYTE = 0x08
const LARGEST_RANK = 8

export interface Idx {
  readonly shape: readonly number[]
  /** A window on the bytes given, not a copy. */
  readonly data: Uint8Array
}

/** The file to blame in messages. */
export interface IdxOptions {
  readonly name: string
}

/** What the header says: the shape, and how many bytes the whole file has. */
export interface IdxHeader {
  readonly shape: readonly number[]
  readonly dataOffset: number
  readonly totalBytes: number
}

/**
 * Reads the header.
 *
 *     0  2 bytes, 0
 *     2  type: 0x08 unsigned byte
 *     3  rank r
 *     4  r sizes, 4 bytes each, most significant first; the numbers follow
 *
 * @throws DataError that names file, offset, what was found and what is needed.
 */
export function readIdxHeader(bytes: Uint8Array, options: IdxOptions): IdxHeader {
  checkKnown('readIdx', options, ['name'])
  const { name } = options
  if (!(bytes instanceof Uint8Array))
    throw new DataError(`readIdx: ${name} is ${shown(bytes)}; it needs the bytes of the file, a Uint8Array.`)
  const refuse = (offset: number, found: string, needed: string): never => {
    throw new DataError(`readIdx: ${name} at byte ${offset}: ${found}; it needs ${needed}.`)
  }
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  if (bytes.length < 4) refuse(bytes.length, 'the file ends', 'a magic number of 4 bytes')
  if (view.getUint16(0) !== 0)
    refuse(0, hex(view.getUint32(0)), 'a magic number that begins with two zero bytes')
  if (bytes[2] !== UNSIGNED_BYTE)
    refuse(2, `type ${hex(bytes[2])}`, `type ${hex(UNSIGNED_BYTE)}, unsigned bytes`)
  const rank = bytes[3]
  if (rank < 1 || rank > LARGEST_RANK) refuse(3, `rank ${rank}`, `a rank from 1 to ${LARGEST_RANK}`)
  const dataOffset = 4 + 4 * rank
  if (bytes.length < dataOffset)
    refuse(bytes.length, 'the file ends', `${rank} sizes, up to byte ${dataOffset}`)
  const shape = Array.from({ length: rank }, (_, axis) => view.getUint32(4 + 4 * axis))
  const zero = shape.indexOf(0)
  if (zero !== -1) refuse(4 + 4 * zero, `size 0 of axis ${zero}`, 'at least 1')
  return { shape, dataOffset, totalBytes: dataOffset + shape.reduce((size, d) => size * d, 1) }
}

const hex = (value: number): string => `0x${value.toString(16).padStart(2, '0')}`

/**
 * Reads a whole IDX file of unsigned bytes.
 *
 * @throws DataError when the header is not right, or the file is shorter or longer than it says.
 */
export function readIdx(bytes: Uint8Array, options: IdxOptions): Idx {
  const { shape, dataOffset, totalBytes } = readIdxHeader(bytes, options)
  if (bytes.length !== totalBytes) {
    const end = Math.min(bytes.length, totalBytes)
    throw new DataError(
      `readIdx: ${options.name} at byte ${end}: the file has ${bytes.length} bytes; ` +
        `it needs ${totalBytes} for (${shape.join(', ')}). ${bytes.length < totalBytes ? 'Is it cut off?' : 'What follows the data?'}`,
    )
  }
  // Not subarray(): of Node's Buffer that would be a Buffer, whose slice() does not copy.
  return { shape, data: new Uint8Array(bytes.buffer, bytes.byteOffset + dataOffset, totalBytes - dataOffset) }
}
