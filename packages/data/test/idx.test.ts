import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { afterAll, describe, expect, it } from 'vitest'
import { DataError, readIdx } from '../src/index.ts'
import { readIdxFile, unpack } from '../src/node/files.ts'

/** Three images of 2 × 4, or what else the header says. */
const idx = (
  header: readonly number[] = [0, 0, 8, 3, 0, 0, 0, 3, 0, 0, 0, 2, 0, 0, 0, 4],
  length = 24,
): Uint8Array => Uint8Array.from([...header, ...Array.from({ length }, (_, i) => i + 1)])

const name = 'images'
const accepts = (bytes: Uint8Array): boolean => {
  try {
    const { shape, data } = readIdx(bytes, { name })
    expect(shape.reduce((size, d) => size * d, 1)).toBe(data.length)
    return true
  } catch (error) {
    expect(error).toBeInstanceOf(DataError)
    return false
  }
}

describe('readIdx', () => {
  it('reads shape and bytes without a copy', () => {
    const file = idx()
    const { shape, data } = readIdx(file, { name })
    expect(shape).toEqual([3, 2, 4])
    expect([data.buffer === file.buffer, data.length, data[0], data[23]]).toEqual([true, 24, 1, 24])
  })

  it('reads from the middle of a larger buffer', () => {
    const inside = new Uint8Array([9, 9, 9, ...idx()]).subarray(3)
    expect(readIdx(inside, { name }).data[0]).toBe(1)
  })

  it('refuses every prefix of a file, and anything behind it', () => {
    const file = idx()
    for (let length = 0; length < file.length; length++)
      expect(accepts(file.subarray(0, length)), `${length} bytes`).toBe(false)
    expect(accepts(file)).toBe(true)
    expect(accepts(Uint8Array.from([...file, 0]))).toBe(false)
  })

  it('refuses every change of one header byte, and takes every change of a data byte', () => {
    for (let at = 0; at < 40; at++)
      for (let change = 1; change < 256; change++) {
        const file = idx()
        file[at] ^= change
        expect(accepts(file), `byte ${at} xor ${change}`).toBe(at >= 16)
      }
  })

  // prettier-ignore
  it.each<[string, Uint8Array]>([
    ['readIdx: images at byte 2: the file ends; it needs a magic number of 4 bytes.', Uint8Array.of(0, 0)],
    ['readIdx: images at byte 0: 0x1f8b0803; it needs a magic number that begins with two zero bytes.', idx([0x1f, 0x8b, 8, 3])],
    ['readIdx: images at byte 2: type 0x0d; it needs type 0x08, unsigned bytes.', idx([0, 0, 13, 1])],
    ['readIdx: images at byte 3: rank 0; it needs a rank from 1 to 8.', idx([0, 0, 8, 0])],
    ['readIdx: images at byte 3: rank 255; it needs a rank from 1 to 8.', idx([0, 0, 8, 255])],
    ['readIdx: images at byte 6: the file ends; it needs 1 sizes, up to byte 8.', idx([0, 0, 8, 1, 0, 0], 0)],
    ['readIdx: images at byte 8: size 0 of axis 1; it needs at least 1.', idx([0, 0, 8, 2, 0, 0, 0, 1, 0, 0, 0, 0])],
    ['readIdx: images at byte 32: the file has 32 bytes; it needs 33 for (25). Is it cut off?', idx([0, 0, 8, 1, 0, 0, 0, 25])],
    ['readIdx: images at byte 31: the file has 32 bytes; it needs 31 for (23). What follows the data?', idx([0, 0, 8, 1, 0, 0, 0, 23])],
    ['readIdx: images at byte 36: the file has 36 bytes; it needs 18446744065119617000 for (4294967295, 4294967295). Is it cut off?',
      idx([0, 0, 8, 2, 255, 255, 255, 255, 255, 255, 255, 255])],
  ])('%s', (message, file) => {
    expect(() => readIdx(file, { name })).toThrow(new DataError(message))
  })
})

describe('gzip', () => {
  const packed = gzipSync(idx())

  it('is unpacked', () => expect([...unpack(packed, name)]).toEqual([...idx()]))
  it('leaves other bytes alone', () => expect(unpack(idx(), name)).toEqual(idx()))

  it('cut off anywhere is refused', () => {
    for (let length = 2; length < packed.length; length++) {
      expect(() => unpack(packed.subarray(0, length), name), `${length} bytes`).toThrow(DataError)
    }
  })

  it('never unpacks to more than the header announces', () => {
    const bomb = gzipSync(Uint8Array.from([...idx(), ...new Uint8Array(1_000_000)]))
    expect(() => unpack(bomb, name)).toThrow(
      'readIdx: images unpacks to more than 40 bytes; it needs gzip of exactly what the IDX header announces.',
    )
  })

  it('is not unpacked when the header announces more than gzip can hold', () => {
    const liar = gzipSync(idx([0, 0, 8, 2, 255, 255, 255, 255, 255, 255, 255, 255]))
    expect(() => unpack(liar, name)).toThrow(
      `readIdx: images: the header announces 18446744065119617000 bytes in a gzip file of ${liar.length}; it needs a file that can hold them.`,
    )
  })

  it('that does not unpack is refused by name', () => {
    expect(() => unpack(Uint8Array.of(0x1f, 0x8b, 1, 2, 3), name)).toThrow(
      'readIdx: images does not unpack (Z_DATA_ERROR); it needs gzip of exactly what the IDX header announces.',
    )
  })

  it('with any one bit changed gives the same bytes or is refused', () => {
    for (let bit = 0; bit < 8 * packed.length; bit++) {
      const file = Uint8Array.from(packed)
      file[bit >> 3] ^= 1 << (bit & 7)
      try {
        expect(readIdx(unpack(file, name), { name })).toEqual(readIdx(idx(), { name }))
      } catch (error) {
        expect(error, `bit ${bit}`).toBeInstanceOf(DataError)
      }
    }
  })
})

describe('readIdxFile', () => {
  const folder = mkdtempSync(join(tmpdir(), 'idx-'))
  afterAll(() => rmSync(folder, { recursive: true }))

  it.each<[string, Uint8Array]>([
    ['plain', idx()],
    ['packed.gz', gzipSync(idx())],
  ])('reads a %s file', (file, bytes) => {
    const path = join(folder, file)
    writeFileSync(path, bytes)
    expect(readIdxFile(path)).toEqual(readIdx(idx(), { name }))
  })

  it('names a file that is not there', () => {
    const path = join(folder, 'absent')
    expect(() => readIdxFile(path)).toThrow(
      new DataError(`readIdx: ${path} cannot be read (ENOENT); it needs an IDX file.`),
    )
  })
})
