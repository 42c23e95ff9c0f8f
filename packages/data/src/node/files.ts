// IDX files on disk, packed or not.
import { readFileSync } from 'node:fs'
import { gunzipSync, constants } from 'node:zlib'
import { DataError } from '../errors.ts'
import { readIdx, readIdxHeader, type Idx } from '../idx.ts'

const BEST_RATIO = 1032 // no byte of deflate can stand for more

/**
 * Reads an IDX file; one that begins as gzip does is unpacked first, and never to more bytes than its header announces.
 *
 * @throws DataError for a file that cannot be read, unpacked or understood.
 */
export function readIdxFile(path: string): Idx {
  let bytes: Uint8Array
  try {
    bytes = readFileSync(path)
  } catch (error) {
    throw new DataError(
      `readIdx: ${path} cannot be read (${(error as NodeJS.ErrnoException).code}); it needs an IDX file.`,
    )
  }
  return readIdx(unpack(bytes, path), { name: path })
}

/** The bytes, unpacked if they are gzip. */
export function unpack(bytes: Uint8Array, name: string): Uint8Array {
  if (bytes[0] !== 0x1f || bytes[1] !== 0x8b) return bytes
  const start = inflate(bytes.subarray(0, 1024), name, 1024 * BEST_RATIO, constants.Z_SYNC_FLUSH)
  const { totalBytes } = readIdxHeader(start, { name })
  if (totalBytes > bytes.length * BEST_RATIO) {
    throw new DataError(
      `readIdx: ${name}: the header announces ${totalBytes} bytes in a gzip file of ${bytes.length}; it needs a file that can hold them.`,
    )
  }
  return inflate(bytes, name, totalBytes, constants.Z_FINISH)
}

function inflate(bytes: Uint8Array, name: string, maxOutputLength: number, finishFlush: number): Uint8Array {
  try {
    return gunzipSync(bytes, { maxOutputLength, finishFlush })
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    const cause =
      code === 'ERR_BUFFER_TOO_LARGE'
        ? `unpacks to more than ${maxOutputLength} bytes`
        : `does not unpack (${code})`
    throw new DataError(`readIdx: ${name} ${cause}; it needs gzip of exactly what the IDX header announces.`)
  }
}
